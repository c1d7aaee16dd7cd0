// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/wash_pools.hpp"

#include "vector/brush/segment.hpp"
#include "vector/brush/zero_line.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

namespace croquis::vector {
namespace {

using geometry::Point;

constexpr double kSpacing = 0.16;      ///< of the grid's nodes, breadths
constexpr double kMostNodes = 400;     ///< along each of its sides
constexpr double kBeyond = 1.4;        ///< half breadths: how far from the centre line is looked
constexpr double kMostGathered = 0.74; ///< of BrushLane::gathered(): from 0 on it is divided into levels
constexpr int kFewest = 3, kMost = 12; ///< levels
/// Millimetres, from which on the eye sees steps of a wash: a broader one has more of them, on a finer grid.
constexpr double kBroad = 12;
constexpr double kMore = 0.6;   ///< levels a millimetre
constexpr double kFinest = 0.4; ///< of the spacing
constexpr int kSmoothings = 2, kRoundings = 1;

int levelsOf(double breadth) {
    return std::clamp(kFewest + static_cast<int>(kMore * (std::min(breadth, 1e3) - kBroad)), kFewest, kMost);
}

/// What gathers at the nodes of a grid on the page; below any level where the lane is far.
class Gathering {
  public:
    Gathering(const BrushLane& lane, std::span<const Polygon> shape) {
        constexpr double kEndless = std::numeric_limits<double>::infinity();
        Point least{kEndless, kEndless}, most{-kEndless, -kEndless};
        for (const Polygon& polygon : shape)
            for (const Point p : polygon) {
                least = {std::min(least.x, p.x), std::min(least.y, p.y)};
                most = {std::max(most.x, p.x), std::max(most.y, p.y)};
            }
        const double spacing = kSpacing * lane.breadth() * std::clamp(kBroad / lane.breadth(), kFinest, 1.0);
        m_step = std::max(spacing, std::max(most.x - least.x, most.y - least.y) / kMostNodes);
        m_first = least - Point{3 * m_step, 3 * m_step};
        m_columns = static_cast<int>((most.x - least.x) / m_step) + 8;
        m_rows = static_cast<int>((most.y - least.y) / m_step) + 8;
        const auto count = static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows);
        m_values.assign(count, -kFar);
        std::vector<Nearest> nearest(count);
        const int samples = std::max(2, static_cast<int>((lane.end() - lane.start()) / m_step));
        for (int k = 0; k <= samples; ++k)
            pass(lane, static_cast<double>(k) / samples, nearest);
        for (const Polygon& polygon : shape)
            measure(polygon, 0.5 * lane.breadth(), nearest);
        for (int i = 1; i + 1 < m_columns; ++i)
            for (int j = 1; j + 1 < m_rows; ++j)
                if (const Nearest& near = nearest[index(i, j)]; near.across < kFar)
                    m_values[index(i, j)] = static_cast<float>(lane.gathered(
                        onPage({double(i), double(j)}), near.along, near.across < 1 ? near.inwards() : near.across));
    }

    void setLevel(double level) { m_level = static_cast<float>(level); }
    int columns() const { return m_columns; }
    int rows() const { return m_rows; }
    float at(int column, int row) const { return m_values[index(column, row)] - m_level; }
    Point onPage(Point place) const { return m_first + m_step * place; }

  private:
    static constexpr float kFar = 9;
    /// The place of the lane that a node is nearest to.
    struct Nearest {
        float across = kFar; ///< half its widths there
        float along = 0;     ///< share of its way
        float half = 1;      ///< page units
        float edge = kFar;   ///< half its widths there, from the shape's edge

        float inwards() const { return std::min(across, std::max(1 - edge, 0.0F)); }
    };

    std::size_t index(int column, int row) const {
        return static_cast<std::size_t>(column) * static_cast<std::size_t>(m_rows) + static_cast<std::size_t>(row);
    }

