// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loss/shape_keeper.hpp"

#include "base/error.hpp"

namespace croquis::loss {

KeptShape keptShapeOf(const geometry::CubicBezier& curve) {
    double points[8];
    for (std::size_t k = 0; k < 4; ++k) {
        points[2 * k] = curve.points[k].x;
        points[2 * k + 1] = curve.points[k].y;
    }
    return keptShape(points);
}

ShapeKeeper::ShapeKeeper(const std::vector<geometry::CubicBezier>& start) {
    for (const auto& curve : start)
        m_start.push_back(keptShapeOf(curve));
}

double ShapeKeeper::operator()(std::span<const float> controlPoints, double weight, std::span<float> gradient) const {
    const std::size_t count = m_start.size();
    if (controlPoints.size() != count * 8 || gradient.size() != count * 8)
        throw ShapeMismatch("ShapeKeeper: expected eight numbers a stroke");
    double sum = 0;
    for (std::size_t stroke = 0; stroke < count; ++stroke) {
        double points[8], step[8] = {};
        for (std::size_t k = 0; k < 8; ++k)
            points[k] = controlPoints[stroke * 8 + k];
        sum += shapeCost(points, m_start[stroke], weight, step);
        for (std::size_t k = 0; k < 8; ++k)
            gradient[stroke * 8 + k] += static_cast<float>(step[k]);
    }
    return sum;
}

} // namespace croquis::loss
