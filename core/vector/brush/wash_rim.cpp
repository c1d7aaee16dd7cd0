// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/wash_rim.hpp"

#include "vector/brush/lane_cover.hpp"
#include "vector/brush/lane_pieces.hpp"
#include "vector/brush/outline_inset.hpp"

#include <algorithm>
#include <cmath>

namespace croquis::vector {
namespace {

constexpr double kSpacing = 0.06;              ///< breadths
constexpr double kFade = 0.15, kLeast = 0.002; ///< breadths: towards what is wet, to that
constexpr double kLeastLeft = 0.03;            ///< square breadths; what it closes to would be a speck

} // namespace

std::optional<std::vector<Polygon>> insideRim(const BrushLane& lane, std::span<const Polygon> shape, bool again,
                                              double fine) {
    const auto pieces = again ? std::optional<LanePieces>(lane) : std::nullopt;
    const double fade = kFade * lane.breadth();
    const auto rim = [&](geometry::Point edge) {
        const double whole = lane.rimAt(edge);
        const double within = pieces ? std::min(pieces->fromEdge(edge, 0.5 * fade) / fade, 1.0) : 0;
        return std::max(whole * (1 - within), kLeast * lane.breadth());
    };
    auto inside = insetOf(shape, rim, kSpacing * lane.breadth(), fine);
    if (inside)
        dropSpecks(*inside, kLeastLeft, lane.breadth());
    return inside;
}

} // namespace croquis::vector
