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
/// Radians that a line turns by all in all whose ends the rest of it covers, and one too short for ragged ends.
constexpr double kCurl = 3.9, kShortCurl = 2;
constexpr double kShortReach = 1.2; ///< tips: what covers the latter
constexpr int kLooks = 16;          ///< at a curve, for that

/// A line nearly on the spot gives way, on from where it went or in some direction. A disc would have no texture, of a
/// shorter line ragged ends leave nothing and flat ones a hair across.
std::vector<CubicBezier> pressed(const std::vector<CubicBezier>& curves, double least, double breadth,
                                 std::uint64_t seed) {
    const Point first = curves.front().points[0], last = curves.back().points[3];
    constexpr double kGoldenAngle = 2.399963; // neighbours' seeds differ by one
    const double angle = kGoldenAngle * static_cast<double>(seed % 4096);
    const bool isDot = length(last - first) < kShortestWay * breadth;
    const Point ahead = isDot ? Point{std::cos(angle), std::sin(angle)} : 1 / length(last - first) * (last - first);
    const auto at = [&](double share) { return 0.5 * (first + last) + share * 0.5 * least * ahead; };
    return {{{{at(-1), at(-1.0 / 3), at(1.0 / 3), at(1)}}}};
}

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

double tipOf(const Brush& brush) {
    const auto& strands = brush.strands;
    return std::min(strands.width + strands.spread * (strands.count - 1) / strands.count, 1.0);
}

double leastWay(const Brush& brush, double breadth) {
    if (isRough(brush, breadth))
        return breadth * (brush.ends == Brush::Ends::ragged ? 1.8 : 0.6);
    const bool isFlat = brush.ends == Brush::Ends::butt || brush.ends == Brush::Ends::felt;
    return !brush.isLine() && isFlat && brush.nib.ratio >= 1 ? 0.6 * breadth : 0;
}

double wayOf(std::span<const CubicBezier> curves) {
    double way = 0;
    for (const CubicBezier& curve : curves)
        way += curve.arcLength();
    return way;
}

Course courseOf(std::span<const CubicBezier> curves, const Brush& brush, double breadth) {
    const double way = wayOf(curves);
    if (brush.nib.ratio < 1 || way < kShortestWay * breadth)
        return Course::open;
    const bool closes = geometry::length(curves.back().points[3] - curves.front().points[0]) < kMeeting * breadth &&
                        turnBetween(-1 * leaving(curves.back().reversed()), leaving(curves.front())) <= kBack;
    const bool isShort = isRough(brush, breadth) && way < leastWay(brush, breadth);
    if (fitsTip(curves, (isShort ? kShortReach : 1) * tipOf(brush) * breadth) &&
        (closes || turnOf(curves) > (isShort ? kShortCurl : kCurl)))
        return Course::blot;
    return closes ? Course::around : Course::open;
}

std::vector<CubicBezier> brushWay(std::vector<CubicBezier> curves, const Brush& brush, double breadth,
                                  std::uint64_t seed) {
    switch (courseOf(curves, brush, breadth)) {
    case Course::blot:
        return curves;
    case Course::around:
        join(curves);
        return begunWhereStraight(std::move(curves), breadth);
    case Course::open:
        break;
    }
    const double least = leastWay(brush, breadth);
    return wayOf(curves) < least ? pressed(curves, least, breadth, seed) : curves;
}

} // namespace croquis::vector
