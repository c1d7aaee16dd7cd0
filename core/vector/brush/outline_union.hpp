// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"

#include <span>
#include <vector>

namespace croquis::vector {

/// What is seen of a closed polygon that is filled by the non-zero rule: its outlines and those of its holes, the other
/// way round, without whatever lies within. The polygon itself where it doesn't cross itself, or has too many points or
/// crossings to tell. Cost: O(n log n) and O(n) for each crossing.
/// @param points  its last one is joined to its first.
std::vector<std::vector<geometry::Point>> silhouettesOf(std::span<const geometry::Point> points);

} // namespace croquis::vector
