// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/blot_field.hpp"

#include "vector/brush/ink_field.hpp"
#include "vector/brush/segment.hpp"
#include "vector/brush/zero_line.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace croquis::vector {
namespace {

using geometry::Point;

constexpr double kSmoothStep = 1.0 / 24; ///< breadths
constexpr double kFinest = 1.0 / 140;    ///< likewise
constexpr double kBeyond = 1.6;          ///< half breadths: how far from the line ink lies at most
constexpr double kAround = 3.77;         ///< radians that the line goes around what is inside, at least
constexpr double kRow = 700.5;           ///< of the noise, which nothing else reads
constexpr float kOutside = -1;

} // namespace

struct BlotField::Foot {
    double distance; ///< half breadths, from the line
    bool inside;     ///< the line goes around it, so that it leaves ink there from all sides
    double angle;    ///< around the middle, turns 0..1
    Point place;     ///< breadths, from the middle
};

BlotField::BlotField(const BrushLane& lane, bool rough)
    : m_lane(lane), m_noise(lane.seed()), m_texture(lane.seed() ^ 0x5bd1e995u), m_half(0.5 * lane.breadth()) {
    if (!lane.brush().profile.empty()) // at its broadest: it has no ends
        m_half *= std::ranges::max(lane.brush().profile, {}, &BrushPoint::value).value;
    for (const double way : lane.spine().stations())
        m_line.push_back(lane.spine().at(way).centre);
    const auto [along, across] = finestFeature(lane.brush());
    const double step = rough ? std::max(across / kNodesAFeature, kFinest) : kSmoothStep;
    lay(step * lane.breadth());
    for (int i = 1; i + 1 < m_columns; ++i)
        for (int j = 1; j + 1 < m_rows; ++j) {
            const Foot foot = footOf(point(i, j));
            m_values[index(i, j)] = static_cast<float>(rough ? ink(foot) : depth(foot));
        }
}

void BlotField::lay(double step) {
    Point least = m_line.front(), most = least;
    for (const Point p : m_line) {
        least = {std::min(least.x, p.x), std::min(least.y, p.y)};
        most = {std::max(most.x, p.x), std::max(most.y, p.y)};
    }
    m_middle = 0.5 * (least + most);
    m_step = step;
    const double reach = kBeyond * m_half + 2 * step;
    m_length = 2 * std::numbers::pi * m_half;
    m_first = least - Point{reach, reach};
    m_columns = static_cast<int>((most.x - least.x + 2 * reach) / step) + 2;
    m_rows = static_cast<int>((most.y - least.y + 2 * reach) / step) + 2;
    m_values.assign(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows), kOutside);
}

BlotField::Foot BlotField::footOf(Point p) const {
    double nearest = squaredDistance(p, m_line.front(), m_line.front());
    Point foot = m_line.front();
    for (std::size_t i = 1; i < m_line.size(); ++i)
        if (const double distance = squaredDistance(p, m_line[i - 1], m_line[i]); distance < nearest) {
            nearest = distance;
            foot = m_line[i];
        }
    const Point away = p - m_middle;
    const double turn = std::atan2(away.y, away.x) / (2 * std::numbers::pi), distance = std::sqrt(nearest) / m_half;
    const bool maybeInside = distance < 1 && geometry::length(away) < geometry::length(foot - m_middle);
    return {distance, maybeInside && isInside(p), turn < 0 ? turn + 1 : turn, (1 / m_lane.breadth()) * away};
}

bool BlotField::isInside(Point p) const {
    double turn = 0;
    for (std::size_t i = 1; i < m_line.size(); ++i) {
        const Point a = m_line[i - 1] - p, b = m_line[i] - p;
        turn += std::atan2(a.x * b.y - a.y * b.x, geometry::dot(a, b));
    }
    return std::abs(turn) > kAround;
}

/// The noise that changes so often a breadth, where it goes around the middle.
double BlotField::around(const Foot& foot, double often, double aside) const {
    const double times = std::max(1.0, std::round(often * m_length / m_lane.breadth()));
    return m_texture(times * foot.angle, aside, static_cast<std::uint32_t>(times));
}

/// Positive where the outline is; its depth, half breadths.
double BlotField::depth(const Foot& foot) const {
    const auto& wobble = m_lane.brush().wobble;
    double half = 1;
    if (wobble.amount > 0)
        half +=
            wobble.amount * (around(foot, 1 / wobble.length, kRow) + 0.4 * around(foot, 2.7 / wobble.length, kRow + 5));
    return half - foot.distance;
}

double BlotField::ink(const Foot& foot) const {
    const Brush& brush = m_lane.brush();
    const auto noise = [&](double often, double row) {
        return m_texture(often * foot.place.x + row, often * foot.place.y + kRow);
    };
    double result = foot.inside ? 1 : depth(foot);
    if (const double rough = brush.edge.roughness; rough > 0 && std::abs(result) <= rough) {
        const double often = 1 / brush.edge.length;
        result -= rough * (0.5 + 0.45 * noise(often, 100) + 0.3 * noise(2.3 * often, 150));
    }
    if (result <= 0)
        return result;
    const double outward = foot.inside ? 0 : std::min(foot.distance, 1.0);
    const double dry = m_lane.dryness(std::lerp(m_lane.start(), m_lane.end(), foot.angle));
    if (brush.bristles.count > 0) {
        const double often = 1 / brush.bristles.length, bristle = 0.5 * outward * std::max(brush.bristles.count, 8);
        const double held = 0.5 + 0.55 * around(foot, often, bristle) + 0.2 * around(foot, 3.1 * often, 2.3 * bristle);
        const double left = held - dry - brush.bristles.dryness * outward * outward * outward;
        result = std::min(result, std::lerp(1.0, left, outward * outward * (3 - 2 * outward)));
    }
    if (brush.grain.amount > 0) {
        const double often = 1 / brush.grain.size;
        const double lightness = 1 - brush.grain.fade * (1 - outward * outward) + (brush.bristles.count > 0 ? 0 : dry);
        const double cover =
            0.5 - brush.grain.amount * lightness - 0.42 * noise(often, 200) - 0.25 * noise(2.1 * often, 250);
        result = std::min(result, cover);
    }
    return result;
}

Polygon blotOutline(const BrushLane& lane) {
    const BlotField field(lane, false);
    Polygon outline, polygon;
    ZeroLine<BlotField> line(field);
    line.follow(
        [&](std::size_t at, std::size_t) {
            const Point place = line.placeOf(at);
            polygon.push_back(field.point(place.x, place.y));
        },
        [&] {
            if (std::abs(areaOf(polygon)) > std::abs(areaOf(outline)))
                outline = std::move(polygon);
            polygon.clear();
        });
    if (areaOf(outline) < 0)
        std::ranges::reverse(outline);
    return outline;
}

} // namespace croquis::vector
