// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/contour_tracer.hpp"

#include "saliency/plane_filters.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace croquis::saliency {

using geometry::Point;
using image::Plane;

namespace {

constexpr int kBridgedSteps = 6;
constexpr int kTurnSteps = 5;
constexpr double kLeastTurnCosine = 0.35;
constexpr double kBorder = 2.5;
constexpr std::array<double, 5> kAcross = {-1.5, -0.75, 0, 0.75, 1.5};

} // namespace

ContourTracer::ContourTracer(const Plane& edges, const Plane& tangentX, const Plane& tangentY)
    : m_edges(edges), m_evidence(blurred(edges, 1)), m_tangentX(tangentX), m_tangentY(tangentY) {
    for (float& value : m_evidence.values)
        value *= 1.8F;
}

std::vector<Point> ContourTracer::seeds(float threshold, int cell) const {
    std::vector<int> strong;
    for (std::size_t i = 0; i < m_edges.values.size(); ++i)
        if (m_edges.values[i] > threshold)
            strong.push_back(static_cast<int>(i));
    std::stable_sort(strong.begin(), strong.end(), [&](int a, int b) {
        return m_edges.values[static_cast<std::size_t>(a)] > m_edges.values[static_cast<std::size_t>(b)];
    });
    const int cellsAcross = m_edges.width / cell + 1;
    std::vector<char> taken(static_cast<std::size_t>(cellsAcross * (m_edges.height / cell + 1)), 0);
    std::vector<Point> result;
    for (const int i : strong) {
        const int x = i % m_edges.width, y = i / m_edges.width;
        char& used = taken[static_cast<std::size_t>(y / cell * cellsAcross + x / cell)];
        if (!used)
            result.push_back({x + 0.5, y + 0.5});
        used = 1;
    }
    return result;
}

Point ContourTracer::tangentAt(Point position) const {
    const int x = std::clamp(static_cast<int>(position.x), 0, m_edges.width - 1);
    const int y = std::clamp(static_cast<int>(position.y), 0, m_edges.height - 1);
    return {m_tangentX.at(x, y), m_tangentY.at(x, y)};
}

std::vector<Point> ContourTracer::walk(Point seed, double sense, int maximumSteps, float support) const {
    std::vector<Point> points, directions;
    points.reserve(static_cast<std::size_t>(maximumSteps));
    directions.reserve(static_cast<std::size_t>(maximumSteps) + 1);
    Point position = seed;
    directions.push_back(sense * tangentAt(seed));
    std::size_t supported = 0;
    int unsupported = 0;
    for (int step = 0; step < maximumSteps; ++step) {
        const Point before = directions.back();
        Point direction = tangentAt(position);
        if (direction.x * before.x + direction.y * before.y < 0)
            direction = -1.0 * direction;
        if (step > 0)
            direction = 0.5 * (before + direction);
        direction = (1 / (std::sqrt(geometry::dot(direction, direction)) + 1e-9)) * direction;
        position = position + direction;

        const Point across{-direction.y, direction.x};
        float sum = 1e-6F, strongest = 0;
        double offset = 0;
        for (const double distance : kAcross) {
            const float value = sampled(m_evidence, position.x + distance * across.x, position.y + distance * across.y);
            sum += value;
            offset += distance * value;
            strongest = std::max(strongest, value);
        }
        position = position + (0.6 * std::clamp(offset / sum, -0.5, 0.5)) * across;

        unsupported = strongest < support ? unsupported + 1 : 0;
        const Point earlier = directions[static_cast<std::size_t>(std::max(0, step + 1 - kTurnSteps))];
        const bool turned = step >= kTurnSteps && earlier.x * direction.x + earlier.y * direction.y <= kLeastTurnCosine;
        const bool outside = position.x < kBorder || position.y < kBorder || position.x > m_edges.width - kBorder ||
                             position.y > m_edges.height - kBorder;
        if (unsupported > kBridgedSteps || turned || outside)
            break;
        points.push_back(position);
        directions.push_back(direction);
        if (unsupported == 0)
            supported = points.size();
    }
    points.resize(supported);
    return points;
}

std::vector<Point> ContourTracer::onwards(Point from, Point direction, int maximumSteps, float support) const {
    return walk(from, geometry::dot(tangentAt(from), direction) < 0 ? -1 : 1, maximumSteps, support);
}

ContourTrace ContourTracer::trace(Point seed, int maximumSteps, float support) const {
    const std::vector<Point> forward = walk(seed, 1, maximumSteps, support);
    std::vector<Point> points = walk(seed, -1, maximumSteps, support);
    std::reverse(points.begin(), points.end());
    const int seedIndex = static_cast<int>(points.size());
    points.push_back(seed);
    points.insert(points.end(), forward.begin(), forward.end());
    return {std::move(points), seedIndex};
}

} // namespace croquis::saliency
