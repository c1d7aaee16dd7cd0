// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/plot.hpp"

#include <string>
#include <string_view>

namespace croquis::plot {

/// HP-GL's plotter unit, 0.025 mm.
inline constexpr double kHpglUnitsPerMm = 40;

/// How a page lies under the pens.
enum class HpglFrame {
    byPage, ///< hp7475a for the sheets that it takes, A4, A3, Letter and Tabloid; else corner
    hp7475a,
    corner ///< (0, 0) is the page's lower left corner, the page is upright: vinyl cutters, and what reads files
};
/// "auto", "hp7475a", "corner". @throws InvalidArgument for another word.
HpglFrame hpglFrameFrom(const std::string& name);
/// A cutter is no HP 7475A, whatever its sheet: byPage is corner there.
HpglFrame hpglFrameOf(HpglFrame asked, Machine machine);

/// A plot in HP-GL, of which it takes what every pen plotter and vinyl cutter since the HP 7475A reads:
///
///     IN;                 initialise
///     VSv;                the pen's speed where it is down, v cm/s: whole, 1 to 38 for an HP 7475A, to 127 for others
///     SPn;                take pen n, one for each layer from 1 on; SP0; puts the last one back
///     PUx,y;              raised, to the beginning of a path
///     PDx,y,x,y,...;      lowered, along it, at most 32 points a command; PD without any makes a dot
///     PU;                 raise
///
/// Absolute coordinates, whole numbers, x to the right, y up. Curves are polylines within half a unit, and rounding
/// comes on top: 0.031 mm at most. One command a line, LF, ASCII; nothing else, no comments (the dialect has none), so
/// the file can't hold how it was made.
///
/// HpglFrame::corner: units of 0.025 mm from the page's lower left corner. A page above 819 mm needs coordinates beyond
/// 32767, which takes an HP-GL/2 plotter.
/// HpglFrame::hp7475a: the sheet lies with its long side along x, so an upright page is turned to the left, its top at
/// x = 0. Units are 0.02488 mm, the origin is that of the plotter (on A4 10 mm from the left and 4 mm from the lower
/// edge), and everything is within what its pens reach (hard-clip limits: 0..11040 by 0..7721 on A4). The sheets'
/// figures are those of HP's "7475A Graphics Plotter: Interfacing and Programming Manual" and of vpype's list of
/// devices; where a sheet is put by hand they are good for a millimetre or two.
/// @throws InvalidArgument for a page that an HP 7475A doesn't take; ExportError for a line beyond its reach and for
/// more than six pens.
std::string writeHpgl(const Plot& plot, HpglFrame frame = HpglFrame::byPage, const PenSpeeds& speeds = {});

/// What the time of such a file is estimated with: the speed that its VS says, which is whole centimetres a second.
/// @throws InvalidArgument as writeHpgl.
PlotPace hpglPace(const PageFormat& page, HpglFrame frame, const PenSpeeds& speeds);

} // namespace croquis::plot
