// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"

#include <cmath>

namespace croquis::vector {

/// What a file keeps of a number of a drawing: three decimals, as svgNumber() writes them. What is made of such numbers
/// is made of the same ones when the file is read again, and comes out the same to the byte.
inline double fileDigits(double value) {
    constexpr double kSteps = 1000;
    return std::round(kSteps * value) / kSteps;
}

inline geometry::CubicBezier fileDigits(geometry::CubicBezier curve) {
    for (geometry::Point& p : curve.points)
        p = {fileDigits(p.x), fileDigits(p.y)};
    return curve;
}

} // namespace croquis::vector
