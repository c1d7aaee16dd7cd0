// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/coverage.hpp"

#include <algorithm>
#include <cmath>

namespace croquis::saliency {

using geometry::Point;

namespace {

constexpr double kCoveredRadius = 3;
constexpr double kParallelCosine = 0.7;

Point directionAt(std::span<const Point> path, std::size_t i) {
    const Point step = path[std::min(i + 1, path.size() - 1)] - path[i > 0 ? i - 1 : 0];
    return (1 / (std::hypot(step.x, step.y) + 1e-9)) * step;
}

/// Far outside stays outside, whatever the number.
int pixelOf(double coordinate) {
    return static_cast<int>(std::floor(std::clamp(coordinate, -1e6, 1e6)));
}

} // namespace

Coverage::Coverage(const image::Plane& tangentX, const image::Plane& tangentY)
    : m_tangentX(tangentX), m_tangentY(tangentY), m_seen(tangentX.values.size(), 0) {}

template <typename Accept>
PixelSet Coverage::around(std::span<const Point> path, double radius, Accept&& accept) {
    PixelSet pixels;
    ++m_set;
    const int reach = static_cast<int>(radius), width = m_tangentX.width, height = m_tangentX.height;
    for (std::size_t i = 0; i < path.size(); i += 2) {
        const Point direction = directionAt(path, i);
        const int centreX = pixelOf(path[i].x), centreY = pixelOf(path[i].y);
        for (int y = std::max(0, centreY - reach); y <= std::min(height - 1, centreY + reach); ++y) {
            const int dy = y - centreY;
            const int across = static_cast<int>(std::sqrt(radius * radius - dy * dy));
            for (int x = std::max(0, centreX - across); x <= std::min(width - 1, centreX + across); ++x) {
                const auto pixel = static_cast<std::uint32_t>(m_tangentX.index(x, y));
                if (m_seen[pixel] != m_set && accept(pixel, direction)) {
                    m_seen[pixel] = m_set;
                    pixels.push_back(pixel);
                }
            }
        }
    }
    return pixels;
}

PixelSet Coverage::covered(std::span<const Point> path) {
    return around(path, kCoveredRadius, [](std::uint32_t, Point) { return true; });
}

PixelSet Coverage::parallel(std::span<const Point> path, double radius) {
    return around(path, radius, [&](std::uint32_t pixel, Point direction) {
        return std::abs(m_tangentX.values[pixel] * direction.x + m_tangentY.values[pixel] * direction.y) >
               kParallelCosine;
    });
}

} // namespace croquis::saliency
