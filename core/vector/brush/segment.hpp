// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"

#include <algorithm>

namespace croquis::vector {

/// The square of the distance of `p` from the segment from `a` to `b`.
inline double squaredDistance(geometry::Point p, geometry::Point a, geometry::Point b) {
    const geometry::Point way{b.x - a.x, b.y - a.y}, from{p.x - a.x, p.y - a.y};
    const double length2 = way.x * way.x + way.y * way.y;
    const double t = length2 > 0 ? std::clamp((from.x * way.x + from.y * way.y) / length2, 0.0, 1.0) : 0;
    const double x = from.x - t * way.x, y = from.y - t * way.y;
    return x * x + y * y;
}

} // namespace croquis::vector
