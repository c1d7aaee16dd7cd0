// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/mark.hpp"

#include <span>

namespace croquis::vector {

/// A closed outline of cubics that passes within `tolerance` of every point, and nowhere leaves their polygon by more:
/// curves by least squares (Schneider, "An algorithm for automatically fitting digitized curves", Graphics Gems, 1990),
/// each as long as that holds, smoothly joined; a turn of more than 40 degrees at a point stays a corner. Points are
/// rounded to `step`. Fewer than three distinct points: nothing.
/// @param points  a closed polygon, its last point joined to its first, close enough together to tell curve from
/// corner.
Contour fitOutline(std::span<const geometry::Point> points, double tolerance, double step);

} // namespace croquis::vector
