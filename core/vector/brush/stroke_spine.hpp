// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"

#include <cstddef>
#include <span>
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

/// What a line does with a brush of some breadth.
enum class Course {
    open,   ///< goes from one end to the other
    around, ///< ends where it began, around something: it has no ends
    blot    ///< curls or closes on a place that the brush covers as a whole
};

/// The stroke by the length of the way along it: as on paper, whatever the curves' parameters do. Where the stroke
/// turns on the spot (a cusp, a corner between two curves) the frame turns in steps, on a way of its own.
class StrokeSpine {
  public:
    /// @param curves   at least one, each beginning where the one before it ends; finite, below 1e8 in magnitude.
    /// @param breadth  how wide a brush will follow them; runs of pieces shorter than a hundredth of that are
    /// followed as straight ones of that length. @param course  courseOf() them.
    StrokeSpine(std::span<const geometry::CubicBezier> curves, double breadth, Course course = Course::open);

    /// That it follows.
    std::span<const geometry::CubicBezier> curves() const { return m_curves; }
    Course course() const { return m_course; }

    /// The length of the way: of the curve, and of turns tighter than the brush.
    double way() const { return m_knots.back().way; }
    /// Radians, all turns together whichever way they go.
    double turned() const;
    /// Beyond the ends it runs straight on.
    SpineFrame at(double way) const;
    /// How it bends on the whole within so much way to both sides, 1 over the radius, positive to the right: whether it
    /// is a curve or a chain of kinks that samples one is the same.
    double bendAround(double way, double reach) const;
    /// Where the curve bends, rising from 0 to way(): between two of them it is nearly straight.
    std::vector<double> stations() const;

    /// Where it turns more tightly than that, on the spot too; in order. Two with no more way than `apart` between them
    /// are one.
    enum class Turning { anyway, left, right };
    struct Turn {
        double from, to; ///< ways
        double angle;    ///< radians, above 0
    };
    std::vector<Turn> tightTurns(double radius, double apart = 0, Turning which = Turning::anyway) const;

  private:
    struct Knot {
        std::size_t curve;
        double parameter; ///< of that curve
        double angle;     ///< of the tangent, without jumps
        double length;
        double way;
        double curvature;
    };

    /// At that way, between the two next to it; without curve and parameter.
    Knot between(double way) const;
    void follow(std::size_t curve);
    void add(std::size_t curve, double parameter, geometry::Point direction);
    void refine(std::size_t curve, double from, geometry::Point fromDirection, double to, geometry::Point toDirection,
                int depth);
    double stepBetween(const Knot& a, const Knot& b) const;
    void finish(double breadth);

    std::vector<geometry::CubicBezier> m_curves;
    Course m_course;
    double m_length = 0;
    std::vector<Knot> m_knots; ///< at least two
};

} // namespace croquis::vector
