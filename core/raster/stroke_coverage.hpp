// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "raster/stroke_foot.hpp"

#include <cmath>

/// The arithmetic of one pixel, or of a square cell of one, against one stroke, for any Real (float, double) and any
/// device: no branch, no state, no order.
///
/// A stroke is everything within `radius` of its curve B. Let t be the parameter of the curve's point nearest the
/// pixel's centre p (the foot), q = p - B(t), d = |q|, n = q / d. The coverage is the area of the pixel's unit square
/// between the two lines across n at distances radius and -radius from the foot: the exact area where the outline is
/// straight. The same holds for a smaller cell.
///
/// Its derivative for a change dB of the curve follows from d' = -n.dB (the foot's own motion cancels) and from the
/// turn of n. With m = n turned by 90 degrees and D = B'.B' - q.B'',
///
///     within the curve   n' = m [ (n.B'' / D) m.dB - (m.B' / D) n.dB' ]
///     at a round end     n' = m [ -(1 / d) m.dB ]
namespace croquis::raster {

/// px; nearer the curve than this q has no direction.
template <class Real>
constexpr Real kOnCurve = Real(1e-6);
/// px; the least radius at which the outline's other side is out of a pixel's reach.
template <class Real>
constexpr Real kWideRadius = Real(0.70711);
/// px along the curve: nearer an end than this a pixel may see the round end.
template <class Real>
constexpr Real kEndReach = Real(0.8);
/// 1 / px: an outline more curved than this is sharp.
template <class Real>
constexpr Real kSharpTurn = Real(0.12);
/// Bounds of n's turn, in radians per pixel that B moves and that B' changes: reached only where the picture has a kink
/// (beside a cusp, a stroke shorter than a pixel, the middle of a hairline's round end).
template <class Real>
constexpr Real kSteepestByPlace = Real(4);
template <class Real>
constexpr Real kSteepestByDirection = Real(1);

/// What of a unit square lies beyond a line at distance u >= 0 from its centre, and the derivatives. The line's unit
/// normal is given by its larger and smaller component's size.
template <class Real>
struct Tail {
    Real area;
    Real chord; ///< length of the line inside the square = -d area / du
    Real byLarger;
    Real bySmaller;
};

template <class Real>
CROQUIS_HD Tail<Real> tailBeyond(Real u, Real large, Real small, Real inverseLarge) {
    const Real half = Real(0.5);
    const Real w = within((half * (large + small) - u) / larger(small, kTiny<Real>), Real(0), Real(1));
    const Real area = (larger(half * (large - small) - u, Real(0)) + half * small * w * w) * inverseLarge;
    return {area, w * inverseLarge, (half * w - area) * inverseLarge, half * w * (1 - w) * inverseLarge};
}

/// Coverage of one cell and what its derivative is made of.
template <class Real>
struct Coverage {
    Real value;
    Real byDistance; ///< 0 where the outline doesn't cross the cell
    Real byNormalX;
    Real byNormalY;
    Real nx, ny;
    Real inverseDistance;
};

/// @tparam Wide  the radius is kWideRadius or more, so that only one of the two lines can cross a cell.
template <bool Wide, class Real>
CROQUIS_HD Coverage<Real> coverageOf(const Foot<Real>& f, Real radius, Real cellsPerPixel) {
    const Real d = std::sqrt(f.qx * f.qx + f.qy * f.qy);
    const Real inverse = 1 / larger(d, kOnCurve<Real>);
    Real nx = f.qx * inverse;
    Real ny = f.qy * inverse;
    if constexpr (!Wide) {
        const bool onCurve = d < kOnCurve<Real>;
        const Real speed = std::sqrt(f.dx * f.dx + f.dy * f.dy);
        const bool standing = speed < kOnCurve<Real>;
        const Real inverseSpeed = 1 / larger(speed, kOnCurve<Real>);
        nx = onCurve ? (standing ? Real(1) : -f.dy * inverseSpeed) : nx;
        ny = onCurve ? (standing ? Real(0) : f.dx * inverseSpeed) : ny;
    }
    const Real a = magnitude(nx);
    const Real b = magnitude(ny);
    const Real large = larger(larger(a, b), kTiny<Real>);
    const Real small = smaller(a, b);
    const Real inverseLarge = 1 / large;
    const Real s = (radius - d) * cellsPerPixel;
    const Tail<Real> near = tailBeyond(magnitude(s), large, small, inverseLarge);
    const Real sign = s > 0 ? Real(-1) : Real(1);
    Real value = s > 0 ? 1 - near.area : near.area;
    Real byDistance = -near.chord;
    Real byLarger = sign * near.byLarger;
    Real bySmaller = sign * near.bySmaller;
    if constexpr (!Wide) {
        const Tail<Real> far = tailBeyond((radius + d) * cellsPerPixel, large, small, inverseLarge);
        value -= far.area;
        byDistance += far.chord;
        byLarger -= far.byLarger;
        bySmaller -= far.bySmaller;
    }
    const Real byA = a >= b ? byLarger : bySmaller;
    const Real byB = a >= b ? bySmaller : byLarger;
    return {value, byDistance * cellsPerPixel, nx < 0 ? -byA : byA, ny < 0 ? -byB : byB, nx, ny, inverse};
}

/// Whether one straight line is a poor picture of the outline within a pixel: beside a round end, or where it turns
/// sharply.
template <class Real>
CROQUIS_HD bool isSharp(const Foot<Real>& f, Real t) {
    const Real speed2 = f.dx * f.dx + f.dy * f.dy;
    const Real bend = f.qx * f.ddx + f.qy * f.ddy;
    const Real q2 = f.qx * f.qx + f.qy * f.qy;
    const Real toEnd = smaller(t, 1 - t);
    const Real turned = larger(speed2 - bend, Real(0));
    return toEnd * toEnd * speed2 < kEndReach<Real> * kEndReach<Real> ||
           bend * bend > kSharpTurn<Real> * kSharpTurn<Real> * q2 * turned * turned;
}

/// The derivative of the coverage for a change of the curve: dCoverage = place . dB(t) + direction . dB'(t).
template <class Real>
struct CoverageSlope {
    Real placeX, placeY;
    Real directionX, directionY;
};

template <class Real>
CROQUIS_HD CoverageSlope<Real> slopeOf(const Coverage<Real>& c, const Foot<Real>& f, Real t) {
    const Real mx = -c.ny;
    const Real my = c.nx;
    const Real byTurn = c.byNormalX * mx + c.byNormalY * my;
    const bool atEnd = t <= 0 || t >= 1;
    const Real inverseD = 1 / turnDenominator(f);
    const Real place = atEnd ? -c.inverseDistance : (c.nx * f.ddx + c.ny * f.ddy) * inverseD;
    const Real direction = atEnd ? Real(0) : -(mx * f.dx + my * f.dy) * inverseD;
    const Real turnByPlace = byTurn * within(place, -kSteepestByPlace<Real>, kSteepestByPlace<Real>);
    const Real turnByDirection = byTurn * within(direction, -kSteepestByDirection<Real>, kSteepestByDirection<Real>);
    return {turnByPlace * mx - c.byDistance * c.nx, turnByPlace * my - c.byDistance * c.ny, turnByDirection * c.nx,
            turnByDirection * c.ny};
}

} // namespace croquis::raster
