// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/page_layout.hpp"
#include "plot/pen_order.hpp"
#include "vector/drawing.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace croquis::plot {

enum class Machine {
    plotter, ///< a pen for each colour
    cutter   ///< pure colours, by which laser and knife programs tell their operations apart
};

/// Least margin of a plot: clamps and the pen's holder need it.
inline constexpr double kLeastMarginMm = 5;

struct PlotOptions {
    Machine machine = Machine::plotter;
    PageFormat page;
    double marginMm = 15;            ///< kLeastMarginMm or more
    bool keepOrder = false;          ///< in drawing order and direction, as far as one pen draws
    bool actualSize = false;         ///< as large as the drawing is, or not at all; else as fits the page
    double joinMm = 0;               ///< ends this close are joined; 0: none are
    bool compound = false;           ///< all lines of a colour as one path of the SVG
    std::optional<std::size_t> pens; ///< no more than that: the nearest colours are drawn with one; none: all there are
    std::optional<double> lineWidthMm; ///< shown only: none: 0.5 mm for a plotter, 0.1 mm for a cutter

    /// @throws InvalidArgument naming the option.
    void validate() const;
};

/// A drawing as a machine draws it: centre lines only, opaque, no paper, everything within the margins, one layer for
/// each pen ("1 pen #000000"), its lines in an order with short ways.
struct Plot {
    vector::Drawing drawing;
    double fileOrderTravelMm = 0; ///< the raised pen's way had nothing been reordered or joined
    double scale = 1;             ///< how much larger it is than the drawing was
};

/// Strokes thinner than nothing (width 0) aren't drawn, as an SVG viewer doesn't show them; hidden ones were left out
/// by the reader. What runs on in one path of the drawing stays one path, and one that ends where it begins is closed.
/// @param goesOn  told how far the ordering has come; once it says no, paths stay in an order that is quick to make.
/// @throws InvalidArgument as PlotOptions::validate and placedOn.
Plot plotOf(vector::Drawing drawing, const PlotOptions& options, const OrderGoesOn& goesOn = {});

/// What the time of a plot is estimated with.
struct PenSpeeds {
    double drawMmPerSecond = 40;    ///< pen down; about a quarter of what pen plotters can, as their programs preset
    double travelMmPerSecond = 120; ///< pen up
    double liftSeconds = 0.4;       ///< lowering and raising the pen once

    /// @throws InvalidArgument naming the option: speeds must lie between 0.1 and 10 000 mm/s, the lift between 0 and
    /// 60 s.
    void validate() const;
};

/// The same of one kind of file, where what it says is known: its own speeds and waits instead of those.
struct PlotPace {
    double drawMmPerSecond = 0;
    double travelMmPerSecond = 0;
    double lowerSeconds = 0;     ///< each time
    double raiseSeconds = 0;     ///< likewise
    bool fromCorner = false;     ///< each pen sets out from the page's lower left corner and goes back there
    double beginSeconds = 0;     ///< before all else
    double askedMmPerSecond = 0; ///< for drawing, where that is another speed

    PlotPace() : PlotPace(PenSpeeds()) {}
    /// Of a file that leaves all of it to the machine. @throws InvalidArgument as PenSpeeds::validate.
    PlotPace(const PenSpeeds& speeds); // NOLINT(google-explicit-constructor): those are one
    PlotPace(double down, double up, double lift) : PlotPace(PenSpeeds{down, up, lift}) {}

    double liftSeconds() const { return lowerSeconds + raiseSeconds; }
};

/// What drawing a plot takes. The changes of pens aren't in it, nor the ways from one pen's last path to the next one's
/// first.
struct PlotReport {
    std::size_t pens = 0;
    std::size_t paths = 0;
    std::size_t lifts = 0; ///< one after each path
    double penDownMm = 0;
    double travelMm = 0;
    double fileOrderTravelMm = 0;
    double cornerMm = 0; ///< besides, raised: to each pen's first path and back, where the machine waits in the page's
                         ///< lower left corner, as G-code has it; not in travelMm, in seconds if the pace says so
    double seconds = 0;
    double scale = 1; ///< as Plot::scale
};
PlotReport reportOf(const Plot& plot, const PlotPace& pace);

/// For each colour the one that stands for it when there are at most `most`: of the two that lie nearest (in sRGB) the
/// one with fewer lines gives way to the other, again and again. @param lines  of each colour.
std::vector<std::size_t> mergedPens(const std::vector<geometry::Colour>& colours, std::vector<std::size_t> lines,
                                    std::size_t most);

/// The colour whose channels are 0 or 255 and that lies nearest; black for white, which nothing shows.
geometry::Colour pureColour(geometry::Colour colour);

} // namespace croquis::plot
