// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"

#include <span>
#include <vector>

namespace croquis::saliency {

/// Length along the polyline from its first point to each point; starts with 0.
std::vector<double> lengthsAlong(std::span<const geometry::Point> points);

struct CubicFit {
    geometry::CubicBezier curve;
    double largestError = 0; ///< distance from a point to the curve at that point's parameter, in the points' unit
};

/// The cubic that is nearest to the points in the least-squares sense, each at the parameter its share of the length
/// gives. Fewer than four distinct points, or none apart: the straight line from the first to the last.
/// @param lengths  lengthsAlong() of the polyline the points were cut from; as many as points, may start above 0.
/// Cost: O(points).
CubicFit fitCubic(std::span<const geometry::Point> points, std::span<const double> lengths);

} // namespace croquis::saliency
