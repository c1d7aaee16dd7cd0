// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.hpp"

#include <QPen>

#include <array>

namespace croquis::ui {

/// How the plot's line of that index is drawn, in the plot and in its legend; 0 is the total.
inline QPen plotPen(int index) {
    constexpr std::array kDashes{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};
    constexpr double kTotalWidth = 2.4, kTermWidth = 1.3;
    return {plotColour(index), index == 0 ? kTotalWidth : kTermWidth,
            kDashes[static_cast<std::size_t>(index) % kDashes.size()]};
}

} // namespace croquis::ui
