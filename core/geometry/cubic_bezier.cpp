// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "geometry/cubic_bezier.hpp"

#include <algorithm>
#include <cmath>

namespace croquis::geometry {

namespace {

// Five-point Gauss-Legendre rule on -1..1.
constexpr std::array<double, 5> kAbscissae{-0.9061798459386640, -0.5384693101056831, 0, 0.5384693101056831,
                                           0.9061798459386640};
constexpr std::array<double, 5> kWeights{0.2369268850561891, 0.4786286704993665, 0.5688888888888889, 0.4786286704993665,
                                         0.2369268850561891};
constexpr double kArcLengthTolerance = 1e-10; // of the control polygon's length
constexpr int kArcLengthDepth = 24;           // a cusp halves its way down; everything else stops long before

Point between(Point a, Point b, double t) {
    return {std::lerp(a.x, b.x, t), std::lerp(a.y, b.y, t)};
}

double gaussLength(const CubicBezier& curve, double from, double to) {
    const double half = 0.5 * (to - from);
    const double middle = 0.5 * (to + from);
    double sum = 0;
    for (std::size_t i = 0; i < kAbscissae.size(); ++i)
        sum += kWeights[i] * length(curve.derivative(middle + half * kAbscissae[i]));
    return half * sum;
}

double adaptiveLength(const CubicBezier& curve, double from, double to, double whole, double tolerance, int depth) {
    const double middle = 0.5 * (from + to);
    const double left = gaussLength(curve, from, middle);
    const double right = gaussLength(curve, middle, to);
    // A comparison with NaN is false, so bad input ends here too.
    if (depth == 0 || !(std::abs(left + right - whole) > tolerance))
        return left + right;
    return adaptiveLength(curve, from, middle, left, 0.5 * tolerance, depth - 1) +
           adaptiveLength(curve, middle, to, right, 0.5 * tolerance, depth - 1);
}

// Parameters in 0..1 where a t^2 + 2 b t + c vanishes.
std::array<double, 2> extremaOf(double p0, double p1, double p2, double p3) {
    const double c = p1 - p0;
    const double b = (p2 - p1) - c;
    const double a = (p3 - p2) - 2 * (p2 - p1) + c;
    const double discriminant = b * b - a * c;
    if (!(discriminant >= 0))
        return {0, 1};
    const double q = -(b + std::copysign(std::sqrt(discriminant), b));
    const auto inside = [](double t) { return t > 0 && t < 1 ? t : 0; };
    return {inside(q / a), inside(c / q)};
}

} // namespace

double dot(Point a, Point b) {
    return a.x * b.x + a.y * b.y;
}

double length(Point a) {
    return std::hypot(a.x, a.y);
}

Point CubicBezier::at(double t) const {
    const Point a = between(points[0], points[1], t);
    const Point b = between(points[1], points[2], t);
    const Point c = between(points[2], points[3], t);
    return between(between(a, b, t), between(b, c, t), t);
}

Point CubicBezier::derivative(double t) const {
    const Point a = points[1] - points[0];
    const Point b = points[2] - points[1];
    const Point c = points[3] - points[2];
    return 3.0 * between(between(a, b, t), between(b, c, t), t);
}

CubicBezier CubicBezier::reversed() const {
    return {{points[3], points[2], points[1], points[0]}};
}

CubicBezier CubicBezier::until(double t) const {
    const Point a = between(points[0], points[1], t), b = between(points[1], points[2], t);
    const Point c = between(points[2], points[3], t), ab = between(a, b, t), bc = between(b, c, t);
    return {{points[0], a, ab, between(ab, bc, t)}};
}

double CubicBezier::parameterAt(double share) const {
    constexpr int kSteps = 128;
    std::array<double, kSteps + 1> lengths{};
    for (int k = 1; k <= kSteps; ++k)
        lengths[static_cast<std::size_t>(k)] =
            lengths[static_cast<std::size_t>(k - 1)] +
            length(at(static_cast<double>(k) / kSteps) - at(static_cast<double>(k - 1) / kSteps));
    const double wanted = std::clamp(share, 0.0, 1.0) * lengths.back();
    const auto after = std::lower_bound(lengths.begin() + 1, lengths.end() - 1, wanted);
    const double step = *after - *(after - 1);
    const auto whole = static_cast<double>(after - lengths.begin() - 1);
    return std::clamp((whole + (step > 0 ? (wanted - *(after - 1)) / step : 0)) / kSteps, 0.0, 1.0);
}

Box CubicBezier::boundingBox() const {
    Box box{{std::min(points[0].x, points[3].x), std::min(points[0].y, points[3].y)},
            {std::max(points[0].x, points[3].x), std::max(points[0].y, points[3].y)}};
    for (const double t : extremaOf(points[0].x, points[1].x, points[2].x, points[3].x)) {
        const double x = at(t).x;
        box.minimum.x = std::min(box.minimum.x, x);
        box.maximum.x = std::max(box.maximum.x, x);
    }
    for (const double t : extremaOf(points[0].y, points[1].y, points[2].y, points[3].y)) {
        const double y = at(t).y;
        box.minimum.y = std::min(box.minimum.y, y);
        box.maximum.y = std::max(box.maximum.y, y);
    }
    return box;
}

double CubicBezier::polygonLength() const {
    return length(points[1] - points[0]) + length(points[2] - points[1]) + length(points[3] - points[2]);
}

double CubicBezier::arcLength() const {
    return adaptiveLength(*this, 0, 1, gaussLength(*this, 0, 1), kArcLengthTolerance * polygonLength(),
                          kArcLengthDepth);
}

bool CubicBezier::isScribble() const {
    const double polygon = polygonLength();
    return std::isfinite(polygon) && polygon > 3 * arcLength() && polygon > 0;
}

std::vector<Point> CubicBezier::flatten(double tolerance, int maximumSegments) const {
    const double bend =
        std::max(length(points[0] - 2.0 * points[1] + points[2]), length(points[1] - 2.0 * points[2] + points[3]));
    const double wanted = std::ceil(std::sqrt(0.75 * bend / tolerance));
    const int most = std::max(1, maximumSegments);
    const int segments = wanted < most ? std::max(1, static_cast<int>(wanted)) : most;
    std::vector<Point> vertices;
    vertices.reserve(static_cast<std::size_t>(segments) + 1);
    vertices.push_back(points[0]);
    for (int i = 1; i < segments; ++i)
        vertices.push_back(at(static_cast<double>(i) / segments));
    vertices.push_back(points[3]);
    return vertices;
}

} // namespace croquis::geometry
