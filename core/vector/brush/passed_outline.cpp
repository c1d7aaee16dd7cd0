// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/passed_outline.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace croquis::vector {
namespace {

using geometry::Point;

class Passed {
  public:
    Passed(const LanePieces& pieces, const Polygon& polygon, double step)
        : m_pieces(pieces), m_polygon(polygon), m_near(kNear * step), m_far(kFar * step), m_onEdge(kOnEdge * step) {
        m_ways.push_back(0);
        for (std::size_t i = 1; i <= polygon.size(); ++i)
            m_ways.push_back(m_ways.back() + geometry::length(polygon[i % polygon.size()] - polygon[i - 1]));
        for (const Point p : polygon)
            m_isEdge.push_back(pieces.edgesAt(p, m_onEdge) > 0);
    }

    Polygon outline() const {
        const std::size_t count = m_polygon.size();
        if (m_ways.back() < 4 * m_far)
            return m_polygon;
        std::vector<double> turns;
        for (std::size_t i = 0; i < count; ++i)
            turns.push_back(turnAt(m_ways[i]));
        std::vector<std::size_t> corners;
        for (std::size_t i = 0; i < count; ++i)
            if (turns[i] > kCorner && isSharpest(turns, i) && isEdgeNear(i) &&
                m_pieces.edgesAt(cornerAt(m_ways[i]), m_onEdge) > 1)
                corners.push_back(i);
        Polygon result;
        std::vector<bool> stays;
        for (std::size_t i = 0; i < count; ++i) {
            if (std::ranges::binary_search(corners, i)) {
                for (const Point p : {at(m_ways[i] - m_near), cornerAt(m_ways[i]), at(m_ways[i] + m_near)}) {
                    result.push_back(p);
                    stays.push_back(true);
                }
            } else if (std::ranges::none_of(corners, [&](std::size_t k) { return between(i, k) < m_near; })) {
                result.push_back(m_polygon[i]);
                stays.push_back(m_isEdge[i]);
            }
        }
        smooth(result, stays);
        return result;
    }

  private:
    static constexpr double kNear = 1.8,
                            kFar =
                                4.5; ///< steps: from a corner to where its edges are as they would be without the grid
    static constexpr double kCorner = 0.5; ///< radians

    static constexpr double kOnEdge = 0.8; ///< steps
    static constexpr int kRounds = 3;

    bool isEdgeNear(std::size_t i) const {
        for (std::size_t k = 0; k < m_polygon.size(); ++k)
            if (!m_isEdge[k] && between(i, k) < 1.5 * m_near)
                return false;
        return true;
    }
    static void smooth(Polygon& polygon, const std::vector<bool>& stays) {
        const std::size_t count = polygon.size();
        Polygon before;
        for (int round = 0; round < kRounds; ++round) {
            before = polygon;
            for (std::size_t i = 0; i < count; ++i)
                if (!stays[i])
                    polygon[i] = 0.25 * (before[(i + count - 1) % count] + 2 * before[i] + before[(i + 1) % count]);
        }
    }
    Point at(double way) const {
        const double all = m_ways.back(), inside = way - all * std::floor(way / all);
        const auto after = std::ranges::upper_bound(m_ways, inside);
        const std::size_t i =
            std::clamp<std::size_t>(static_cast<std::size_t>(after - m_ways.begin()), 1, m_polygon.size());
        const double length = m_ways[i] - m_ways[i - 1], share = length > 0 ? (inside - m_ways[i - 1]) / length : 0;
        return m_polygon[i - 1] + share * (m_polygon[i % m_polygon.size()] - m_polygon[i - 1]);
    }
    double between(std::size_t i, std::size_t k) const {
        const double way = std::abs(m_ways[i] - m_ways[k]);
        return std::min(way, m_ways.back() - way);
    }
    double turnAt(double way) const {
        return std::abs(turnBetween(at(way - m_near) - at(way - m_far), at(way + m_far) - at(way + m_near)));
    }
    bool isSharpest(const std::vector<double>& turns, std::size_t i) const {
        const auto yields = [&](std::size_t k) { return turns[k] > turns[i] || (turns[k] == turns[i] && k < i); };
        const std::size_t count = turns.size();
        for (std::size_t k = i + 1; k < i + count && between(i, k % count) < 2 * m_near; ++k)
            if (yields(k % count))
                return false;
        for (std::size_t k = i + count - 1; k > i && between(i, k % count) < 2 * m_near; --k)
            if (yields(k % count))
                return false;
        return true;
    }
    /// Where both edges would meet.
    Point cornerAt(double way) const {
        const Point a = at(way - m_near), in = a - at(way - m_far), b = at(way + m_near), out = at(way + m_far) - b;
        const double across = in.x * out.y - in.y * out.x;
        return a + ((b - a).x * out.y - (b - a).y * out.x) / across * in;
    }

    const LanePieces& m_pieces;
    const Polygon& m_polygon;
    double m_near, m_far, m_onEdge;
    std::vector<double> m_ways; ///< to each of its points, and all around
    std::vector<bool> m_isEdge;
};

} // namespace

Polygon passedOutline(const LanePieces& pieces, const Polygon& polygon, double step) {
    return Passed(pieces, polygon, step).outline();
}

} // namespace croquis::vector
