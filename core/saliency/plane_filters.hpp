// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/plane.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace croquis::saliency {

/// What a filter sees outside: the edge pixels again and again, or the plane mirrored at its edge (d c b a | a b c d).
enum class Border { repeated, mirrored };

/// Gaussian of `sigma` pixels (from 24 on by way of a plane of a fourth of the size), cut at 4 sigma. Cost: O(pixels x
/// sigma).
/// @throws Error when the image library fails (out of memory).
image::Plane blurred(const image::Plane& plane, double sigma, Border border = Border::repeated);

struct Gradient {
    image::Plane x;
    image::Plane y;
};

/// 3 x 3 Sobel, not normalised (a slope of 1 a pixel gives 8), edge pixels repeated outside.
Gradient sobel(const image::Plane& plane);

/// Magnitude of the gradient of the blurred plane, largest over `channels`.
image::Plane strongestGradient(const std::vector<image::Plane>& channels, double sigma);

/// 1 where the plane, looked at through a Gaussian of 1 px, rises above its surroundings (one of 3 px) by more than
/// 0.01.
image::Plane ridges(const image::Plane& plane);

/// 1 where the plane is no lower than one pixel to either side of the line along the tangent.
image::Plane crests(const image::Plane& plane, const image::Plane& tangentX, const image::Plane& tangentY);

/// Bilinear between pixel centres (at half-integers); the edge pixels reach outwards.
inline float sampled(const image::Plane& plane, double x, double y) {
    x = std::clamp(x - 0.5, 0.0, plane.width - 1.001);
    y = std::clamp(y - 0.5, 0.0, plane.height - 1.001);
    const int column = static_cast<int>(x), row = static_cast<int>(y);
    const float fx = static_cast<float>(x - column), fy = static_cast<float>(y - row);
    const float* top = &plane.values[plane.index(column, row)];
    const float* bottom = top + plane.width;
    return (top[0] * (1 - fx) + top[1] * fx) * (1 - fy) + (bottom[0] * (1 - fx) + bottom[1] * fx) * fy;
}

/// The marked pixels (> 0.5) that hang together over at least `extent` px in width or height: 1, all else 0.
image::Plane largeParts(const image::Plane& marked, int extent);

/// The plane's value that `percent` of the pixels with inside > 0.5 stay below, interpolated linearly; 0 when there are
/// none.
float percentileInside(const image::Plane& plane, const image::Plane& inside, double percent);

/// Distance in pixels from each pixel to the nearest with area <= 0.5; everything outside the plane counts as such.
image::Plane distanceToOutside(const image::Plane& area);

} // namespace croquis::saliency
