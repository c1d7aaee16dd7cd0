// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/brush_lane.hpp"
#include "vector/brush/outline_cover.hpp"

#include <span>
#include <vector>

namespace croquis::vector {

/// Where pigment gathers on a wash, thicker and thicker: smooth outlines that run clockwise as seen, and their holes.
/// None where that can't be told (OutlineCover).
/// @param shape  of the lane, or of its part: outlines and holes that run like that and cross neither themselves nor
///               one another.
/// @param most   so many at most, but three.
std::vector<std::vector<Polygon>> poolsOf(const BrushLane& lane, std::span<const Polygon> shape, int most);

} // namespace croquis::vector
