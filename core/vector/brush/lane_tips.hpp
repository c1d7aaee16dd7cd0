// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/brush_lane.hpp"
#include "vector/brush/outline_cover.hpp"

#include <vector>

namespace croquis::vector {

/// The shape of a lane with all that a round tip leaves where it turns more tightly than it is broad. Its sections
/// (laneOutline) end there at the centre of curvature, which is enough as long as the width is one; where that changes,
/// the tip reaches further than the sections beside.
/// In such a bend none of the outline turns back on itself either.
/// @param seen  what the sections fill, as OutlineCover::seen() has it. @param fine  page units: what stands out less,
///              or is hardly broader, is left out.
/// @return      the same as `seen` where the lane has no such bend or it can't be told.
/// Cost: a tip every 2 sqrt(fine * breadth) within bends, and the union of those that stand out.
std::vector<Polygon> withTips(const BrushLane& lane, std::vector<Polygon> seen, double fine);

} // namespace croquis::vector
