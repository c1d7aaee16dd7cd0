// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/count_marks.hpp"
#include "ui/run/run_news.hpp"

#include <QFont>

#include <QStringList>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

class QCPAxis;
class QCPGraph;
class QCPItemStraightLine;
class QCPItemText;
class QCustomPlot;
class QPen;
class QWidget;

namespace croquis::ui {

struct PlotLine;

/// What the loss plot draws, on a QCustomPlot: total (left axis) and terms (right axis) of one sketch of the batch, the
/// totals of the others dashed, the best and the chosen iteration marked. Levels have a colour each, their terms none.
class LossCurves {
  public:
    /// @param parent  owns the plot.
    explicit LossCurves(QWidget* parent);

    QWidget* widget() const;
    void clear();
    /// Notes the frame's losses and numbers of strokes; show() draws them.
    void append(const RunFrame& frame);
    /// Whose terms are shown: begins anew from what was appended.
    void setSketch(std::size_t sketch);
    void setLogarithmic(bool logarithmic);
    void setChosen(std::optional<int> iteration) { m_chosen = iteration; }
    std::optional<int> chosen() const { return m_chosen; }
    /// Iterations that there is room for at least; 0: for those there are.
    void setExpected(int iterations);
    int expected() const { return m_expected; }

    int iterationCount() const { return m_iterations; }
    std::optional<double> totalAt(int iteration) const;
    /// Of the sketch at hand, with what it began.
    const std::vector<CountChange>& countChanges() const { return m_counts.of(m_sketch); }
    /// Marks the iteration of the sketch that is kept, in place of the best so far. @param best  it is the run's best.
    void setKept(int iteration, bool best);
    /// The iteration that is marked.
    std::optional<int> marked() const { return m_marked; }
    std::optional<int> best() const { return m_kept && !m_keptIsBest ? std::nullopt : m_marked; }
    /// What the batch's sketches are called, as levels; empty: they are none.
    void setLevels(const QStringList& names);
    const QStringList& levels() const { return m_levels; }
    std::vector<PlotLine> lines() const;
    /// The iteration at that pixel of the widget.
    int iterationAt(double x) const;

    /// In the theme's colours.
    void dress();
    /// Scales the axes and asks for a picture.
    void show();

  private:
    void makeAxes();
    QCPItemText* makeText();
    QCPGraph* line(const std::string& term);
    void add(const RunFrame& frame);
    void mark(int iteration, double total, const QString& text);
    void markKept();
    bool isLevel(std::size_t sketch) const { return sketch < static_cast<std::size_t>(m_levels.size()); }
    /// The total's at 0, then the terms'.
    QPen penOf(std::size_t line) const;
    QPen penOfOther(std::size_t sketch) const;
    void placeMarkLabel();
    /// For a line of words, in pixels.
    struct Place {
        double left, centre;
        int covered; ///< curves
    };
    /// The one that covers the fewest curves, of those as near to the point as can be.
    /// @param from  pixels above or below the point.
    Place placeFor(double left, double width, double from, const QPointF& point) const;

    QCustomPlot* m_plot;
    QFont m_small;
    CountMarks m_counts;
    QCPItemStraightLine* m_cursor = nullptr;
    QCPGraph* m_mark = nullptr;
    QCPItemText* m_markLabel = nullptr;
    QCPItemText* m_axisLabel = nullptr;
    std::vector<std::pair<std::string, QCPGraph*>> m_lines; ///< by the term's name, as they came; the total is ""
    std::map<std::size_t, QCPGraph*> m_others;
    QStringList m_levels;
    std::vector<RunFrame> m_frames; ///< losses only
    std::size_t m_sketch = 0;
    std::optional<int> m_chosen;
    std::optional<int> m_marked;
    std::optional<int> m_kept;
    bool m_keptIsBest = false;
    int m_iterations = 0;
    int m_expected = 0;
};

} // namespace croquis::ui
