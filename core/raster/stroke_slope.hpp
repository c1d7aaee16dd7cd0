// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "raster/stroke_coverage.hpp"

namespace croquis::raster {

/// d coverage of one pixel or cell / d (x0, y0 .. x3, y3), each times `weight`: the slope of slopeOf() at the foot,
/// handed to the control points through the Bernstein polynomials and their derivatives.
template <class Real>
struct ControlSlopes {
    Real number[8];
};

template <bool Wide, class Real>
CROQUIS_HD ControlSlopes<Real> controlSlopes(const CubicTerms<Real>& curve, Real radius, Real cellsPerPixel, Real x,
                                             Real y, Real t, Real weight) {
    const Foot<Real> f = footAt(curve, x, y, t);
    const CoverageSlope<Real> slope = slopeOf(coverageOf<Wide>(f, radius, cellsPerPixel), f, t);
    const Real vx = weight * slope.placeX;
    const Real vy = weight * slope.placeY;
    const Real ux = 3 * weight * slope.directionX;
    const Real uy = 3 * weight * slope.directionY;
    const Real u = 1 - t;
    const Real place[4] = {u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t};
    const Real direction[4] = {-u * u, u * (u - 2 * t), t * (2 * u - t), t * t};
    ControlSlopes<Real> slopes;
    for (int k = 0; k < 4; ++k) {
        slopes.number[2 * k] = place[k] * vx + direction[k] * ux;
        slopes.number[2 * k + 1] = place[k] * vy + direction[k] * uy;
    }
    return slopes;
}

} // namespace croquis::raster
