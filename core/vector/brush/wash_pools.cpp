// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/wash_pools.hpp"

#include "vector/brush/segment.hpp"
#include "vector/brush/zero_line.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

namespace croquis::vector {
namespace {

using geometry::Point;

constexpr double kSpacing = 0.16;               ///< of the grid's nodes, breadths
constexpr double kMostNodes = 400;              ///< along each of its sides
constexpr double kBeyond = 1.4;                 ///< half breadths: how far from the centre line is looked
constexpr std::array kLevels{0.12, 0.36, 0.62}; ///< of BrushLane::gathered()
constexpr int kRoundings = 2;

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
        m_step = std::max(kSpacing * lane.breadth(), std::max(most.x - least.x, most.y - least.y) / kMostNodes);
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
                const double distance = m_step * geometry::length(Point{double(i), double(j)} - place);
                Nearest& here = nearest[index(i, j)];
                if (const auto across = static_cast<float>(distance / half); distance < reach && across < here.across)
                    here = {across, static_cast<float>(share), static_cast<float>(half), kFar};
            }
    }

    /// How near the edge lies. Between legs that lie over each other there is none.
    void measure(const Polygon& polygon, double reach, std::vector<Nearest>& nearest) const {
        Point from = polygon.back();
        for (std::size_t k = 0; k < polygon.size(); ++k) {
            const Point to = polygon[k];
            if (k + 1 < polygon.size() && geometry::length(to - from) < 0.5 * m_step)
                continue;
            const Point least = (1 / m_step) * (Point{std::min(from.x, to.x), std::min(from.y, to.y)} - m_first);
            const Point most = (1 / m_step) * (Point{std::max(from.x, to.x), std::max(from.y, to.y)} - m_first);
            const double far = reach / m_step;
            const int right = std::min(static_cast<int>(most.x + far), m_columns - 2),
                      bottom = std::min(static_cast<int>(most.y + far), m_rows - 2);
            for (int i = std::max(static_cast<int>(least.x - far) + 1, 1); i <= right; ++i)
                for (int j = std::max(static_cast<int>(least.y - far) + 1, 1); j <= bottom; ++j) {
                    Nearest& here = nearest[index(i, j)];
                    const double distance = std::sqrt(squaredDistance(onPage({double(i), double(j)}), from, to));
                    here.edge = std::min(here.edge, static_cast<float>(distance) / here.half);
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

/// Its corners cut, each time by a quarter of the edges (Chaikin): towards the quadratic spline of its points.
Polygon rounded(Polygon polygon) {
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

std::vector<std::vector<Polygon>> poolsOf(const BrushLane& lane, std::span<const Polygon> shape) {
    std::vector<std::vector<Polygon>> pools;
    if (shape.empty())
        return pools;
    Gathering field(lane, shape);
    for (const double level : kLevels) {
        field.setLevel(level);
        std::vector<Polygon> polygons;
        Polygon polygon;
        ZeroLine<Gathering> line(field);
        line.follow([&](std::size_t at, std::size_t) { polygon.push_back(field.onPage(line.placeOf(at))); },
                    [&] { polygons.push_back(rounded(std::exchange(polygon, {}))); });
        polygons.insert(polygons.end(), shape.begin(), shape.end());
        pools.push_back(OutlineCover(polygons).passed(2));
    }
    return pools;
}

} // namespace croquis::vector
