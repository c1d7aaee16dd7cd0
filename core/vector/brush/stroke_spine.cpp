// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/stroke_spine.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace croquis::vector {
namespace {

using geometry::Point;

constexpr int kPieces = 24;
constexpr int kDepth = 14;
constexpr double kTurn = 0.08; ///< radians between two knots
constexpr double kEndless = 1e12;
constexpr double kStraightest = 1 / kEndless;

/// From `from` to `to`, -pi..pi.
double turnBetween(Point from, Point to) {
    return std::atan2(from.x * to.y - from.y * to.x, geometry::dot(from, to));
}

/// The tangent's direction, where the derivative vanishes that of the way on (or back, at the end).
Point directionAt(const geometry::CubicBezier& curve, double t, double scale) {
    const double nothing = 1e-9 * scale;
    for (const double step : {0.0, 1e-5, 1e-3, 0.02}) {
        const double near = t + step <= 1 ? t + step : t - step;
        const Point derivative = curve.derivative(near);
        if (geometry::length(derivative) > nothing)
            return derivative;
    }
    return {1, 0};
}

} // namespace

Point SpineFrame::at(double across) const {
    const double held = std::clamp(across, -rightReach, leftReach);
    return {centre.x + held * along.y, centre.y - held * along.x};
}

StrokeSpine::StrokeSpine(const geometry::CubicBezier& curve, double breadth) : m_curve(curve) {
    const double scale = curve.polygonLength();
    if (scale <= 0) {
        m_knots = {{0, 0, 0, 0, 0}, {1, 0, 0, 0, 0}};
        return;
    }
    Point direction = directionAt(curve, 0, scale);
    m_knots.push_back({0, std::atan2(direction.y, direction.x), 0, 0, 0});
    for (int i = 0; i < kPieces; ++i) {
        const double from = static_cast<double>(i) / kPieces;
        const double to = static_cast<double>(i + 1) / kPieces;
        const Point next = directionAt(curve, to, scale);
        refine(from, direction, to, next, kDepth);
        direction = next;
    }
    finish(breadth);
}

void StrokeSpine::add(double parameter, Point direction) {
    const double angle = m_knots.back().angle;
    const Point before{std::cos(angle), std::sin(angle)};
    const double turn = turnBetween(before, direction);
    // A turn that refining didn't spread is made on the spot.
    const int steps = std::max(1, static_cast<int>(std::ceil(std::abs(turn) / (2 * kTurn))));
    const double from = m_knots.back().parameter;
    for (int i = 1; i <= steps; ++i)
        m_knots.push_back({i == steps ? parameter : from, angle + turn * i / steps, 0, 0, 0});
}

void StrokeSpine::refine(double from, Point fromDirection, double to, Point toDirection, int depth) {
    const double middle = 0.5 * (from + to);
    const Point direction = directionAt(m_curve, middle, m_curve.polygonLength());
    const double turn = std::abs(turnBetween(fromDirection, direction)) + std::abs(turnBetween(direction, toDirection));
    if (turn <= kTurn || depth == 0) {
        add(to, toDirection);
        return;
    }
    refine(from, fromDirection, middle, direction, depth - 1);
    refine(middle, direction, to, toDirection, depth - 1);
}

void StrokeSpine::finish(double breadth) {
    for (std::size_t i = 1; i < m_knots.size(); ++i) {
        Knot& knot = m_knots[i];
        const Knot& before = m_knots[i - 1];
        double step = 0;
        if (knot.parameter > before.parameter) {
            // Simpson's rule on the speed, where the chord can't be shorter.
            const double speed = geometry::length(m_curve.derivative(before.parameter)) +
                                 4 * geometry::length(m_curve.derivative(0.5 * (before.parameter + knot.parameter))) +
                                 geometry::length(m_curve.derivative(knot.parameter));
            step = std::max((knot.parameter - before.parameter) * speed / 6,
                            geometry::length(m_curve.at(knot.parameter) - m_curve.at(before.parameter)));
        }
        const double turn = std::abs(knot.angle - before.angle);
        knot.length = before.length + step;
        knot.way = before.way + std::max(step, 0.25 * breadth * turn);
    }
    m_length = m_knots.back().length;
    const auto curvature = [this](std::size_t i, std::size_t j) {
        const double length = m_knots[j].length - m_knots[i].length;
        const double turn = m_knots[j].angle - m_knots[i].angle;
        return std::abs(turn) < 1e-12 ? 0 : std::clamp(turn / std::max(length, 1e-12), -kEndless, kEndless);
    };
    const std::size_t last = m_knots.size() - 1;
    for (std::size_t i = 0; i <= last; ++i)
        m_knots[i].curvature = curvature(i == 0 ? 0 : i - 1, std::min(i + 1, last));
}

SpineFrame StrokeSpine::at(double way) const {
    const double inside = std::clamp(way, 0.0, m_knots.back().way);
    const auto after = std::ranges::upper_bound(m_knots, inside, {}, &Knot::way);
    const std::size_t j =
        std::clamp<std::size_t>(static_cast<std::size_t>(after - m_knots.begin()), 1, m_knots.size() - 1);
    const Knot &a = m_knots[j - 1], &b = m_knots[j];
    const double share = b.way > a.way ? (inside - a.way) / (b.way - a.way) : 0;
    const double angle = std::lerp(a.angle, b.angle, share);
    SpineFrame frame;
    frame.along = {std::cos(angle), std::sin(angle)};
    frame.centre = m_curve.at(std::lerp(a.parameter, b.parameter, share)) + (way - inside) * frame.along;
    frame.share = m_length > 0 ? std::lerp(a.length, b.length, share) / m_length : 0;
    // y down: a growing angle turns to the right.
    const double curvature = way == inside ? std::lerp(a.curvature, b.curvature, share) : 0;
    frame.leftReach = curvature < -kStraightest ? -1 / curvature : kEndless;
    frame.rightReach = curvature > kStraightest ? 1 / curvature : kEndless;
    return frame;
}

std::vector<double> StrokeSpine::stations() const {
    std::vector<double> result;
    result.reserve(m_knots.size());
    for (const Knot& knot : m_knots)
        if (result.empty() || knot.way > result.back())
            result.push_back(knot.way);
    return result;
}

} // namespace croquis::vector
