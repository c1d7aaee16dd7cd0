// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.hpp"

#include <QPen>
#include <QString>

#include <array>

namespace croquis::ui {

/// What a legend says of a line.
struct PlotLine {
    QString name;
    QPen pen;
    friend bool operator==(const PlotLine&, const PlotLine&) = default;
};

constexpr std::array kPlotDashes{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};
constexpr double kPlotTotalWidth = 2.4, kPlotTermWidth = 1.3, kPlotLevelWidth = 1.7;

inline Qt::PenStyle plotDash(int index) {
    return kPlotDashes[static_cast<std::size_t>(index) % kPlotDashes.size()];
}

/// How the plot's line of that index is drawn, in the plot and in its legend; 0 is the total.
inline QPen plotPen(int index) {
    return {plotColour(index), index == 0 ? kPlotTotalWidth : kPlotTermWidth, plotDash(index)};
}

/// The total of one of several levels. @param chosen  it is the sketch.
inline QPen levelPen(int level, bool chosen) {
    constexpr int kBroken = static_cast<int>(kPlotDashes.size()) - 1;
    return {levelColour(level), chosen ? kPlotTotalWidth : kPlotLevelWidth,
            chosen ? Qt::SolidLine : plotDash(1 + level % kBroken)};
}

/// A term beside levels, which have the colours.
inline QPen quietTermPen(int index) {
    return {quietText(), 1, plotDash(index)};
}

} // namespace croquis::ui
