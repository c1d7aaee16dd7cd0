// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loss/shape_keeper.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace croquis::loss {
namespace {

using geometry::CubicBezier;
using geometry::Point;
using Gradient = std::array<Point, 4>;

constexpr double kBendScale = 200; // px^2
constexpr double kLengthWeight = 4;
constexpr double kShortest = 0.9; // of the starting length, before shortening costs
constexpr double kTiny = 1e-6;    // px: below it a direction is not defined

double bend(const CubicBezier& now, const CubicBezier& start, double weight, Gradient& gradient) {
    double sum = 0;
    for (std::size_t k = 0; k < 2; ++k) {
        const auto second = [k](const CubicBezier& c) { return c.points[k] - 2 * c.points[k + 1] + c.points[k + 2]; };
        const Point difference = second(now) - second(start);
        sum += dot(difference, difference);
        const Point step = (2 * weight / kBendScale) * difference;
        gradient[k] = gradient[k] + step;
        gradient[k + 1] = gradient[k + 1] - 2 * step;
        gradient[k + 2] = gradient[k + 2] + step;
    }
    return sum / kBendScale;
}

double shortening(const CubicBezier& now, const CubicBezier& start, double weight, Gradient& gradient) {
    const double reference = std::max(start.polygonLength(), kTiny);
    const double missing = kShortest - now.polygonLength() / reference;
    if (missing <= 0)
        return 0;
    const double slope = -2 * kLengthWeight * missing / reference * weight;
    for (std::size_t k = 0; k < 3; ++k) {
        const Point edge = now.points[k + 1] - now.points[k];
        const double edgeLength = length(edge);
        if (edgeLength < kTiny)
            continue;
        const Point step = (slope / edgeLength) * edge;
        gradient[k] = gradient[k] - step;
        gradient[k + 1] = gradient[k + 1] + step;
    }
    return kLengthWeight * missing * missing;
}

} // namespace

double ShapeKeeper::operator()(std::span<const float> controlPoints, double weight, std::span<float> gradient) const {
    const std::size_t count = m_start.size();
    if (controlPoints.size() != count * 8 || gradient.size() != count * 8)
        throw ShapeMismatch("ShapeKeeper: expected eight numbers a stroke");
    double sum = 0;
    for (std::size_t stroke = 0; stroke < count; ++stroke) {
        CubicBezier now;
        for (std::size_t k = 0; k < 4; ++k)
            now.points[k] = {controlPoints[stroke * 8 + 2 * k], controlPoints[stroke * 8 + 2 * k + 1]};
        Gradient step{};
        sum += bend(now, m_start[stroke], weight, step) + shortening(now, m_start[stroke], weight, step);
        for (std::size_t k = 0; k < 4; ++k) {
            gradient[stroke * 8 + 2 * k] += static_cast<float>(step[k].x);
            gradient[stroke * 8 + 2 * k + 1] += static_cast<float>(step[k].y);
        }
    }
    return sum;
}

} // namespace croquis::loss
