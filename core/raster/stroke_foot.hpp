// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/host_device.hpp"

/// The curve's point nearest a pixel: for any Real (float, double) and any device, without branch or state.
namespace croquis::raster {

template <class Real>
CROQUIS_HD Real larger(Real a, Real b) {
    return a > b ? a : b;
}
template <class Real>
CROQUIS_HD Real smaller(Real a, Real b) {
    return a < b ? a : b;
}
template <class Real>
CROQUIS_HD Real magnitude(Real a) {
    return a < 0 ? -a : a;
}
template <class Real>
CROQUIS_HD Real within(Real a, Real low, Real high) {
    return smaller(larger(a, low), high);
}

template <class Real>
constexpr Real kTiny = Real(1e-20);
/// D never counts as less than this share of B'.B': nearer the centre of curvature the foot is about to jump.
template <class Real>
constexpr Real kLeastTurn = Real(0.125);
/// B(t) = c0 + c1 t + c2 t^2 + c3 t^3, in canvas pixels.
template <class Real>
struct CubicTerms {
    Real x0, x1, x2, x3;
    Real y0, y1, y2, y3;
};

template <class Real>
CROQUIS_HD CubicTerms<Real> cubicTerms(const Real* p) {
    return {p[0], 3 * (p[2] - p[0]), 3 * (p[4] - 2 * p[2] + p[0]), p[6] - p[0] + 3 * (p[2] - p[4]),
            p[1], 3 * (p[3] - p[1]), 3 * (p[5] - 2 * p[3] + p[1]), p[7] - p[1] + 3 * (p[3] - p[5])};
}

/// The curve at one parameter, seen from a pixel.
template <class Real>
struct Foot {
    Real qx, qy;   ///< from the curve's point to the pixel's centre
    Real dx, dy;   ///< B'
    Real ddx, ddy; ///< B''
};

template <class Real>
CROQUIS_HD Foot<Real> footAt(const CubicTerms<Real>& c, Real px, Real py, Real t) {
    const Real t3 = 3 * t;
    return {px - (((c.x3 * t + c.x2) * t + c.x1) * t + c.x0),
            py - (((c.y3 * t + c.y2) * t + c.y1) * t + c.y0),
            (c.x3 * t3 + 2 * c.x2) * t + c.x1,
            (c.y3 * t3 + 2 * c.y2) * t + c.y1,
            2 * (c.x3 * t3 + c.x2),
            2 * (c.y3 * t3 + c.y2)};
}

template <class Real>
CROQUIS_HD Real turnDenominator(const Foot<Real>& f) {
    const Real speed2 = f.dx * f.dx + f.dy * f.dy;
    return larger(speed2 - (f.qx * f.ddx + f.qy * f.ddy), kLeastTurn<Real> * speed2) + kTiny<Real>;
}

/// One step of Halley's method towards the foot, at most `longest` in t, within 0..1: from `error` px away along the
/// curve it ends about error^3 / (radius of curvature)^2 away.
template <class Real>
CROQUIS_HD Real nearerFoot(const CubicTerms<Real>& c, Real px, Real py, Real t, Real longest) {
    const Foot<Real> f = footAt(c, px, py, t);
    const Real slip = f.qx * f.dx + f.qy * f.dy;
    const Real turn = turnDenominator(f);
    const Real twist = 3 * (f.dx * f.ddx + f.dy * f.ddy) - 6 * (f.qx * c.x3 + f.qy * c.y3);
    const Real denominator = larger(2 * turn * turn + slip * twist, turn * turn) + kTiny<Real>;
    return within(t + within(2 * slip * turn / denominator, -longest, longest), Real(0), Real(1));
}

} // namespace croquis::raster
