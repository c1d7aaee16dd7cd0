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

constexpr int kPieces = 24, kFewestPieces = 4; ///< of a curve, to begin with
constexpr int kDepth = 14;
constexpr double kTurn = 0.08;       ///< radians between two knots
constexpr double kNearlyAlong = 0.9; ///< cosine: beyond it a tangent isn't what its neighbours say
constexpr double kShort = 0.01;      ///< breadths: of a line's pieces
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

/// Where a share of the length of a piece lies, nearly: one step of Newton's method from where an even speed would put
/// it.
double parameterAt(const geometry::CubicBezier& curve, double from, double to, double share) {
    const auto speed = [&curve](double t) { return geometry::length(curve.derivative(t)); };
    const auto lengthTo = [&](double t) { // Simpson's rule
        return (t - from) * (speed(from) + 4 * speed(0.5 * (from + t)) + speed(t)) / 6;
    };
    const double even = std::lerp(from, to, share), here = speed(even);
    if (!(here > 0))
        return even;
    const double step = (share * lengthTo(to) - lengthTo(even)) / here;
    return std::clamp(even + step, std::lerp(from, even, 0.5), std::lerp(even, to, 0.5));
}

/// Runs of pieces shorter than that each as straight ones of that length: their own directions are no more than how
/// their ends were rounded.
std::vector<geometry::CubicBezier> joined(std::span<const geometry::CubicBezier> curves, double least) {
    std::vector<geometry::CubicBezier> result;
    double length = 0;
    bool isShort = false; // the last of the result
    for (const geometry::CubicBezier& curve : curves) {
        const double more = curve.polygonLength();
        if (isShort && more < least) {
            const Point from = result.back().points[0], to = curve.points[3];
            result.back() = {{from, from + (1.0 / 3) * (to - from), from + (2.0 / 3) * (to - from), to}};
            length += more;
        } else {
            result.push_back(curve);
            length = more;
        }
        isShort = length < least;
    }
    return result;
}

} // namespace

Point SpineFrame::at(double across) const {
    const double held = std::clamp(across, -rightReach, leftReach);
    return {centre.x + held * along.y, centre.y - held * along.x};
}

StrokeSpine::StrokeSpine(std::span<const geometry::CubicBezier> curves, double breadth, Course course)
    : m_curves(joined(curves, kShort * breadth)), m_course(course) {
    for (std::size_t k = 0; k < m_curves.size(); ++k)
        if (m_curves[k].polygonLength() > 0)
            follow(k);
    if (m_knots.empty())
        m_knots = {{0, 0, 0, 0, 0, 0}, {m_curves.size() - 1, 1, 0, 0, 0, 0}};
    else
        finish(breadth);
}

void StrokeSpine::follow(std::size_t curve) {
    const double scale = m_curves[curve].polygonLength();
    Point direction = directionAt(m_curves[curve], 0, scale);
    if (m_knots.empty())
        m_knots.push_back({curve, 0, std::atan2(direction.y, direction.x), 0, 0, 0});
    else
        add(curve, 0, direction);
    const int pieces =
        std::clamp(kPieces / static_cast<int>(std::min<std::size_t>(m_curves.size(), kPieces)), kFewestPieces, kPieces);
    for (int i = 0; i < pieces; ++i) {
        const double from = static_cast<double>(i) / pieces;
        const double to = static_cast<double>(i + 1) / pieces;
        const Point next = directionAt(m_curves[curve], to, scale);
        refine(curve, from, direction, to, next, kDepth);
        direction = next;
    }
}

void StrokeSpine::add(std::size_t curve, double parameter, Point direction) {
    const Knot before = m_knots.back();
    const double turn = turnBetween({std::cos(before.angle), std::sin(before.angle)}, direction);
    // A turn that refining didn't spread is made on the spot.
    const int steps = std::max(1, static_cast<int>(std::ceil(std::abs(turn) / (2 * kTurn))));
    for (int i = 1; i < steps; ++i)
        m_knots.push_back({before.curve, before.parameter, before.angle + turn * i / steps, 0, 0, 0});
    m_knots.push_back({curve, parameter, before.angle + turn * steps / steps, 0, 0, 0});
}

