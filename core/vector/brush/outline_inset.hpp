// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/outline_cover.hpp"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace croquis::vector {

/// What is left of a shape when its edge is taken away, here more, there less: outlines that run clockwise as seen, and
/// their holes; none where the edge takes all. Nothing where that can't be told (OutlineCover).
/// @param shape     outlines and holes that run like that and cross neither themselves nor one another.
/// @param breadth   of what is taken at a point of the edge, above 0; it changes slowly.
/// @param spacing   how far points of the edge may be apart for that, above 0; of a very long edge, farther.
/// @param fine      how far the polygon around a corner may lie from its arc, above 0.
std::optional<std::vector<Polygon>> insetOf(std::span<const Polygon> shape,
                                            const std::function<double(geometry::Point)>& breadth, double spacing,
                                            double fine);

} // namespace croquis::vector
