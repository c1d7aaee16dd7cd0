// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/sketch.hpp"

#include <optional>
#include <vector>

namespace croquis::vector {

enum class Blend { normal, multiply };

/// A closed outline of cubics.
struct Contour {
    /// A start, then two control points and an end for each cubic; the last end is the start.
    std::vector<geometry::Point> points;

    friend bool operator==(const Contour&, const Contour&) = default;
};

/// A line without a brush: one width, round ends and joints. It is one shape, however many curves it has.
struct StrokedLine {
    std::vector<geometry::CubicBezier> curves; ///< each begins where the one before it ends
    double width = 1;
    bool closed = false; ///< for files that tell; what a machine with a knife wants to know

    friend bool operator==(const StrokedLine&, const StrokedLine&) = default;
};

/// One thing to be painted: a line, or outlines filled by the non-zero rule in one colour. Canvas, PNG, preview and SVG
/// show the same marks.
struct Mark {
    std::optional<StrokedLine> line;
    std::vector<Contour> contours; ///< all wound alike, holes the other way round
    geometry::Colour colour;
    double opacity = 1;
    Blend blend = Blend::normal;
    /// Only what lies in it is painted, as long as the stroke is being drawn; files hold what is finished.
    std::optional<StrokedLine> within = {};

    friend bool operator==(const Mark&, const Mark&) = default;
};

/// What there is to paint, and the page it lies on.
struct MarkedPage {
    double width = 0;
    double height = 0;
    std::vector<Mark> marks; ///< in the order they are painted
};

} // namespace croquis::vector
