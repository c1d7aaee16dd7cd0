// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"

namespace croquis::vector {

/// A cubic in powers of its parameter, which are quicker to sum than Bernstein's polynomials.
struct CubicPowers {
    geometry::Point c0, c1, c2, c3;

    CubicPowers(geometry::Point from, geometry::Point a, geometry::Point b, geometry::Point to)
        : c0(from), c1(3.0 * (a - from)), c2(3.0 * (from - 2.0 * a + b)), c3(to - from - 3.0 * (b - a)) {}

    geometry::Point at(double t) const { return c0 + t * (c1 + t * (c2 + t * c3)); }
    geometry::Point speed(double t) const { return c1 + t * (2.0 * c2 + (3 * t) * c3); }
    geometry::Point bend(double t) const { return 2.0 * c2 + (6 * t) * c3; }
};

} // namespace croquis::vector
