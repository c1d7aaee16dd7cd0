// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/outline_union.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <optional>

namespace croquis::vector {
namespace {

using geometry::Point;
using Polygon = std::vector<Point>;

constexpr std::size_t kMostPoints = 6000, kMostCrossings = 400;
constexpr double kBeside = 1e-4; ///< lengths of an edge: where its sides are looked at

double cross(Point a, Point b) {
    return a.x * b.y - a.y * b.x;
}

/// Where a polygon's edge crosses another.
struct Passage {
    std::size_t edge;
    double share; ///< along it
    std::size_t crossing;
};

/// A stretch of the polygon from one crossing to the next.
struct Stretch {
    std::size_t from, to; ///< crossings
    Polygon points;       ///< with both
    bool isUsed = false;
};

class Silhouette {
  public:
    explicit Silhouette(std::span<const Point> points) : m_points(points) {}

    /// Nothing where it can't be told.
    std::optional<std::vector<Polygon>> outlines() {
        if (m_points.size() > kMostPoints || !cross())
            return std::nullopt;
        if (m_crossings.empty())
            return std::vector<Polygon>{{m_points.begin(), m_points.end()}};
        keepBoundary();
        std::vector<Polygon> result;
        for (Stretch& first : m_stretches)
            if (!first.isUsed) {
                auto outline = outlineFrom(first);
                if (!outline)
                    return std::nullopt;
                result.push_back(*std::move(outline));
            }
        return result;
    }

  private:
    Point end(std::size_t edge) const { return m_points[(edge + 1) % m_points.size()]; }

    /// All crossings of edges; a point on an edge counts as lying on one fixed side of it. @return false: too many.
    bool cross() {
        const std::size_t count = m_points.size();
        std::vector<std::size_t> byLeft(count);
        std::iota(byLeft.begin(), byLeft.end(), std::size_t{0});
        const auto left = [this](std::size_t i) { return std::min(m_points[i].x, end(i).x); };
        const auto right = [this](std::size_t i) { return std::max(m_points[i].x, end(i).x); };
        std::ranges::sort(byLeft, {}, left);
        std::vector<std::size_t> open;
        for (const std::size_t i : byLeft) {
            std::erase_if(open, [&](std::size_t j) { return right(j) < left(i); });
            for (const std::size_t j : open)
                cross(std::min(i, j), std::max(i, j));
            if (m_crossings.size() > kMostCrossings)
                return false;
            open.push_back(i);
        }
        std::ranges::sort(m_passages, [](const Passage& a, const Passage& b) {
            return a.edge != b.edge ? a.edge < b.edge : a.share < b.share;
        });
        return true;
    }
    void cross(std::size_t i, std::size_t j) {
        if (j == i + 1 || (i == 0 && j + 1 == m_points.size()))
            return; // they share a point
        const Point a = m_points[i], b = end(i), c = m_points[j], d = end(j);
        const double ofC = vector::cross(b - a, c - a), ofD = vector::cross(b - a, d - a);
        const double ofA = vector::cross(d - c, a - c), ofB = vector::cross(d - c, b - c);
        if ((ofC > 0) == (ofD > 0) || (ofA > 0) == (ofB > 0))
            return;
        const double share = ofA / (ofA - ofB);
        m_passages.push_back({i, share, m_crossings.size()});
        m_passages.push_back({j, ofC / (ofC - ofD), m_crossings.size()});
        m_crossings.push_back(a + share * (b - a));
    }

    int windingAt(Point p) const {
        int winding = 0;
        for (std::size_t i = 0; i < m_points.size(); ++i) {
            const Point a = m_points[i], b = end(i);
            if ((a.y > p.y) == (b.y > p.y))
                continue;
            const bool down = b.y > a.y;
            if ((vector::cross(b - a, p - a) > 0) == down)
                winding += down ? 1 : -1;
        }
        return winding;
    }

    /// The stretches with nothing on one side and something on the other, turned so that it is always the same one.
    void keepBoundary() {
        const std::size_t count = m_passages.size();
        for (std::size_t k = 0; k < count; ++k) {
            const Passage &first = m_passages[k], &last = m_passages[(k + 1) % count];
            Stretch stretch{first.crossing, last.crossing, {m_crossings[first.crossing]}};
            const bool wraps = k + 1 == count;
            const std::size_t edges = last.edge + (wraps ? m_points.size() : 0) - first.edge;
            for (std::size_t i = 1; i <= edges; ++i)
                stretch.points.push_back(m_points[(first.edge + i) % m_points.size()]);
            stretch.points.push_back(m_crossings[last.crossing]);
            std::size_t longest = 0;
            const auto length = [&](std::size_t i) {
                return geometry::length(stretch.points[i + 1] - stretch.points[i]);
            };
            for (std::size_t i = 1; i + 1 < stretch.points.size(); ++i)
                if (length(i) > length(longest))
                    longest = i;
            const Point way = stretch.points[longest + 1] - stretch.points[longest];
            const Point middle = stretch.points[longest] + 0.5 * way, aside = kBeside * Point{-way.y, way.x};
            const bool one = windingAt(middle + aside) != 0, other = windingAt(middle - aside) != 0;
            if (one == other)
                continue;
            if (other) {
                std::ranges::reverse(stretch.points);
                std::swap(stretch.from, stretch.to);
            }
            m_stretches.push_back(std::move(stretch));
        }
    }

    std::optional<Polygon> outlineFrom(Stretch& first) {
        Polygon outline;
        for (Stretch* at = &first; at != nullptr;) {
            at->isUsed = true;
            outline.insert(outline.end(), at->points.begin(), at->points.end() - 1);
            if (at->to == first.from)
                return outline;
            const auto next = std::ranges::find_if(
                m_stretches, [at](const Stretch& other) { return !other.isUsed && other.from == at->to; });
            at = next == m_stretches.end() ? nullptr : &*next;
        }
        return std::nullopt;
    }

    std::span<const Point> m_points;
    std::vector<Point> m_crossings;
    std::vector<Passage> m_passages; ///< two of each crossing, along the polygon
    std::vector<Stretch> m_stretches;
};

} // namespace

std::vector<Polygon> silhouettesOf(std::span<const Point> points) {
    return Silhouette(points).outlines().value_or(std::vector<Polygon>{{points.begin(), points.end()}});
}

} // namespace croquis::vector
