// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/plot.hpp"

#include <string>

namespace croquis::plot {

/// HPGL's plotter unit, 0.025 mm.
inline constexpr double kHpglUnitsPerMm = 40;

/// A plot in HP-GL, the dialect every pen plotter and vinyl cutter since the HP 7475A reads:
///
///     IN;                 initialise
///     SPn;                take pen n, one for each layer from 1 on; SP0; puts the last one back
///     PUx,y;              raised, to the beginning of a path
///     PDx,y,x,y,...;      lowered, along it, at most 32 points a command; PD without any makes a dot
///     PU;                 raise
///
/// Absolute coordinates in units of 0.025 mm, whole numbers; (0, 0) is the page's lower left corner, x to the right, y
/// up, so that the page stands upright when its width lies along the plotter's x axis. Curves are polylines within
/// 0.0125 mm. One command a line, LF, ASCII; nothing else, no comments (the dialect has none), so the file can't hold
/// how it was made. A page above 819 mm needs coordinates beyond 32767, which takes an HP-GL/2 plotter.
std::string writeHpgl(const Plot& plot);

} // namespace croquis::plot