    void pass(const BrushLane& lane, double share, std::vector<Nearest>& nearest) const {
        const double way = std::lerp(lane.start(), lane.end(), share);
        const SpineFrame frame = lane.spine().at(way);
        const double half = std::max(lane.half(frame, way), m_step);
        const double reach = kBeyond * half + 2 * m_step;
        const Point place = (1 / m_step) * (frame.centre - m_first);
        const int far = static_cast<int>(reach / m_step) + 1, x = static_cast<int>(place.x),
                  y = static_cast<int>(place.y);
        for (int i = std::max(x - far, 1); i <= std::min(x + far + 1, m_columns - 2); ++i)
            for (int j = std::max(y - far, 1); j <= std::min(y + far + 1, m_rows - 2); ++j) {
                const Point away = Point{double(i), double(j)} - place;
                const double square = geometry::dot(away, away);
                Nearest& here = nearest[index(i, j)];
                if (const double least = std::min(reach, half * here.across) / m_step; square < least * least)
                    here = {static_cast<float>(m_step * std::sqrt(square) / half), static_cast<float>(share),
                            static_cast<float>(half), kFar};
            }
    }

    /// How near the edge lies. Between legs that lie over each other there is none.
    void measure(const Polygon& polygon, double reach, std::vector<Nearest>& nearest) const {
        Point from = polygon.back();
        for (std::size_t k = 0; k < polygon.size(); ++k) {
            const Point to = polygon[k];
            if (k + 1 < polygon.size() && geometry::length(to - from) < m_step)
                continue;
            const Point least = (1 / m_step) * (Point{std::min(from.x, to.x), std::min(from.y, to.y)} - m_first);
            const Point most = (1 / m_step) * (Point{std::max(from.x, to.x), std::max(from.y, to.y)} - m_first);
            const double far = reach / m_step;
            const int right = std::min(static_cast<int>(most.x + far), m_columns - 2),
                      bottom = std::min(static_cast<int>(most.y + far), m_rows - 2);
            for (int i = std::max(static_cast<int>(least.x - far) + 1, 1); i <= right; ++i)
                for (int j = std::max(static_cast<int>(least.y - far) + 1, 1); j <= bottom; ++j) {
                    Nearest& here = nearest[index(i, j)];
                    const double square = squaredDistance(onPage({double(i), double(j)}), from, to);
                    if (const double known = here.edge * here.half; square < known * known)
                        here.edge = static_cast<float>(std::sqrt(square)) / here.half;
                }
            from = to;
        }
    }

    Point m_first;
    double m_step;
    float m_level = 0;
    int m_columns, m_rows;
    std::vector<float> m_values;
};

/// Without the grid's steps, its corners cut, each time by a quarter of the edges (Chaikin).
Polygon rounded(Polygon polygon) {
    const std::size_t count = polygon.size();
    for (int k = 0; k < kSmoothings; ++k) {
        const Polygon before = polygon;
        for (std::size_t i = 0; i < count; ++i)
            polygon[i] = 0.5 * before[i] + 0.25 * (before[(i + count - 1) % count] + before[(i + 1) % count]);
    }
    for (int k = 0; k < kRoundings; ++k) {
        Polygon next;
        next.reserve(2 * polygon.size());
        for (std::size_t i = 0; i < polygon.size(); ++i) {
            const Point from = polygon[i], way = polygon[i + 1 < polygon.size() ? i + 1 : 0] - from;
            next.push_back(from + 0.25 * way);
            next.push_back(from + 0.75 * way);
        }
        polygon = std::move(next);
    }
    return polygon;
}

} // namespace

std::vector<std::vector<Polygon>> poolsOf(const BrushLane& lane, std::span<const Polygon> shape, int most) {
    std::vector<std::vector<Polygon>> pools;
    if (shape.empty())
        return pools;
    Gathering field(lane, shape);
    const int levels = std::max(std::min(levelsOf(lane.breadth()), most), kFewest);
    std::vector<Polygon> polygons(shape.begin(), shape.end());
    std::vector<int> weights(polygons.size(), levels + 1); // oftener than all levels together
    for (int k = 0; k < levels; ++k) {
        field.setLevel(kMostGathered * (k + 0.5) / levels);
        Polygon polygon;
        ZeroLine<Gathering> line(field);
        line.follow([&](std::size_t at, std::size_t) { polygon.push_back(field.onPage(line.placeOf(at))); },
                    [&] { polygons.push_back(rounded(std::exchange(polygon, {}))); });
    }
    const OutlineCover cover(polygons, weights);
    for (int k = 1; k <= levels; ++k)
        pools.push_back(cover.passed(levels + 1 + k));
    return pools;
}

} // namespace croquis::vector
