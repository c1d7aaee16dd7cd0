// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/mark.hpp"

#include <span>

namespace croquis::vector {

/// A closed polygon of at least three points as cubics, as few as greed finds: each goes as far as one within
/// `tolerance` of the polygon does, and where it ends the next may set off in another direction. For outlines so rough
/// that such corners are none of the eye's; smooth ones keep their tangents (fitOutline). All points lie on multiples
/// of `step`, which the tolerance includes. Fewer than three distinct points: nothing.
/// Cost: O(n log n) of the points that a cubic passes.
Contour fitCubics(std::span<const geometry::Point> polygon, double tolerance, double step);

} // namespace croquis::vector
