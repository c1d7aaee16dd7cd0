// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_news.hpp"

#include <QStringList>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QLabel;

namespace croquis::ui {

class LossCurves;
struct PlotLine;

/// The loss of every iteration: total (left axis) and terms (right axis) of the sketch at hand, the totals of the
/// others dashed. It is the timeline as well: click, drag or , and . choose an iteration.
class LossPlot final : public QWidget {
    Q_OBJECT

  public:
    explicit LossPlot(QWidget* parent = nullptr);
    ~LossPlot() override;

    void clear();
    void append(const std::vector<RunFrame>& frames);
    /// Whose terms are shown. Replots everything.
    void setSketch(std::size_t sketch);
    void setLogarithmic(bool logarithmic);
    /// While a run goes on there is room for all that it is to be; after its end for what it was. One without
    /// iterations has lost them, or never had them: a restored sketch's.
    void setEnded();
    /// What arrived last isn't shown yet.
    bool isResting() const { return m_rest.isActive(); }
    /// The chosen iteration; none: the newest.
    void setChosen(std::optional<int> iteration);
    std::optional<int> chosen() const;
    int iterationCount() const;
    /// As a click on it does; the nearest that there is.
    void choose(int iteration);
    /// That many after the chosen one, before it where below 0.
    void step(int iterations);
    /// Of the sketch at hand; none where it has no such iteration.
    std::optional<double> totalAt(int iteration) const;
    /// How many it had then; none: it isn't known.
    std::optional<int> strokesAt(int iteration) const;
    /// Where the run went on with another number of them, in sentences.
    QStringList countChanges() const;
    /// Marks the iteration of the sketch that is kept, in place of the best so far. @param best  it is the run's best.
    void setKept(int iteration, bool best);
    /// The iteration that is marked.
    std::optional<int> marked() const;
    /// The iteration of its lowest total, unless another is marked.
    std::optional<int> best() const;
    /// The sketches of the batch are levels, called so, each in a colour of its own; empty: they are no levels.
    void setLevels(const QStringList& names);
    /// What a legend says of them.
    std::vector<PlotLine> lines() const;
    QSize sizeHint() const override { return {600, 130}; }

  Q_SIGNALS:
    void iterationChosen(int iteration);
    /// Where the pointer is; none when it has left.
    void iterationPointedAt(std::optional<int> iteration);
    void linesChanged();

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void showPlaceholder();

    std::unique_ptr<LossCurves> m_curves;
    QLabel* m_placeholder = nullptr; ///< until there is something
    QTimer m_rest; ///< while it runs, what arrives is only noted: the plot needs no 30 pictures a second
};

} // namespace croquis::ui
