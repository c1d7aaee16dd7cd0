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

/// Whether that is at most `most`: without a division.
inline bool isWithin(geometry::Point p, geometry::Point a, geometry::Point b, double most) {
    const geometry::Point way{b.x - a.x, b.y - a.y}, from{p.x - a.x, p.y - a.y};
    const double length2 = way.x * way.x + way.y * way.y, along = from.x * way.x + from.y * way.y;
    if (along <= 0)
        return from.x * from.x + from.y * from.y <= most;
    if (along >= length2) {
        const geometry::Point beyond{p.x - b.x, p.y - b.y};
        return beyond.x * beyond.x + beyond.y * beyond.y <= most;
    }
    const double aside = from.x * way.y - from.y * way.x;
    return aside * aside <= most * length2;
}

} // namespace croquis::vector
