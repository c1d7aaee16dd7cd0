// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/sketch_picture.hpp"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <vector>

class QButtonGroup;
class QGridLayout;
class QLabel;
class QToolButton;

namespace croquis::ui {

class BrushShelf;

/// The brushes to choose from, each shown by the sketch at hand drawn with it: those of the shelf, and the sketch's
/// own where it is none of them. One that was adjusted stands in its origin's place.
class BrushPicker final : public QWidget {
    Q_OBJECT

  public:
    /// @param more  stands in the heading.
    BrushPicker(SketchDocument& document, const BrushShelf& shelf, QWidget* more, QWidget* parent = nullptr);

    /// The one after the sketch's, the first after the last.
    void chooseNext();
    /// The thumbnails aren't yet what they are to be.
    bool isPainting() const { return m_rest.isActive() || m_next.isActive(); }
    /// Whether a run moves the strokes: thumbnails follow it so seldom that they cost next to nothing.
    void setRunning(bool running);

  Q_SIGNALS:
    void brushChosen(const croquis::vector::Brush& brush);

  protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    struct Choice {
        vector::Brush brush;
        QToolButton* button = nullptr;
        SketchPicture picture;
    };

    void choose(const vector::Brush& brush);
    void add(const vector::Brush& brush);
    /// Name and tool tip of its button.
    void describe(const Choice& choice);
    /// Of the shelf as it is now.
    void refill();
    void dropFrom(std::size_t number);
    void lookChanged();
    void strokesChanged();
    /// @param share  of a processor that painting them may take.
    void askForThumbnails(double share);
    /// One after the other, and of many strokes each in parts, so that none of them holds the window up.
    void paintThumbnails();
    void paintNext();

    SketchDocument& m_document;
    const BrushShelf& m_shelf;
    QButtonGroup* m_buttons;
    QGridLayout* m_grid = nullptr;
    QLabel* m_name;
    std::vector<Choice> m_choices; ///< those of the shelf, and the sketch's own where it is none of them
    QTimer m_rest;
    QTimer m_next; ///< while thumbnails are painted
    std::size_t m_place = 0;
    bool m_again = false;              ///< something changed while they were painted
    std::vector<SketchStroke> m_shown; ///< what they show
    QElapsedTimer m_painted;
    double m_cost = 0;    ///< of the last painting of all, milliseconds of processor time
    double m_costNow = 0; ///< of the one under way, so far
    bool m_running = false;
};

} // namespace croquis::ui
