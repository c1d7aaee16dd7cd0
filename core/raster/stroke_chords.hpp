// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "raster/stroke_foot.hpp"

#include <cmath>

/// The chords that stand in for a stroke's curve while its pixels are searched: for any Real (float, double) and any
/// device.
namespace croquis::raster {

/// Strokes bent further than this many segments can follow (control points some 10 000 px apart) are drawn, but
/// coarsely.
inline constexpr int kMaximumSegments = 256;

/// px; how far a chord may be from the curve. From so near one step of nearerFoot() reaches the foot.
template <class Real>
constexpr Real kFlatness = Real(0.2);
/// px; a pixel whose centre is further than this from the outline, measured to the chords, isn't crossed by it.
template <class Real>
constexpr Real kOutlineReach = Real(0.70711) + kFlatness<Real>;
/// px from the origin; a stroke that lies further out isn't drawn: a float can't tell pixels apart there.
template <class Real>
constexpr Real kFarthest = Real(16777216);

/// Whether all eight numbers are finite and not too far away.
template <class Real>
CROQUIS_HD bool canBeDrawn(const Real* points) {
    bool can = true;
    for (int k = 0; k < 8; ++k)
        can = can && magnitude(points[k]) < kFarthest<Real>; // false for NaN
    return can;
}

/// How many chords between equal steps of t lie within kFlatness px of the curve (Wang's bound), 1..kMaximumSegments.
/// @param p  x0 y0 .. x3 y3, canvas pixels, canBeDrawn().
template <class Real>
CROQUIS_HD int chordCount(const Real* p) {
    const Real ax = p[0] - 2 * p[2] + p[4];
    const Real ay = p[1] - 2 * p[3] + p[5];
    const Real bx = p[2] - 2 * p[4] + p[6];
    const Real by = p[3] - 2 * p[5] + p[7];
    const Real bend2 = larger(ax * ax + ay * ay, bx * bx + by * by);
    const Real wanted = std::ceil(std::sqrt(std::sqrt(bend2) * Real(0.75) / kFlatness<Real>));
    return static_cast<int>(within(wanted, Real(1), Real(kMaximumSegments)));
}

template <class Real>
struct Chord {
    Real x, y;           ///< first vertex
    Real ex, ey;         ///< to the second vertex
    Real inverseLength2; ///< 0 for a chord without length
};

/// Chord `index` of `count`. @param p  the control points that `curve` was made of: the last chord ends at p3 itself.
template <class Real>
CROQUIS_HD Chord<Real> chordAt(const CubicTerms<Real>& curve, const Real* p, int index, int count) {
    const Real step = Real(1) / Real(count);
    const Real t = Real(index) * step;
    const Real u = Real(index + 1) * step;
    const bool first = index == 0;
    const bool last = index + 1 == count;
    const Real x = first ? p[0] : ((curve.x3 * t + curve.x2) * t + curve.x1) * t + curve.x0;
    const Real y = first ? p[1] : ((curve.y3 * t + curve.y2) * t + curve.y1) * t + curve.y0;
    const Real ex = (last ? p[6] : ((curve.x3 * u + curve.x2) * u + curve.x1) * u + curve.x0) - x;
    const Real ey = (last ? p[7] : ((curve.y3 * u + curve.y2) * u + curve.y1) * u + curve.y0) - y;
    const Real length2 = ex * ex + ey * ey;
    return {x, y, ex, ey, length2 > kTiny<Real> ? 1 / length2 : Real(0)};
}

/// The point of a chord that is nearest (px, py).
template <class Real>
struct ChordFoot {
    Real along;     ///< 0..1 from the first vertex to the second
    Real distance2; ///< px^2
};

template <class Real>
CROQUIS_HD ChordFoot<Real> footOn(const Chord<Real>& chord, Real px, Real py) {
    const Real rx = px - chord.x;
    const Real ry = py - chord.y;
    const Real along = within((rx * chord.ex + ry * chord.ey) * chord.inverseLength2, Real(0), Real(1));
    const Real qx = rx - along * chord.ex;
    const Real qy = ry - along * chord.ey;
    return {along, qx * qx + qy * qy};
}

} // namespace croquis::raster
