// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loss/shape_keeper.hpp"

#include "base/error.hpp"

namespace croquis::loss {

namespace {

constexpr double kMeeting = 0.5; // px

} // namespace

KeptShape keptShapeOf(const geometry::CubicBezier& curve) {
    double points[8];
    for (std::size_t k = 0; k < 4; ++k) {
        points[2 * k] = curve.points[k].x;
        points[2 * k + 1] = curve.points[k].y;
    }
    return keptShape(points);
}

ShapeKeeper::ShapeKeeper(const std::vector<geometry::CubicBezier>& start) {
    for (const auto& curve : start) {
        m_start.push_back(keptShapeOf(curve));
        m_ends.insert(m_ends.end(), {curve.points.front(), curve.points.back()});
    }
    findPairs();
}

void ShapeKeeper::replace(std::size_t index, const geometry::CubicBezier& start) {
    m_start.at(index) = keptShapeOf(start);
    m_ends[2 * index] = start.points.front();
    m_ends[2 * index + 1] = start.points.back();
    findPairs();
}

void ShapeKeeper::findPairs() {
    std::vector<int> partners(m_ends.size(), -1);
    for (std::size_t end = 0; end < m_ends.size(); ++end) {
        double nearest = kMeeting;
        std::size_t partner = end;
        for (std::size_t other = end + 1; partners[end] < 0 && other < m_ends.size(); ++other) {
            const double distance = geometry::length(m_ends[other] - m_ends[end]);
            const bool bothEndsOfADot = other / 2 == end / 2 && m_start[end / 2].length < 4 * kMeeting;
            if (partners[other] < 0 && distance < nearest && !bothEndsOfADot) {
                nearest = distance;
                partner = other;
            }
        }
        if (partner != end) {
            partners[end] = static_cast<int>(partner);
            partners[partner] = static_cast<int>(end);
        }
        m_start[end / 2].met[end % 2] = partners[end];
    }
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
        for (std::size_t end = 0; end < 2; ++end) {
            const int met = m_start[stroke].met[end];
            if (met < 0)
                continue;
            const std::size_t at = static_cast<std::size_t>(met) / 2 * 8 + static_cast<std::size_t>(met) % 2 * 6;
            const double other[2] = {controlPoints[at], controlPoints[at + 1]};
            sum += tieCost(points + 6 * end, other, weight, step + 6 * end);
        }
        for (std::size_t k = 0; k < 8; ++k)
            gradient[stroke * 8 + k] += static_cast<float>(step[k]);
    }
    return sum;
}

} // namespace croquis::loss
