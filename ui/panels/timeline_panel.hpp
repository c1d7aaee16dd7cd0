// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/loss_plot.hpp"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace croquis::ui {

class PlotLegend;

/// The loss plot with its buttons: step, use this moment, back to the sketch, seeds.
class TimelinePanel final : public QWidget {
    Q_OBJECT

  public:
    explicit TimelinePanel(QWidget* parent = nullptr);

    LossPlot& plot() { return *m_plot; }
    /// The sketches of the batch to choose from; one or none: no choice is shown.
    void setSketches(const QStringList& names, int chosen);
    void setChosen(int sketch);
    void describe(const QString& text);
    /// "iteration 40 · loss 3.55".
    QString momentText(int iteration, double loss) const;
    /// Whether a moment is looked at that isn't the sketch.
    void setScrubbing(bool scrubbing);

  Q_SIGNALS:
    void momentAccepted();
    void momentLeft();
    void sketchChosen(int sketch);

  protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void fit();
    static QString withStrokes(const QString& text, int strokes);
    void pointAt(std::optional<int> iteration);
    QToolButton* addButton(QLayout& row, const QString& icon, const QString& objectName, const QString& text);

    QHBoxLayout* m_row = nullptr; ///< above the plot
    QWidget* m_heading = nullptr; ///< at its beginning
    LossPlot* m_plot;
    PlotLegend* m_legend;
    QLabel* m_description;
    QString m_described; ///< what it says while the pointer is elsewhere
    QToolButton* m_use;
    QToolButton* m_leave;
    QComboBox* m_sketches;
};

} // namespace croquis::ui
