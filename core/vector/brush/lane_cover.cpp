// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/lane_cover.hpp"
#include "vector/brush/blot_field.hpp"
#include "vector/brush/lane_outline.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace croquis::vector {
namespace {

using geometry::Point;

/// Square breadths: what lies twice on less of the paper, or a smaller hole, is none.
constexpr double kLeastCover = 0.01;
constexpr double kTurn = 2;    ///< breadths of way between both passes
constexpr double kFold = 0.5;  ///< likewise: of one side in the turn itself
constexpr double kBack = -0.5; ///< cosine between both ways of a stroke that turns back there

/// Of a closed line both sides apart, one within the other; else one polygon.
std::vector<Polygon> polygonsOf(const LaneOutline& outline, bool isClosed) {
    if (!isClosed)
        return {outline.points};
    const auto middle = outline.points.begin() + static_cast<std::ptrdiff_t>(outline.points.size() / 2);
    return {Polygon(outline.points.begin(), middle), Polygon(middle, outline.points.end())};
}

/// A place in one piece: its outline and its holes.
using Patch = std::vector<OutlineCover::Outline>;

/// @param outlines  none crosses another.
std::vector<Patch> patchesOf(std::vector<OutlineCover::Outline> outlines) {
    std::vector<Patch> patches;
    std::vector<double> areas;
    const auto holes = std::partition(outlines.begin(), outlines.end(),
                                      [](const OutlineCover::Outline& outline) { return areaOf(outline.points) > 0; });
    for (auto outline = outlines.begin(); outline != holes; ++outline) {
        areas.push_back(areaOf(outline->points));
        patches.push_back({std::move(*outline)});
    }
    for (auto hole = holes; hole != outlines.end(); ++hole) { // of the least that it lies in
        const Point inside = 0.5 * (hole->points[0] + hole->points[1]);
        std::size_t around = patches.size();
        for (std::size_t k = 0; k < patches.size(); ++k)
            if (-areaOf(hole->points) < areas[k] && (around == patches.size() || areas[k] < areas[around]) &&
                isInside(inside, patches[k].front().points))
                around = k;
        if (around < patches.size())
            patches[around].push_back(std::move(*hole));
    }
    return patches;
}

bool liesIn(const Patch& patch, Point p) {
    return std::ranges::count_if(patch, [p](const auto& outline) { return isInside(p, outline.points); }) == 1;
}

/// Tells where a stroke lies over itself of where it merely turns: what is still wet runs together, and stays one tone.
class WetPlaces {
  public:
    WetPlaces(const BrushLane& lane, const std::vector<LanePlace>& places) : m_lane(lane), m_places(places) {}

    /// Between both legs of a turn lies only one of the stroke's sides, and only where they part does one follow the
    /// other without a turn. Where it turns on the spot both sides meet; all around they must agree even so.
    bool operator()(const Patch& patch) const {
        bool sides[3] = {};
        int partings = 0;
        bool hasEnd = false;
        for (const OutlineCover::Outline& outline : patch)
            for (const auto& [one, other] : outline.corners) {
                const LanePlace &a = m_places[one], &b = m_places[other];
                const bool isEnd = a.side == 0 || b.side == 0;
                const double way = between(a, b);
                const bool isNear = way < kTurn * m_lane.breadth();
                const bool isFold = a.side == b.side && way < kFold * m_lane.breadth();
                if (!isEnd && (isFold || (isNear && geometry::dot(alongAt(a), alongAt(b)) < kBack)))
                    continue;
                sides[a.side] = sides[b.side] = true;
                if (isNear)
                    continue;
                if (isEnd)
                    hasEnd = true;
                else
                    ++partings;
            }
        return !(sides[1] && sides[2]) && partings + hasEnd <= 1;
    }

  private:
    /// The way from one to the other, of what goes around something the shorter one.
    double between(const LanePlace& a, const LanePlace& b) const {
        const double way = std::abs(a.way - b.way);
        return m_lane.isClosed() ? std::min(way, m_lane.end() - m_lane.start() - way) : way;
    }
    Point alongAt(const LanePlace& place) const { return m_lane.spine().at(place.way).along; }

    const BrushLane& m_lane;
    const std::vector<LanePlace>& m_places;
};

} // namespace

std::vector<std::vector<Polygon>> laneCover(const BrushLane& lane, double tolerance, int most) {
    if (lane.isBlot())
        return {{blotOutline(lane)}};
    const LaneOutline line = laneOutline(lane, tolerance);
    const std::vector<Polygon> outlines = polygonsOf(line, lane.isClosed());
    const OutlineCover cover(outlines);
    std::vector<std::vector<Polygon>> result{cover.seen()};
    if (result.front().empty())
        return {outlines};
    const double breadth = lane.breadth(), least = kLeastCover * breadth * breadth;
    std::erase_if(result.front(), [least](const Polygon& polygon) { return std::abs(areaOf(polygon)) < least; });
    if (result.front().empty())
        return {cover.seen()};
    const WetPlaces isWet(lane, line.places);
    std::vector<Patch> wet;
    for (int times = 2; times <= most; ++times) {
        std::vector<Polygon> passed;
        for (Patch& patch : patchesOf(cover.outlinesPassed(times))) {
            const auto holds = [&](const Patch& place) { return liesIn(place, patch.front().points.front()); };
            if (areaOf(patch.front().points) < least || std::ranges::any_of(wet, holds))
                continue;
            if (isWet(patch)) {
                wet.push_back(std::move(patch));
                continue;
            }
            for (OutlineCover::Outline& outline : patch)
                if (std::abs(areaOf(outline.points)) >= least)
                    passed.push_back(std::move(outline.points));
        }
        if (passed.empty())
            break;
        result.push_back(std::move(passed));
    }
    return result;
}

} // namespace croquis::vector
