// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"

#include <vector>

namespace croquis::vector {

/// A place on a stroke with its own axes.
struct SpineFrame {
    geometry::Point centre;
    geometry::Point along; ///< unit vector
    double share = 0;      ///< of the stroke's length that lies behind, 0..1
    double leftReach = 0;  ///< how far to the left (of `along`, y down) the axes of neighbouring places stay apart
    double rightReach = 0; ///< the same to the right; both are the radius of curvature or endless

    /// The point `across` to the left, held at the centre of curvature: two places' axes never cross, so an outline
    /// carried along the stroke never turns inside out and the non-zero rule fills it without holes.
    geometry::Point at(double across) const;
};

/// The stroke by the length of the way along it: as on paper, whatever the curve's parameter does. Where the stroke
/// turns on the spot (a cusp) the frame turns in steps, on a way of its own.
class StrokeSpine {
  public:
    /// @param breadth  how wide a brush will follow it. Curve finite, below 1e8 in magnitude.
    StrokeSpine(const geometry::CubicBezier& curve, double breadth);

    /// The length of the way: of the curve, and of turns tighter than the brush.
    double way() const { return m_knots.back().way; }
    /// Beyond the ends it runs straight on.
    SpineFrame at(double way) const;
    /// Where the curve bends, rising from 0 to way(): between two of them it is nearly straight.
    std::vector<double> stations() const;

  private:
    struct Knot {
        double parameter;
        double angle; ///< of the tangent, without jumps
        double length;
        double way;
        double curvature;
    };

    void add(double parameter, geometry::Point direction);
    void refine(double from, geometry::Point fromDirection, double to, geometry::Point toDirection, int depth);
    void finish(double breadth);

    geometry::CubicBezier m_curve;
    double m_length = 0;
    std::vector<Knot> m_knots; ///< at least two
};

} // namespace croquis::vector
