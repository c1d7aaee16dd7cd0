// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/plot_pen.hpp"

#include <QWidget>

#include <vector>

namespace croquis::ui {

/// The names of the plot's lines beside a piece of each, in one row; those that there is no room for are left out, the
/// last first.
class PlotLegend final : public QWidget {
    Q_OBJECT

  public:
    explicit PlotLegend(QWidget* parent = nullptr);
    void setLines(std::vector<PlotLine> lines);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    std::vector<PlotLine> m_lines;
};

} // namespace croquis::ui
