// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/outline_inset.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace croquis::vector {
namespace {

using geometry::Point;

constexpr double kBend = 0.25;       ///< radians: more between two edges is a corner
constexpr int kMostSteps = 64;       ///< of the arc around one
constexpr double kMostPoints = 2000; ///< besides those that the edge has

/// The edges no longer than `spacing`, none without length.
Polygon dense(const Polygon& polygon, double spacing) {
    Polygon result;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Point from = polygon[i], way = polygon[(i + 1) % polygon.size()] - from;
        const double length = geometry::length(way);
        if (!(length > 1e-3 * spacing)) // the next one stands for both
            continue;
        const int parts = static_cast<int>(std::ceil(length / spacing));
        for (int k = 0; k < parts; ++k)
            result.push_back(from + (static_cast<double>(k) / parts) * way);
    }
    return result;
}

/// To the right of the way, as seen: where the shape is.
Point inwards(Point from, Point to) {
    const Point way = to - from;
    return (1 / geometry::length(way)) * Point{-way.y, way.x};
}

/// Every point moved inwards. Where that folds, the fold runs the other way round.
Polygon moved(const Polygon& edge, const std::function<double(Point)>& breadth, double fine) {
    Polygon result;
    const std::size_t count = edge.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Point here = edge[i];
        const Point before = inwards(edge[(i + count - 1) % count], here), after = inwards(here, edge[(i + 1) % count]);
        const double most = breadth(here);
        const double turn = std::atan2(before.x * after.y - before.y * after.x, geometry::dot(before, after));
        if (std::abs(turn) <= kBend) {
            const Point both = before + after;
            result.push_back(here + (most / geometry::length(both)) * both);
            continue;
        }
        result.push_back(here + most * before);
        if (turn > 0) { // the shape's own corner: by way of it, so that the fold is one
            result.push_back(here);
        } else { // the shape reaches around the corner
            const double step = 2 * std::acos(std::max(1 - fine / most, 0.5));
            const int steps = std::clamp(static_cast<int>(std::ceil(-turn / step)), 2, kMostSteps);
            const double angle = std::atan2(before.y, before.x);
            for (int k = 1; k < steps; ++k) {
                const double towards = angle + turn * k / steps;
                result.push_back(here + most * Point{std::cos(towards), std::sin(towards)});
            }
        }
        result.push_back(here + most * after);
    }
    return result;
}

} // namespace

std::optional<std::vector<Polygon>> insetOf(std::span<const Polygon> shape, const std::function<double(Point)>& breadth,
                                            double spacing, double fine) {
    double way = 0;
    for (const Polygon& polygon : shape)
        for (std::size_t i = 0; i < polygon.size(); ++i)
            way += geometry::length(polygon[(i + 1) % polygon.size()] - polygon[i]);
    std::vector<Polygon> edges;
    for (const Polygon& polygon : shape)
        if (const Polygon edge = dense(polygon, std::max(spacing, way / kMostPoints)); edge.size() > 2)
            edges.push_back(moved(edge, breadth, fine));
    // What is narrower than what is taken of it is turned inside out and runs the right way round again, outside, or
    // even twice: only what the shape covers too is left.
    edges.insert(edges.end(), shape.begin(), shape.end());
    const OutlineCover cover(edges);
    if (!cover.isKnown())
        return std::nullopt;
    return cover.passed(2);
}

} // namespace croquis::vector
