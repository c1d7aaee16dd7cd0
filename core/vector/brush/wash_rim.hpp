// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/brush_lane.hpp"
#include "vector/brush/outline_cover.hpp"

#include <optional>
#include <span>
#include <vector>

namespace croquis::vector {

/// What lies inside the rim of a wash, where its pigment dries: outlines that run clockwise as seen, and their holes.
/// Nothing where that can't be told (insetOf).
/// @param shape   of the lane, or what it passes again: as insetOf() has it.
/// @param again   the latter, which also ends where it comes to what is wet: without a rim.
/// @param fine    how far the polygons may lie from their arcs, above 0.
std::optional<std::vector<Polygon>> insideRim(const BrushLane& lane, std::span<const Polygon> shape, bool again,
                                              double fine);

} // namespace croquis::vector
