// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"
#include "image/plane.hpp"

#include <cstdint>
#include <vector>

namespace croquis::saliency {

/// A dark place as wide as a few pens, compact and clearly darker than what surrounds it: a raccoon's mask, a panda's
/// ear, a dog's nose. Its outline alone would say "hole"; people fill it.
struct DarkPatch {
    geometry::Point centre;            ///< canvas pixels
    std::vector<std::uint32_t> pixels; ///< y * width + x, of the patch
    float contrast = 0;                ///< luma 0..1 below the surroundings' (a Gaussian of 10 px), at its darkest
};

/// Regions round the peaks of G10(Y) - G2(Y) (a blob detector: Marr and Hildreth 1980) where it keeps above 0.3 of the
/// peak (else 0.45, else 0.6), those that are about elliptic (area against second moments) and neither too small nor
/// too large for a few scribbles.
/// @param luma        [H, W] 0..1.
/// @param wellInside  [H, W] 0..1, multiplies the contrast; 0 where an outline would pass for a patch.
/// @return strongest first. Cost: 2 ms on one core. Any thread.
std::vector<DarkPatch> darkPatches(const image::Plane& luma, const image::Plane& wellInside);

} // namespace croquis::saliency
