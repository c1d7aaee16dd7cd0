// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sketch/sketch_document.hpp"
#include "vector/brush/mark.hpp"

#include <QImage>
#include <QTransform>

#include <optional>
#include <vector>

namespace croquis::ui {

/// How strokes come onto a page.
struct Manner {
    geometry::Affine pageFromCanvas;
    double widthMm = 1;
    geometry::Colour colour;
    vector::Brush brush;
    vector::StrokeVariation variation;
    bool covers = false; ///< the ink its paper (vector::covers)

    friend bool operator==(const Manner&, const Manner&) = default;
};
Manner mannerOf(const SketchDocument& document);

/// What the variation leaves each of these strokes, which are all of a sketch, in drawing order.
std::vector<vector::Emphasis> emphasisOf(const std::vector<SketchStroke>& strokes, const Manner& manner);

/// Paints the texture of the page's paper, if it has one, over the paper's colour.
/// @param picture  of SketchPicture::kFormat. @param pixelFromPage  scales alike in both directions and moves.
void paintTexture(QImage& picture, const QTransform& pixelFromPage, const SketchDocument& document);

/// Where a stroke can leave ink, page millimetres.
QRectF reachOf(const SketchStroke& stroke, const Manner& manner);

/// Strokes as the export paints them, by core's painter: canvas, levels and thumbnails show one picture. What the brush
/// leaves of a stroke is kept until the stroke or the manner changes, and made when it is first painted.
class SketchPicture {
  public:
    /// What a picture to be painted on is like: the screen's own, so that nothing is converted on its way there.
    static constexpr QImage::Format kFormat = QImage::Format_RGB32;

    /// @param strokes  in drawing order.
    void setStrokes(const std::vector<SketchStroke>& strokes, const Manner& manner);
    const std::vector<SketchStroke>& strokes() const { return m_strokes; }

    /// Makes what the brush leaves of strokes that weren't painted yet, of one at least, for about so long.
    /// @return whether that of all is made: painting them is quick then.
    bool prepare(double milliseconds);
    /// Paints all that reaches into the picture over it; a stroke that can't be drawn is left out.
    /// @param pixelFromPage  scales alike in both directions and moves. @param picture  of kFormat.
    void paint(QImage& picture, const QTransform& pixelFromPage);
    /// One stroke only, in that colour.
    void paintStroke(QImage& picture, const QTransform& pixelFromPage, int strokeId, geometry::Colour colour);

  private:
    const std::vector<vector::Mark>& marksOf(std::size_t stroke);
    void paint(QImage& picture, const QTransform& pixelFromPage, std::optional<int> strokeId,
               std::optional<geometry::Colour> colour);

    Manner m_manner;
    std::vector<SketchStroke> m_strokes;
    std::vector<vector::Emphasis> m_emphasis;
    std::vector<std::optional<std::vector<vector::Mark>>> m_marks; ///< of each; none: not made yet
};

} // namespace croquis::ui
