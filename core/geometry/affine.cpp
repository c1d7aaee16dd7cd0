// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "geometry/affine.hpp"

#include "base/error.hpp"

#include <cmath>

namespace croquis::geometry {

Affine Affine::inverse() const {
    const double area = determinant();
    if (area == 0 || !std::isfinite(area) || !std::isfinite(1 / area))
        throw InvalidArgument("This transform flattens the page to a line or a point and can't be undone.");
    const double s = 1 / area;
    return {d * s, -b * s, -c * s, a * s, (c * f - d * e) * s, (b * e - a * f) * s};
}

} // namespace croquis::geometry
