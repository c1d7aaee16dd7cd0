// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

class QCPItemStraightLine;
class QCPItemText;
class QCustomPlot;
class QFont;

namespace croquis::ui {

/// From an iteration on a sketch has so many strokes.
struct CountChange {
    int iteration = 0;
    int strokes = 0;
};

/// Where a run went on with another number of strokes, a thin line with the new number at the top of the plot: the loss
/// jumps there for no other reason.
class CountMarks {
  public:
    CountMarks(QCustomPlot& plot, const QFont& font);

    void clear();
    void note(std::size_t sketch, int iteration, std::size_t strokes);
    /// Whose changes are shown.
    void show(std::size_t sketch);
    /// The first is what it began with.
    const std::vector<CountChange>& of(std::size_t sketch) const;
    /// In the theme's colours.
    void dress();
    /// Labels that would lie on one another are left out, the earlier first. Where the axes are known.
    void place();

  private:
    struct Mark {
        CountChange change;
        QCPItemStraightLine* line;
        QCPItemText* label;
    };
    void add(const CountChange& change);
    void removeMarks();

    QCustomPlot& m_plot;
    const QFont& m_font;
    std::map<std::size_t, std::vector<CountChange>> m_changes;
    std::vector<Mark> m_marks; ///< of the sketch that is shown
    std::size_t m_sketch = 0;
};

} // namespace croquis::ui
