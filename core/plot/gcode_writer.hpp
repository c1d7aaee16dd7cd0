// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/plot.hpp"

#include <string>

namespace croquis::plot {

struct GcodeOptions {
    PenSpeeds speeds;            ///< the feed rate is the drawing speed; raised, the machine goes as fast as it can
    std::string penUp = "G0 Z5"; ///< a line of the machine's own, as "M5" for a servo
    std::string penDown = "G1 Z0 F600"; ///< likewise, as "M3 S90"
    std::string programVersion;         ///< named in the first comment; empty: not

    /// @throws InvalidArgument for a pen command that is empty, longer than 70 characters, not plain ASCII, or a
    /// comment.
    void validate() const;
};

/// A plot in G-code (RS-274) as GRBL, Marlin and LinuxCNC read it:
///
///     ; comment           what it is, page, pens; at the end the record of how it was made, where there is one
///     G21 G90 G17         millimetres, absolute coordinates, the XY plane, one a line
///     G0 X.. Y..          raised, to the beginning of a path
///     (pen down)          GcodeOptions::penDown
///     G1 X.. Y.. F..      along it; F in mm/min on the first only
///     (pen up)            GcodeOptions::penUp
///     M0                  halt for the next pen, before each but the first
///     M2                  end of the program, after a way back to X0 Y0
///
/// (0, 0) is the page's lower left corner, x to the right, y up; at most three decimals. Curves are polylines within
/// 0.01 mm. No line is longer than 79 characters, which GRBL's buffer holds. LF, ASCII.
std::string writeGcode(const Plot& plot, const GcodeOptions& options);

} // namespace croquis::plot
