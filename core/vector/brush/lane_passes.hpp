// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/brush_lane.hpp"
#include "vector/brush/outline_cover.hpp"

#include <vector>

namespace croquis::vector {

/// Where a round tip's lane lies twice or oftener, where three times, and so on up to `most` times, as long as there is
/// any: a stroke that comes back over itself, not one that merely turns. What is still wet runs together, between the
/// legs of a hairpin and around what the brush fills too, and stays one tone: where a loop crosses itself that darkens
/// little by little as the brush comes to leave an eye open. Outlines run clockwise as seen, their holes the other way
/// round. Cost: O(n^2) of its pieces (LanePieces); where it lies twice, for each node of a grid 0.05 breadths apart,
/// coarser for a long one, O(m) of those near it, O(n) for each two times that it passes.
std::vector<std::vector<Polygon>> passesOf(const BrushLane& lane, int most);

} // namespace croquis::vector
