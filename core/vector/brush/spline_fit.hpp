// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"

#include <span>
#include <vector>

namespace croquis::vector {

/// The vertices of a closed uniform quadratic B-spline along a closed polygon of at least three points: within
/// `tolerance` of it, and it of the polygon, with as few vertices as that takes. They lie on multiples of `step`, up to
/// half of which comes to the tolerance. Fewer than three where all fall on one place.
std::vector<geometry::Point> fitSpline(std::span<const geometry::Point> polygon, double tolerance, double step);

} // namespace croquis::vector
