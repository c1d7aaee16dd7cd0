// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/brush_way.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace croquis::vector {
namespace {

using geometry::CubicBezier;
using geometry::Point;

constexpr double kThinnestRough = 0.3; ///< millimetres
constexpr double kShortest = 0.05;     ///< breadths; what is shorter is a dot
/// Breadths: of the way around something, and between its ends.
constexpr double kAround = 2, kMeeting = 0.05;
constexpr double kBack = 2.6; ///< radians

/// A line nearly on the spot gives way, on from where it went or in some direction. A disc would have no texture, of a
/// shorter line ragged ends leave nothing and flat ones a hair across.
std::vector<CubicBezier> pressed(const std::vector<CubicBezier>& curves, double least, double breadth,
                                 std::uint64_t seed) {
    const Point first = curves.front().points[0], last = curves.back().points[3];
    constexpr double kGoldenAngle = 2.399963; // neighbours' seeds differ by one
    const double angle = kGoldenAngle * static_cast<double>(seed % 4096);
    const bool isDot = length(last - first) < kShortest * breadth;
    const Point ahead = isDot ? Point{std::cos(angle), std::sin(angle)} : 1 / length(last - first) * (last - first);
    const auto at = [&](double share) { return 0.5 * (first + last) + share * 0.5 * least * ahead; };
    return {{{{at(-1), at(-1.0 / 3), at(1.0 / 3), at(1)}}}};
}

/// Radians, 0..pi.
double turnBetween(Point one, Point other) {
    return std::abs(std::atan2(one.x * other.y - one.y * other.x, geometry::dot(one, other)));
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

/// Both ends on the same point, each with its handle.
void join(std::vector<CubicBezier>& curves) {
    auto &first = curves.front().points, &last = curves.back().points;
    const Point middle = 0.5 * (first[0] + last[3]), forth = middle - first[0], back = middle - last[3];
    first[1] = first[1] + forth;
    last[2] = last[2] + back;
    first[0] = last[3] = middle;
}

/// A line around something begins where it is straightest, where its ends meet edge to edge: at a corner they would
/// leave a notch. One that turns tightly all the way stays.
std::vector<CubicBezier> begunWhereStraight(std::vector<CubicBezier> curves, double breadth) {
    std::ptrdiff_t straightest = 0;
    double at = 0, least = 2 / breadth, longest = 0;
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
    return breadth >= kThinnestRough && (brush.edge.roughness > 0 || brush.bristles.count > 0 ||
                                         brush.grain.amount > 0 || brush.ends == Brush::Ends::ragged);
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

bool goesAround(std::span<const CubicBezier> curves, const Brush& brush, double breadth) {
    const double lane = brush.strands.width * breadth;
    return brush.nib.ratio >= 1 && !isRough(brush, breadth) &&
           geometry::length(curves.back().points[3] - curves.front().points[0]) < kMeeting * lane &&
           turnBetween(-1 * leaving(curves.back().reversed()), leaving(curves.front())) <= kBack &&
           wayOf(curves) > kAround * lane;
}

std::vector<CubicBezier> brushWay(std::vector<CubicBezier> curves, const Brush& brush, double breadth,
                                  std::uint64_t seed) {
    if (const double least = leastWay(brush, breadth); wayOf(curves) < least)
        return pressed(curves, least, breadth, seed);
    if (!goesAround(curves, brush, breadth))
        return curves;
    join(curves);
    return begunWhereStraight(std::move(curves), breadth);
}

} // namespace croquis::vector
