// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/brush_way.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

namespace croquis::vector {
namespace {

using geometry::CubicBezier;
using geometry::Point;

constexpr double kMeeting = 0.05; ///< breadths: between the ends of what goes around something
constexpr double kBack = 2.6;     ///< radians
/// Breadths between ends that lie under the same tip, where the line goes on from one to the other within so many
/// radians and has turned by more than so many.
constexpr double kOverlap = 0.3, kOnward = 0.6, kTurned = 4.4;
constexpr double kNearly = 0.25; ///< breadths further: what closes nearly
/// Radians that a line turns by all in all whose ends the rest of it covers, and one too short for ragged ends.
constexpr double kCurl = 3.9, kShortCurl = 2;
constexpr double kShortRagged = 1.8, kShortReach = 1.2; ///< breadths of the latter; tips: what covers it
/// Breadths: of a line that is a dab, and of a longer one how far it goes on and up to which length it does.
constexpr double kRaggedDab = 1, kRaggedMore = 0.75, kRaggedLong = 3;
constexpr double kRoundDab = 0.6;
constexpr double kFlatLeast = 0.6; ///< likewise: what a flat tip leaves
constexpr double kNoWay = 0.002;   ///< likewise: has no direction
constexpr int kLooks = 16;         ///< at a curve, for that

/// Radians, 0..pi.
double turnBetween(Point one, Point other) {
    return std::abs(std::atan2(one.x * other.y - one.y * other.x, geometry::dot(one, other)));
}

/// Whether a disc of that breadth covers them.
bool fitsTip(std::span<const CubicBezier> curves, double breadth) {
    geometry::Box box = curves.front().boundingBox();
    for (const CubicBezier& curve : curves) {
        const geometry::Box other = curve.boundingBox();
        box.minimum = {std::min(box.minimum.x, other.minimum.x), std::min(box.minimum.y, other.minimum.y)};
        box.maximum = {std::max(box.maximum.x, other.maximum.x), std::max(box.maximum.y, other.maximum.y)};
        if (std::max(box.maximum.x - box.minimum.x, box.maximum.y - box.minimum.y) > breadth)
            return false;
    }
    const Point middle = 0.5 * (box.minimum + box.maximum);
    for (const CubicBezier& curve : curves)
        for (int k = 0; k <= kLooks; ++k)
            if (geometry::length(curve.at(static_cast<double>(k) / kLooks) - middle) > 0.5 * breadth)
                return false;
    return true;
}

/// Where it goes from its first point, be its handles there or not.
Point leaving(const CubicBezier& curve) {
    const Point from = curve.points[0];
    const auto next = std::ranges::find_if(curve.points, [from](Point p) { return p != from; });
    return next == curve.points.end() ? Point{} : *next - from;
}

/// How tightly it turns there, 1 / length; not a number where it stands still. @param step  to both sides.
double bendOf(const CubicBezier& curve, double t, double step) {
    const Point one = curve.derivative(t - step), other = curve.derivative(t + step);
    return turnBetween(one, other) / (step * (geometry::length(one) + geometry::length(other)));
}

/// Radians, all turns together whichever way they go.
double turnOf(std::span<const CubicBezier> curves) {
    double turn = 0;
    Point before{};
    for (const CubicBezier& curve : curves)
        for (int k = 0; k <= kLooks; ++k) {
            const Point along = curve.derivative(static_cast<double>(k) / kLooks);
            if (geometry::length(along) > 0 && geometry::length(before) > 0)
                turn += turnBetween(before, along);
            if (geometry::length(along) > 0)
                before = along;
        }
    return turn;
}

/// Going straight on beyond both ends. A dot does in some direction; a flat tip much broader than the line doesn't turn
/// on it but goes straight all the way.
std::vector<CubicBezier> prolonged(std::vector<CubicBezier> curves, double more, double breadth, bool isFlat,
                                   std::uint64_t seed) {
    const auto straight = [](Point from, Point to) {
        return CubicBezier{{{from, (2.0 / 3) * from + (1.0 / 3) * to, (1.0 / 3) * from + (2.0 / 3) * to, to}}};
    };
    const auto isSpot = [](const CubicBezier& curve) { return !(curve.polygonLength() > 0); };
    const Point middle = curves.front().points[0];
    std::erase_if(curves, isSpot);
    if (curves.empty() || wayOf(curves) < kNoWay * breadth) {
        constexpr double kGoldenAngle = 2.399963; // neighbours' seeds differ by one
        const double angle = kGoldenAngle * static_cast<double>(seed % 4096);
        const Point away = more * Point{std::cos(angle), std::sin(angle)};
        return {straight(middle - away, middle + away)};
    }
    if (const Point chord = curves.back().points[3] - middle;
        isFlat && wayOf(curves) < kFlatLeast * breadth && length(chord) > kNoWay * breadth) {
        const Point half = (0.5 + more / length(chord)) * chord, centre = middle + 0.5 * chord;
        return {straight(centre - half, centre + half)};
    }
    const Point back = leaving(curves.front()), on = leaving(curves.back().reversed());
    const Point first = curves.front().points[0], last = curves.back().points[3];
    curves.insert(curves.begin(), straight(first - (more / length(back)) * back, first));
    curves.push_back(straight(last, last - (more / length(on)) * on));
    return curves;
}

/// Whose ends go round or are lost in its texture: a short line of it is the place that its tip covers.
bool leavesDab(const Brush& brush, double breadth, double way) {
    const bool isRagged = brush.ends == Brush::Ends::ragged, isRound = brush.ends == Brush::Ends::round;
    return isRough(brush, breadth) && (isRagged || isRound) && way < (isRagged ? kRaggedDab : kRoundDab) * breadth;
}

/// Both ends on the same point, each with its handle.
void join(std::vector<CubicBezier>& curves) {
    auto &first = curves.front().points, &last = curves.back().points;
    const Point middle = 0.5 * (first[0] + last[3]), forth = middle - first[0], back = middle - last[3];
    first[1] = first[1] + forth;
    last[2] = last[2] + back;
    first[0] = last[3] = middle;
}

/// A line around something begins where it is straightest, where its ends meet edge to edge: at a corner they would
/// leave a notch. One that turns tightly all the way stays if it has none where it begins.
std::vector<CubicBezier> begunWhereStraight(std::vector<CubicBezier> curves, double breadth) {
    constexpr double kSmooth = 0.1; // radians
    const bool isSmooth = turnBetween(-1 * leaving(curves.back().reversed()), leaving(curves.front())) < kSmooth;
    std::ptrdiff_t straightest = 0;
    double at = 0, least = isSmooth ? 2 / breadth : std::numeric_limits<double>::infinity(), longest = 0;
    for (std::size_t k = 0; k < curves.size(); ++k)
        for (const double t : {0.5, 0.375, 0.625, 0.25, 0.75, 0.125, 0.875}) {
            constexpr double kAlike = 0.02; // breadths
            const double bend = bendOf(curves[k], t, 0.0625), length = curves[k].polygonLength();
            if (bend < least - kAlike / breadth || (bend < least + kAlike / breadth && length > longest)) {
                straightest = static_cast<std::ptrdiff_t>(k);
                at = t;
                least = bend;
                longest = length;
            }
        }
    if (at == 0)
        return curves;
    const auto begin = curves.begin() + straightest;
    const CubicBezier before = begin->until(at);
    *begin = begin->reversed().until(1 - at).reversed();
    std::rotate(curves.begin(), begin, curves.end());
    curves.push_back(before);
    return curves;
}

} // namespace

bool isRough(const Brush& brush, double breadth) {
    return breadth >= kThinnestTextured && (brush.edge.roughness > 0 || brush.bristles.count > 0 ||
                                            brush.grain.amount > 0 || brush.ends == Brush::Ends::ragged);
}

bool isWash(const Brush& brush, double breadth) {
    return breadth >= kThinnestTextured && !isRough(brush, breadth) && (brush.wash.rim > 0 || brush.wash.pools > 0);
}

double tipOf(const Brush& brush) {
    const auto& strands = brush.strands;
    return std::min(strands.width + strands.spread * (strands.count - 1) / strands.count, 1.0);
}

double moreWay(const Brush& brush, double breadth, double way) {
    const bool rough = isRough(brush, breadth);
    if (rough && brush.ends == Brush::Ends::ragged)
        return kRaggedMore * breadth * std::clamp((kRaggedLong - way / breadth) / (kRaggedLong - kRaggedDab), 0.0, 1.0);
    const bool isFlat = brush.ends == Brush::Ends::butt || brush.ends == Brush::Ends::felt;
    if (rough || (!brush.isLine() && isFlat && brush.nib.ratio >= 1)) // what the tip leaves and half of the line
        return rough && brush.ends == Brush::Ends::round && brush.nib.ratio >= 1
                   ? 0
                   : std::max(0.5 * (kFlatLeast * breadth - 0.5 * way), 0.0);
    return 0;
}

double closingOf(std::span<const CubicBezier> curves, double breadth) {
    const double apart = length(curves.back().points[3] - curves.front().points[0]) / breadth;
    const double turn = turnBetween(-1 * leaving(curves.back().reversed()), leaving(curves.front()));
    if (turn > kBack || apart > kOverlap + kNearly)
        return 0;
    const double meeting = turn < kOnward && turnOf(curves) > kTurned ? kOverlap : kMeeting;
    return std::clamp((meeting + kNearly - apart) / kNearly, 0.0, 1.0);
}

double wayOf(std::span<const CubicBezier> curves) {
    double way = 0;
    for (const CubicBezier& curve : curves)
        way += curve.arcLength();
    return way;
}

Course courseOf(std::span<const CubicBezier> curves, const Brush& brush, double breadth) {
    const double way = wayOf(curves);
    if (brush.nib.ratio < 1)
        return Course::open;
    if (leavesDab(brush, breadth, way))
        return Course::blot;
    if (way < kShortestWay * breadth)
        return isWash(brush, breadth) ? Course::blot : Course::open;
    const bool isClosed = closingOf(curves, breadth) >= 1;
    const bool isShort = isRough(brush, breadth) && brush.ends == Brush::Ends::ragged && way < kShortRagged * breadth;
    if (fitsTip(curves, (isShort ? kShortReach : 1) * tipOf(brush) * breadth) &&
        (isClosed || turnOf(curves) > (isShort ? kShortCurl : kCurl)))
        return Course::blot;
    return isClosed ? Course::around : Course::open;
}

std::vector<CubicBezier> brushWay(std::vector<CubicBezier> curves, const Brush& brush, double breadth, Course course,
                                  std::uint64_t seed) {
    switch (course) {
    case Course::blot:
        return curves;
    case Course::around:
        join(curves);
        return begunWhereStraight(std::move(curves), breadth);
    case Course::open:
        break;
    }
    const double more = moreWay(brush, breadth, wayOf(curves));
    return more > 0 ? prolonged(std::move(curves), more, breadth, brush.ends != Brush::Ends::ragged, seed) : curves;
}

} // namespace croquis::vector
