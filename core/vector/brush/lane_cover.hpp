// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/brush_lane.hpp"
#include "vector/brush/outline_cover.hpp"

#include <vector>

namespace croquis::vector {

/// Square breadths: a smaller hole of a lane is closed.
constexpr double kLeastHole = 0.01;

/// Where the lane lies once or oftener, where twice or oftener, and so on up to `most` times (OutlineCover): a stroke
/// that comes back over itself, not one that merely turns. What is too small to be seen is left out, holes too. Where
/// that can't be told it is the outline, once.
std::vector<std::vector<Polygon>> laneCover(const BrushLane& lane, double tolerance, int most);

/// Takes the outlines away that are smaller than `least` square breadths, and the holes that no lane has.
void dropSpecks(std::vector<Polygon>& polygons, double least, double breadth);

} // namespace croquis::vector
