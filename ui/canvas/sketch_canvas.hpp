// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/paint_pace.hpp"
#include "ui/canvas/sketch_picture.hpp"

#include <QColor>
#include <QImage>
#include <QSizeF>
#include <QTransform>
#include <QWidget>

#include <optional>
#include <set>

namespace croquis::ui {

/// The paper with the sketch on it, and the photo below. Wheel zooms at the pointer, the middle button or an empty
/// place pans, and so do the arrow keys while it is zoomed in; it paints what changed only. The fitted page leaves the
/// contents margins free.
class SketchCanvas final : public QWidget {
    Q_OBJECT

  public:
    explicit SketchCanvas(SketchDocument& document, QWidget* parent = nullptr);

    /// 0: paper only, 1: the photo in full.
    void setPhotoOpacity(double opacity);
    void setMaskShown(bool shown);
    /// The sketch is of other settings: it fades.
    void setDimmed(bool dimmed);
    /// Where the strokes of the run that is being prepared will begin (canvas pixels); empty: none are shown.
    void setSeeds(std::vector<geometry::Point> seeds);
    const std::vector<geometry::Point>& seeds() const { return m_seeds; }
    bool isMaskShown() const { return m_maskShown; }
    /// A word in the canvas' corner ("Paused", "16 → 8"); empty: none.
    void setBadge(const QString& text);
    /// How much of it lies below something else, at the top: the badge stands beneath that.
    void setCovered(int pixels);
    /// The stroke that the pointer is at, here or in a list: outlined.
    void setHighlighted(std::optional<int> strokeId);
    std::optional<int> highlighted() const { return m_highlighted; }
    /// Strokes that keys and buttons are about, wherever the pointer is: in another colour, with their ends marked.
    void setChosen(std::set<int> strokeIds);
    const std::set<int>& chosen() const { return m_chosen; }
    /// Of the run at hand, for the description; none: there is no run.
    void setRunLength(std::optional<int> iterations);

    const SketchDocument& document() const { return m_document; }
    /// What there is to see, in one sentence: "Sketch of cat.jpg, 16 strokes, iteration 40 of 120, loss 3.55".
    QString spokenDescription() const;
    const std::vector<SketchStroke>& shownStrokes() const { return m_shown; }
    /// In widget pixels; null for a stroke that isn't shown.
    QRect placeOf(int strokeId) const;
    /// The stroke under a point of the widget.
    std::optional<int> strokeAt(QPointF position) const;

    double zoom() const { return m_zoom; } ///< 1: the page fits
    void fit();
    /// @param at  widget pixels, stays where it is; none: the middle of the room for the page.
    void zoomBy(double factor, std::optional<QPointF> at = {});
    void panBy(QPointF by); ///< widget pixels
    QSize sizeHint() const override { return {640, 520}; }

  Q_SIGNALS:
    void strokeHovered(std::optional<int> strokeId);
    void pauseToggled();
    void deleteRequested(int strokeId);
    void lockRequested(int strokeId);
    void hideRequested(int strokeId);
    void reverseRequested(int strokeId);
    void strokeChosen(int strokeId);
    /// A click beside all strokes.
    void nothingChosen();
    /// A right click on a stroke, or the menu key while one is highlighted.
    void menuRequested(int strokeId, const QPoint& globalPosition);
    void dragOutRequested();
    void zoomChanged(double zoom);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    void photoChanged();
    void strokesChanged();
    void everythingChanged();
    void setPeek(bool peek);
    /// Where the fitted page lies; at least something, however small the widget is.
    QRectF room() const;
    QTransform widgetFromPage() const;
    QRectF strokeRect(const SketchStroke& stroke) const;
    /// The same with what marks it.
    QRect markedRect(const SketchStroke& stroke) const;
    /// What the empty sheet on the desk depends on.
    struct SheetKey {
        QSize size; ///< pixels
        double ratio = 1;
        QTransform widgetFromPage;
        QSizeF page; ///< millimetres
        std::optional<geometry::Colour> paper;
        bool isChequered = false; ///< where there is no paper, and white wouldn't show the strokes
        vector::PaperTexture texture = vector::PaperTexture::none;
        QColor desk;
        friend bool operator==(const SheetKey&, const SheetKey&) = default;
    };
    void renderBackground();
    void paintSheet();
    void paintPhoto();
    /// Brings the part of the frame that the page covers there up to date. @param area  widget pixels.
    void paintSketch(const QRect& area);
    /// @param pixelFromPage  of the frame's part.
    void paintMarks(QImage& frame, const QTransform& pixelFromPage);
    void paintBadge(QPainter& painter) const;
    void paintSeeds(QPainter& painter) const;
    double visiblePhotoOpacity() const;
    /// The stroke that a key is about: the one under the pointer, else a chosen one.
    std::optional<int> meant() const;

    SketchDocument& m_document;
    QImage m_photo;
    QImage m_mask;
    QImage m_sheet;      ///< desk, and paper with its texture
    SheetKey m_sheetKey; ///< of that
    QImage m_background; ///< that with photo and tint; null: to be made
    QImage m_frame;      ///< that with the strokes as they were painted last
    Manner m_manner;     ///< of the strokes shown
    SketchPicture m_picture;
    PaintPace m_pace;
    std::vector<SketchStroke> m_shown;
    std::vector<vector::Emphasis> m_emphasis; ///< of those
    double m_photoOpacity = 0;
    bool m_maskShown = false;
    bool m_dimmed = false;
    bool m_peek = false;
    QString m_badge;
    int m_covered = 0;                    ///< pixels at the top
    std::vector<geometry::Point> m_seeds; ///< canvas pixels
    std::optional<int> m_highlighted;
    std::set<int> m_chosen;
    std::optional<int> m_runLength;
    double m_zoom = 1;
    QPointF m_pan; ///< widget pixels, of the page's centre from that of its room
    std::optional<QPointF> m_dragged;
    QPointF m_pressed; ///< where that began
    bool m_panning = false;
    bool m_focusByKey = false; ///< then it is framed
};

} // namespace croquis::ui
