// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/sketch.hpp"

#include <QWidget>

class QHBoxLayout;
class QSlider;
class QSpinBox;

namespace croquis::ui {

/// From abstract to detailed: 1 to 128 strokes, an octave as wide as the next, with 4, 8, 16, 32 and 64 marked. The
/// handle catches lightly at the marks while it is dragged, and a click on a mark's number goes there; the box above
/// says the number and takes any other.
class StrokesSlider final : public QWidget {
    Q_OBJECT

  public:
    static constexpr int kMostStrokes = geometry::kMostStrokes;

    explicit StrokesSlider(QWidget* parent = nullptr);

    int strokes() const { return m_strokes; }
    /// Shown as it is, also between the positions that dragging reaches. Emits nothing.
    void setStrokes(int strokes);
    /// The mark above or below a number of strokes; beyond the marks 128 and 1.
    static int nextTick(int strokes, bool up);

  Q_SIGNALS:
    /// @param drag  equal, and above 0, for all changes of one drag.
    void strokesChosen(int strokes, int drag);

  private:
    class Ticks;
    QHBoxLayout* makeEnds();
    void moved(int position);

    QSpinBox* m_number;
    QSlider* m_slider;
    Ticks* m_ticks;
    int m_strokes = 16;
    int m_drag = 1; ///< raised when a drag ends
};

} // namespace croquis::ui
