// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/plot_pen.hpp"

#include <QWidget>

#include <span>
#include <vector>

namespace croquis::ui {

/// The names of the plot's lines beside a piece of each, in one row or two. Where not even two have room they stand
/// closer, and then the longest names end in dots.
class PlotLegend final : public QWidget {
    Q_OBJECT

  public:
    explicit PlotLegend(QWidget* parent = nullptr);
    void setLines(std::vector<PlotLine> lines);
    /// What is written beside the lines' pieces, in their order.
    QStringList shown() const;
    /// All in one row; as high as two.
    QSize sizeHint() const override;
    /// Where that has no room there are two rows, of so many pixels.
    int widthInTwoRows() const;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void paintRow(QPainter& painter, std::span<const PlotLine> lines, double middle) const;

    std::vector<PlotLine> m_lines;
};

} // namespace croquis::ui
