// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/end_index.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace croquis::plot {
namespace {

using geometry::Box;
using geometry::Point;

constexpr std::uint32_t kLeafPoints = 8;

double squared(Point a) {
    return a.x * a.x + a.y * a.y;
}

/// Squared distance to the box, 0 inside.
double squaredDistance(Point p, const Box& box) {
    return squared({std::max({box.minimum.x - p.x, 0.0, p.x - box.maximum.x}),
                    std::max({box.minimum.y - p.y, 0.0, p.y - box.maximum.y})});
}

} // namespace

/// The best so far, as a heap whose worst is at the front; pairs order equal distances by index.
struct EndIndex::Search {
    Point to;
    std::size_t count;
    double farthest; ///< squared
    std::vector<std::pair<double, std::uint32_t>> found;

    /// @param first  the lowest index there.
    bool takes(double squaredDistance, std::uint32_t first) const {
        return squaredDistance <= farthest &&
               (found.size() < count || std::pair(squaredDistance, first) < found.front());
    }
    void offer(double squaredDistance, std::uint32_t point) {
        found.emplace_back(squaredDistance, point);
        std::ranges::push_heap(found);
        if (found.size() > count) {
            std::ranges::pop_heap(found);
            found.pop_back();
        }
    }
};

EndIndex::EndIndex(std::vector<Point> points)
    : m_points(std::move(points)), m_order(m_points.size()), m_leafOf(m_points.size()), m_removed(m_points.size()) {
    std::iota(m_order.begin(), m_order.end(), 0u);
    build();
}

void EndIndex::build() {
    m_nodes.push_back({{}, 0, static_cast<std::uint32_t>(m_order.size()), 0, 0, 0, 0});
    for (std::uint32_t at = 0; at < m_nodes.size(); ++at) {
        Node node = m_nodes[at];
        node.alive = node.end - node.begin;
        if (node.alive > 0)
            node.box = {m_points[m_order[node.begin]], m_points[m_order[node.begin]]};
        for (std::uint32_t i = node.begin; i < node.end; ++i) {
            const Point p = m_points[m_order[i]];
            node.box.minimum = {std::min(node.box.minimum.x, p.x), std::min(node.box.minimum.y, p.y)};
            node.box.maximum = {std::max(node.box.maximum.x, p.x), std::max(node.box.maximum.y, p.y)};
            m_leafOf[m_order[i]] = at; // the deepest node comes last
        }
        if (node.alive > kLeafPoints) {
            const Point size = node.box.maximum - node.box.minimum;
            const auto key = [&](std::uint32_t i) {
                return std::pair(size.x >= size.y ? m_points[i].x : m_points[i].y, i);
            };
            const std::uint32_t middle = node.begin + node.alive / 2;
            std::nth_element(m_order.begin() + node.begin, m_order.begin() + middle, m_order.begin() + node.end,
                             [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
            node.left = static_cast<std::uint32_t>(m_nodes.size());
            m_nodes.push_back({{}, node.begin, middle, 0, at, 0, 0});
            m_nodes.push_back({{}, middle, node.end, 0, at, 0, 0});
        }
        m_nodes[at] = node;
    }
    for (std::size_t at = m_nodes.size(); at-- > 0;) // children come after their parents
        m_nodes[at].first = firstOf(m_nodes[at]);
}

std::uint32_t EndIndex::firstOf(const Node& node) const {
    std::uint32_t first = std::numeric_limits<std::uint32_t>::max();
    if (node.left != 0)
        return std::min(m_nodes[node.left].first, m_nodes[node.left + 1].first);
    for (std::uint32_t i = node.begin; i < node.end; ++i)
        if (!m_removed[m_order[i]])
            first = std::min(first, m_order[i]);
    return first;
}

void EndIndex::search(std::uint32_t at, Search& search) const {
    const Node& node = m_nodes[at];
    if (node.left == 0) {
        for (std::uint32_t i = node.begin; i < node.end; ++i) {
            const std::uint32_t point = m_order[i];
            const double distance = squared(m_points[point] - search.to);
            if (!m_removed[point] && search.takes(distance, point))
                search.offer(distance, point);
        }
        return;
    }
    // Of two boxes around the place, the one with the lowest index: it leaves nothing to look for in the other.
    std::tuple<double, std::uint32_t, std::uint32_t> sides[2];
    for (std::uint32_t k = 0; k < 2; ++k) {
        const Node& side = m_nodes[node.left + k];
        sides[k] = {squaredDistance(search.to, side.box), side.first, node.left + k};
    }
    if (sides[1] < sides[0])
        std::swap(sides[0], sides[1]);
    for (const auto& [distance, first, child] : sides)
        if (m_nodes[child].alive > 0 && search.takes(distance, first))
            this->search(child, search);
}

std::vector<std::size_t> EndIndex::nearest(Point to, std::size_t count, double farthest) const {
    Search search{to, count, farthest * farthest, {}};
    if (count > 0 && m_nodes.front().alive > 0)
        this->search(0, search);
    std::ranges::sort_heap(search.found);
    std::vector<std::size_t> points;
    for (const auto& [distance, point] : search.found)
        points.push_back(point);
    return points;
}

std::optional<std::size_t> EndIndex::nearest(Point to) const {
    const auto found = nearest(to, 1);
    return found.empty() ? std::nullopt : std::optional(found.front());
}

void EndIndex::remove(std::size_t point) {
    if (m_removed[point])
        return;
    m_removed[point] = true;
    for (std::uint32_t at = m_leafOf[point];; at = m_nodes[at].parent) {
        --m_nodes[at].alive;
        m_nodes[at].first = firstOf(m_nodes[at]);
        if (at == 0)
            return;
    }
}

} // namespace croquis::plot
