// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/pen_path.hpp"

#include <functional>
#include <span>
#include <vector>

namespace croquis::plot {

/// Where a path begins and ends.
struct PathEnds {
    geometry::Point first;
    geometry::Point last;
};

/// One path of an order: which, and whether it is drawn from its other end.
struct OrderedPath {
    std::size_t path = 0;
    bool reversed = false;

    friend bool operator==(const OrderedPath&, const OrderedPath&) = default;
};

/// The way of the raised pen in that order, as plot::travelMm.
double travelMm(std::span<const PathEnds> ends, std::span<const OrderedPath> order);

/// Told now and then what share is done; false stops.
using OrderGoesOn = std::function<bool(double share)>;

/// An order with short ways between the paths: always to the nearest end, then 2-opt, which turns round a stretch of
/// the order together with the paths in it (Croes, Operations Research 1958), until no turn between near ends helps
/// any more. Up to 128 paths each end is tried as the beginning, more begin at the one nearest the page's top left
/// corner. File order improved by 2-opt alone is tried as well, and file order itself is kept unless another is shorter
/// by more than `leastGain`: the result is never longer than it.
/// The same paths give the same order. Cost: about O(n log n), wherever the ends lie; what 2-opt does is bounded by a
/// number of steps (kMostOrderSteps), after which the order stays as it is then.
/// @return when stopped, the shortest until then.
std::vector<OrderedPath> shortOrder(std::span<const PathEnds> ends, double leastGain = 0,
                                    const OrderGoesOn& goesOn = {});

/// Turns that are looked at, and paths that are turned round, by 2-opt in one order.
inline constexpr std::size_t kMostOrderSteps = 200'000'000;

/// The paths in that order.
std::vector<PenPath> inShortOrder(const std::vector<PenPath>& paths, const OrderGoesOn& goesOn = {});

} // namespace croquis::plot
