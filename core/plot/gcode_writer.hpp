// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/plot.hpp"

#include <optional>
#include <string>

namespace croquis::plot {

/// Programs of machines, which don't agree on everything.
enum class GcodeDialect {
    grbl,  ///< GRBL and LinuxCNC: G4 waits P seconds, G0 is as fast as the machine
    marlin ///< G4 waits P milliseconds, G0 has the feed rate that was given last
};
/// "grbl", "linuxcnc", "marlin". @throws InvalidArgument for another word.
GcodeDialect gcodeDialectFrom(const std::string& name);

struct GcodeOptions {
    PenSpeeds speeds;                          ///< the feed rate is the drawing speed
    std::string penUp = "G0 Z5";               ///< a line of the machine's own, as "M5" for a servo
    std::string penDown = "G1 Z0 F600";        ///< likewise, as "M3 S90"
    std::string programVersion;                ///< named in the first comment; empty: not
    GcodeDialect dialect = GcodeDialect::grbl; ///< whose program reads it
    std::optional<double> dwellSeconds = {};   ///< none: half of speeds.liftSeconds, for which see dwellAfter()

    /// How long the machine waits after a pen command, seconds: one that is no move (G0, G1) is over before a servo has
    /// turned, so what follows would be drawn in the air.
    double dwellAfter(const std::string& command) const;
    /// What the time of such a file is estimated with: its waits, moves of Z at the feed rate that holds then (G0 as
    /// fast as a raised pen travels), and for pen commands that tell nothing of that half of speeds.liftSeconds each.
    PlotPace pace() const;

    /// @throws InvalidArgument for a pen command that is no line of letters with numbers, is longer than 70 characters,
    /// changes units or coordinates or ends the program, and for a dwell outside 0 to 60 s.
    void validate() const;
};

/// A plot in G-code (RS-274) as GRBL, LinuxCNC and Marlin read it:
///
///     ; comment           what it is, page, pens; at the end the record of how it was made, where there is one
///     G21 G90 G17         millimetres, absolute coordinates, the XY plane, one a line
///     G0 X.. Y..          raised, to the beginning of a path; for Marlin with the travel speed, F in mm/min
///     (pen down)          GcodeOptions::penDown
///     G4 P..              wait for the pen, where dwellAfter() says so: seconds, for Marlin milliseconds
///     G1 X.. Y.. F..      along it; F in mm/min on the first only
///     (pen up)            GcodeOptions::penUp; then G4 likewise
///     M0                  halt for the next pen, before each but the first; the comment before it says which
///     M2                  end of the program, after a way back to X0 Y0
///
/// (0, 0) is the page's lower left corner, x to the right, y up; at most three decimals. Curves are polylines within
/// 0.01 mm. No line is longer than 79 characters, which GRBL's buffer holds. LF, ASCII.
std::string writeGcode(const Plot& plot, const GcodeOptions& options);

} // namespace croquis::plot
