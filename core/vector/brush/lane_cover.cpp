// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/lane_cover.hpp"
#include "vector/brush/blot_field.hpp"
#include "vector/brush/lane_outline.hpp"
#include "vector/brush/lane_passes.hpp"
#include "vector/brush/lane_tips.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace croquis::vector {
namespace {

using geometry::Point;

constexpr double kLeastPass = 0.04; ///< square breadths: what lies twice on less of the paper is none
constexpr double kFine = 0.15;      ///< tolerances: how far the polygons may lie from the tip's outline

/// Of a closed line both sides apart, one within the other; else one polygon.
std::vector<Polygon> polygonsOf(const Polygon& outline, bool isClosed) {
    if (!isClosed)
        return {outline};
    const auto middle = outline.begin() + static_cast<std::ptrdiff_t>(outline.size() / 2);
    return {Polygon(outline.begin(), middle), Polygon(middle, outline.end())};
}

} // namespace

std::vector<std::vector<Polygon>> laneCover(const BrushLane& lane, double tolerance, int most) {
    if (lane.isBlot())
        return {{blotOutline(lane)}};
    const std::vector<Polygon> outlines = polygonsOf(laneOutline(lane, tolerance), lane.isClosed());
    std::vector<std::vector<Polygon>> result{OutlineCover(outlines).seen()};
    if (result.front().empty())
        return {outlines};
    result.front() = withTips(lane, std::move(result.front()), kFine * tolerance);
    const double breadth = lane.breadth(), least = kLeastHole * breadth * breadth;
    const auto isSpeck = [least](const Polygon& polygon) { return std::abs(areaOf(polygon)) < least; };
    if (std::ranges::all_of(result.front(), isSpeck))
        return result;
    std::erase_if(result.front(), isSpeck);
    const bool swells = lane.brush().wobble.amount > 0;
    for (std::vector<Polygon>& passed : most > 1 ? passesOf(lane, most) : std::vector<std::vector<Polygon>>()) {
        if (swells) { // which a pass follows nearly: none of it stands out
            std::vector<Polygon> both = passed;
            both.insert(both.end(), result.front().begin(), result.front().end());
            if (auto within = OutlineCover(both).passed(2); !within.empty())
                passed = std::move(within);
        }
        const double seen = kLeastPass * breadth * breadth;
        std::erase_if(passed, [seen](const Polygon& polygon) { return std::abs(areaOf(polygon)) < seen; });
        if (passed.empty())
            break;
        result.push_back(std::move(passed));
    }
    return result;
}

void dropSpecks(std::vector<Polygon>& polygons, double least, double breadth) {
    const double square = breadth * breadth;
    std::erase_if(polygons, [&](const Polygon& polygon) {
        const double area = areaOf(polygon);
        return area < least * square && area > -kLeastHole * square;
    });
}

} // namespace croquis::vector
