// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/lane_tips.hpp"
#include "vector/brush/segment.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>

namespace croquis::vector {
namespace {

using geometry::Point;

constexpr double kMostPlaces = 4000; ///< along the lane, where the tip is put down
constexpr int kSides = 36;           ///< of its polygon
constexpr double kNeedle = 2.6;      ///< times as far as is fine enough: how broad one is at most
constexpr double kAlike = 0.95;      ///< cosine of what it turns by from one to the next
constexpr std::size_t kLooks = 2;    ///< every so many of its points are looked at

/// The tip put down at a place of the lane.
struct Tip {
    Point centre, along, toLeft;
    double left, right;                   ///< half its width
    bool isLeft = false, isRight = false; ///< to that side the lane's sections go backwards

    Point leftEdge() const { return centre + left * toLeft; }
    Point rightEdge() const { return centre - right * toLeft; }
    /// Half its outline, towards both ends no more of it than on the other side.
    Polygon outline(bool ofLeft) const {
        const double inner = ofLeft ? left : right, end = std::min(left, right), side = ofLeft ? 1 : -1;
        Polygon result;
        for (int k = 0; k <= kSides; ++k) {
            const double angle = std::numbers::pi * k / kSides, s = std::sin(angle);
            const double radius = std::lerp(end, inner, s * s);
            result.push_back(centre + (radius * std::cos(angle)) * along + (side * radius * s) * toLeft);
        }
        if (ofLeft)
            std::ranges::reverse(result);
        return result;
    }
};

/// Half of it, to be put down.
struct Half {
    Point centre;
    Polygon outline;

    /// By more than that.
    bool standsOut(const OutlineCover& cover, double fine) const {
        for (std::size_t k = 0; k < outline.size(); k += kLooks) {
            const Point out = outline[k] - centre;
            if (const double radius = geometry::length(out);
                radius > fine && !cover.covers(centre + ((radius - fine) / radius) * out))
                return true;
        }
        return false;
    }
};

Tip tipAt(const BrushLane& lane, double way) {
    const SpineFrame frame = lane.spine().at(way);
    const Point toLeft{frame.along.y, -frame.along.x};
    const double offset = lane.offset(way), half = lane.half(frame, way);
    const double left = half * (1 + lane.swell(way, 1)), right = half * (1 + lane.swell(way, 2));
    return {frame.centre + offset * toLeft, frame.along, toLeft, left, right};
}

/// In that bend and next to it: so far apart at most, and where the spine's curvature may jump.
std::vector<double> waysOf(const BrushLane& lane, const StrokeSpine::Turn& bend, const std::vector<double>& stations,
                           double apart) {
    const double from = std::max(bend.from - apart, lane.start()), to = std::min(bend.to + apart, lane.end());
    std::vector<double> ways(std::ranges::upper_bound(stations, from), std::ranges::upper_bound(stations, to));
    const int count = std::max(static_cast<int>(std::ceil((to - from) / apart)), 1);
    for (int k = 0; k <= count; ++k)
        ways.push_back(std::lerp(from, to, static_cast<double>(k) / count));
    std::ranges::sort(ways);
    return ways;
}

/// Halves of tips at these places: where the lane's sections go backwards, and next to that, from where they reach as
/// far as the tip again.
void addTips(const BrushLane& lane, const std::vector<double>& ways, double apart, std::vector<Half>& halves) {
    std::vector<Tip> tips;
    for (const double way : ways)
        tips.push_back(tipAt(lane, way));
    for (std::size_t k = 1; k < tips.size(); ++k) {
        Tip &before = tips[k - 1], &after = tips[k];
        if (geometry::dot(after.leftEdge() - before.leftEdge(), before.along) < 0)
            before.isLeft = after.isLeft = true;
        if (geometry::dot(after.rightEdge() - before.rightEdge(), before.along) < 0)
            before.isRight = after.isRight = true;
    }
    const bool isCut = !lane.isClosed() && lane.brush().ends != Brush::Ends::round;
    for (const bool isLeft : {true, false}) {
        const auto isBack = [&](std::size_t k) { return isLeft ? tips[k].isLeft : tips[k].isRight; };
        const Tip* last = nullptr;
        for (std::size_t k = 0; k < tips.size(); ++k) {
            const bool before = k > 0 && isBack(k - 1), after = k + 1 < tips.size() && isBack(k + 1);
            const double inside = std::min(ways[k] - lane.start(), lane.end() - ways[k]);
            if (!(before || isBack(k) || after) || (isCut && inside < std::max(tips[k].left, tips[k].right)))
                continue;
            const bool isWithin = before && isBack(k) && after && last != nullptr;
            if (isWithin && geometry::length(tips[k].centre - last->centre) < apart &&
                geometry::dot(tips[k].along, last->along) > kAlike)
                continue; // the last one and the next cover what it does
            last = &tips[k];
            halves.push_back({last->centre, last->outline(isLeft)});
        }
    }
}

/// From a to b and back to c on the same way, however far.
bool isNeedle(Point a, Point b, Point c, double near) {
    if (geometry::dot(b - a, c - b) >= 0)
        return false;
    return isWithin(c, a, b, near * near) || isWithin(a, b, c, near * near);
}

/// Where an outline turns back on itself, as the inner edges of two legs that meet at a slight kink do, it goes on at
/// once.
Polygon withoutNeedles(const Polygon& outline, double near) {
    Polygon result;
    for (const Point p : outline) {
        while (result.size() > 1 && isNeedle(result[result.size() - 2], result.back(), p, near))
            result.pop_back();
        result.push_back(p);
    }
    while (result.size() > 3 && isNeedle(result[result.size() - 2], result.back(), result.front(), near))
        result.pop_back();
    return result;
}

} // namespace

std::vector<Polygon> withTips(const BrushLane& lane, std::vector<Polygon> seen, double fine) {
    const std::vector<StrokeSpine::Turn> bends = lane.tightBends();
    if (bends.empty())
        return seen;
    const double apart = std::max(std::sqrt(4 * fine * lane.breadth()), (lane.end() - lane.start()) / kMostPlaces);
    const std::vector<double> stations = lane.spine().stations();
    std::vector<Half> halves;
    for (const StrokeSpine::Turn& bend : bends)
        addTips(lane, waysOf(lane, bend, stations, apart), apart, halves);
    const OutlineCover cover(seen);
    std::vector<Polygon> shapes = seen;
    for (Half& half : halves)
        if (cover.isKnown() && half.standsOut(cover, fine))
            shapes.push_back(std::move(half.outline));
    if (shapes.size() > seen.size())
        if (std::vector<Polygon> result = OutlineCover(shapes).passed(1); !result.empty())
            seen = std::move(result);
    for (Polygon& outline : seen)
        outline = withoutNeedles(outline, kNeedle * fine);
    return seen;
}

} // namespace croquis::vector
