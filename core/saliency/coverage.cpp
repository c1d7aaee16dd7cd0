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
    return (1 / (std::sqrt(geometry::dot(step, step)) + 1e-9)) * step;
}

/// Far outside stays outside, whatever the number.
int pixelOf(double coordinate) {
    return static_cast<int>(std::floor(std::clamp(coordinate, -1e6, 1e6)));
}

} // namespace

Coverage::Coverage(const image::Plane& tangentX, const image::Plane& tangentY)
    : m_tangentX(tangentX), m_tangentY(tangentY), m_seen(tangentX.values.size(), 0) {}

template <typename Accept>
PixelSet Coverage::around(std::span<const Point> path, double radius, Accept&& acceptedBy) {
    PixelSet pixels;
    ++m_set;
    const int reach = static_cast<int>(radius), width = m_tangentX.width, height = m_tangentX.height;
    std::vector<int> halfWidths; // of the disc, row by row from its middle
    for (int dy = 0; dy <= reach; ++dy)
        halfWidths.push_back(static_cast<int>(std::sqrt(radius * radius - dy * dy)));
    for (std::size_t i = 0; i < path.size(); i += 2) {
        const auto accepted = acceptedBy(i);
        const int centreX = pixelOf(path[i].x), centreY = pixelOf(path[i].y);
        for (int y = std::max(0, centreY - reach); y <= std::min(height - 1, centreY + reach); ++y) {
            const int across = halfWidths[static_cast<std::size_t>(std::abs(y - centreY))];
            for (int x = std::max(0, centreX - across); x <= std::min(width - 1, centreX + across); ++x) {
                const auto pixel = static_cast<std::uint32_t>(m_tangentX.index(x, y));
                if (m_seen[pixel] != m_set && accepted(pixel)) {
                    m_seen[pixel] = m_set;
                    pixels.push_back(pixel);
                }
            }
        }
    }
    return pixels;
}

PixelSet Coverage::covered(std::span<const Point> path) {
    return around(path, kCoveredRadius, [](std::size_t) { return [](std::uint32_t) { return true; }; });
}

PixelSet Coverage::parallel(std::span<const Point> path, double radius) {
    return around(path, radius, [&](std::size_t i) {
        return [&, direction = directionAt(path, i)](std::uint32_t pixel) {
            return std::abs(m_tangentX.values[pixel] * direction.x + m_tangentY.values[pixel] * direction.y) >
                   kParallelCosine;
        };
    });
}

} // namespace croquis::saliency
