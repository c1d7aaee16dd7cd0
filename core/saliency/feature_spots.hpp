// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"
#include "image/plane.hpp"

#include <vector>

namespace croquis::saliency {

/// A small dark place that is round rather than a line: a pupil, a nostril, a button.
struct FeatureSpot {
    geometry::Point centre; ///< canvas pixels
    geometry::Point axis;   ///< unit vector along its longer side
    double sigma = 0;       ///< of the Gaussian that fits it best, pixels
    float strength = 0;     ///< sigma^2 times the smaller curvature of the luma: about a quarter of the contrast
};

/// Local maxima over place and four sizes (1.6 to 4.5 px) of the luma's smaller principal curvature times sigma^2
/// (Lindeberg 1998, with the smaller curvature in place of the determinant, so that dark lines don't count).
/// @param luma        [H, W] 0..1.
/// @param wellInside  [H, W] 0..1, multiplies the strength; 0 where an outline would pass for a spot.
/// @return at most 64, strongest first. Cost: 3 ms on one core. Any thread.
std::vector<FeatureSpot> featureSpots(const image::Plane& luma, const image::Plane& wellInside);

} // namespace croquis::saliency