void StrokeSpine::refine(std::size_t curve, double from, Point fromDirection, double to, Point toDirection, int depth) {
    const double middle = 0.5 * (from + to);
    const Point direction = directionAt(m_curves[curve], middle, m_curves[curve].polygonLength());
    const double turn = std::abs(turnBetween(fromDirection, direction)) + std::abs(turnBetween(direction, toDirection));
    if (turn <= kTurn || depth == 0) {
        add(curve, to, toDirection);
        return;
    }
    refine(curve, from, fromDirection, middle, direction, depth - 1);
    refine(curve, middle, direction, to, toDirection, depth - 1);
}

double StrokeSpine::stepBetween(const Knot& a, const Knot& b) const {
    if (b.curve != a.curve || !(b.parameter > a.parameter))
        return 0;
    // Simpson's rule on the speed, where the chord can't be shorter.
    const geometry::CubicBezier& curve = m_curves[a.curve];
    const double speed = geometry::length(curve.derivative(a.parameter)) +
                         4 * geometry::length(curve.derivative(0.5 * (a.parameter + b.parameter))) +
                         geometry::length(curve.derivative(b.parameter));
    return std::max((b.parameter - a.parameter) * speed / 6,
                    geometry::length(curve.at(b.parameter) - curve.at(a.parameter)));
}

void StrokeSpine::finish(double breadth) {
    for (std::size_t i = 1; i < m_knots.size(); ++i) {
        Knot& knot = m_knots[i];
        const Knot& before = m_knots[i - 1];
        const double step = stepBetween(before, knot);
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

double StrokeSpine::turned() const {
    double turned = 0;
    for (std::size_t i = 1; i < m_knots.size(); ++i)
        turned += std::abs(m_knots[i].angle - m_knots[i - 1].angle);
    return turned;
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
    const geometry::CubicBezier& curve = m_curves[b.curve];
    const double from = a.curve == b.curve ? a.parameter : 0; // the end of one curve is the next one's beginning
    double parameter = std::lerp(from, b.parameter, share);
    if (b.parameter > from) { // not on the spot, where only the angle turns
        parameter = parameterAt(curve, from, b.parameter, share);
        const Point tangent = curve.derivative(parameter);
        const double speed = std::sqrt(geometry::dot(tangent, tangent));
        if (speed > 0 && geometry::dot(tangent, frame.along) > kNearlyAlong * speed)
            frame.along = (1 / speed) * tangent;
    }
    frame.centre = curve.at(parameter) + (way - inside) * frame.along;
    frame.share = m_length > 0 ? std::lerp(a.length, b.length, share) / m_length : 0;
    // y down: a growing angle turns to the right.
    const double curvature = way == inside ? std::lerp(a.curvature, b.curvature, share) : 0;
    frame.leftReach = curvature < -kStraightest ? -1 / curvature : kEndless;
    frame.rightReach = curvature > kStraightest ? 1 / curvature : kEndless;
    return frame;
}

StrokeSpine::Knot StrokeSpine::between(double way) const {
    const double inside = std::clamp(way, 0.0, m_knots.back().way);
    const auto after = std::ranges::lower_bound(m_knots, inside, {}, &Knot::way);
    const Knot &b = *after, &a = after == m_knots.begin() ? b : *std::prev(after);
    const double share = b.way > a.way ? (inside - a.way) / (b.way - a.way) : 0;
    return {0, 0, std::lerp(a.angle, b.angle, share), std::lerp(a.length, b.length, share), inside, 0};
}

double StrokeSpine::bendAround(double way, double reach) const {
    const Knot from = between(way - reach), to = between(way + reach);
    return to.length > from.length ? (to.angle - from.angle) / (to.length - from.length) : 0;
}

std::vector<StrokeSpine::Turn> StrokeSpine::tightTurns(double radius, double apart, Turning which) const {
    std::vector<Turn> turns;
    for (std::size_t i = 1; i < m_knots.size(); ++i) {
        const Knot &a = m_knots[i - 1], &b = m_knots[i];
        const double turn = std::abs(b.angle - a.angle);
        if (which != Turning::anyway && (b.angle > a.angle) != (which == Turning::right)) // y down
            continue;
        if (turn < 1e-6 || b.length - a.length >= radius * turn)
            continue;
        if (!turns.empty() && turns.back().to >= a.way - apart) {
            turns.back().to = b.way;
            turns.back().angle += turn;
        } else {
            turns.push_back({a.way, b.way, turn});
        }
    }
    return turns;
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
