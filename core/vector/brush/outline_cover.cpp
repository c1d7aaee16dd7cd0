// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/outline_cover.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <unordered_map>
#include <utility>

namespace croquis::vector {
namespace {

using geometry::Point;

constexpr std::size_t kMostPoints = 400000;
constexpr std::size_t kMostCrossings = 60000;
constexpr double kEdgesARow = 16, kMostRows = 2000, kRowsAnEdge = 4;
constexpr double kBeside = 1e-4; ///< lengths of an edge: where its sides are looked at

double cross(Point a, Point b) {
    return a.x * b.y - a.y * b.x;
}

double squaredLength(Point way) {
    return way.x * way.x + way.y * way.y;
}

} // namespace

OutlineCover::OutlineCover(std::span<const Polygon> polygons, std::span<const int> weights) {
    std::size_t count = 0;
    for (const Polygon& polygon : polygons)
        count += polygon.size();
    m_isKnown = count <= kMostPoints;
    if (!m_isKnown)
        return;
    m_edges.reserve(count);
    for (std::size_t k = 0; k < polygons.size(); ++k) {
        const Polygon& polygon = polygons[k];
        const int weight = k < weights.size() ? weights[k] : 1;
        const std::size_t first = m_edges.size();
        for (std::size_t i = 0; i < polygon.size(); ++i) {
            const std::size_t next = i + 1 < polygon.size() ? i + 1 : 0;
            const Point from = polygon[i], to = polygon[next];
            m_edges.push_back({from, to, std::min(from.x, to.x), std::max(from.x, to.x), std::min(from.y, to.y),
                               std::max(from.y, to.y), first + next, weight, 0, 0});
        }
        m_ends.push_back(m_edges.size());
    }
    sortByRow();
    m_isKnown = cross();
    for (std::size_t k = 0; m_isKnown && k < m_ends.size(); ++k)
        addStretches(k == 0 ? 0 : m_ends[k - 1], m_ends[k]);
}

/// All crossings of edges; a point on an edge counts as lying on one fixed side of it. @return false: too many.
bool OutlineCover::cross() {
    std::vector<Edge> row; // side by side in memory
    for (std::size_t at = 0; at + 1 < m_rows.size(); ++at) {
        const auto inRow = edgesIn(at);
        row.clear();
        for (const std::uint32_t i : inRow)
            row.push_back(m_edges[i]);
        for (std::size_t i = 0; i < row.size(); ++i) {
            for (std::size_t j = i + 1; j < row.size() && row[j].left <= row[i].right; ++j)
                if (row[j].top <= row[i].bottom && row[i].top <= row[j].bottom &&
                    std::max(row[i].row, row[j].row) == at) // once, in the first row that has both
                    cross(std::min(inRow[i], inRow[j]), std::max(inRow[i], inRow[j]));
            if (m_crossings.size() > kMostCrossings)
                return false;
        }
    }
    std::ranges::sort(m_passages, [](const Passage& a, const Passage& b) {
        return a.edge != b.edge ? a.edge < b.edge : a.share < b.share;
    });
    return true;
}

void OutlineCover::cross(std::size_t i, std::size_t j) {
    if (m_edges[i].next == j || m_edges[j].next == i)
        return; // they share a point
    const Point a = m_edges[i].from, b = m_edges[i].to, c = m_edges[j].from, d = m_edges[j].to;
    const double ofC = vector::cross(b - a, c - a), ofD = vector::cross(b - a, d - a);
    const double ofA = vector::cross(d - c, a - c), ofB = vector::cross(d - c, b - c);
    if ((ofC > 0) == (ofD > 0) || (ofA > 0) == (ofB > 0))
        return;
    const double share = ofA / (ofA - ofB);
    m_passages.push_back({i, share, m_crossings.size()});
    m_passages.push_back({j, ofC / (ofC - ofD), m_crossings.size()});
    m_crossings.push_back(a + share * (b - a));
}

std::size_t OutlineCover::rowOf(double y) const {
    const double row = (y - m_top) * m_rowsAUnit, last = static_cast<double>(m_rows.size() - 2);
    return static_cast<std::size_t>(std::clamp(row, 0.0, last));
}

std::span<const std::uint32_t> OutlineCover::edgesIn(std::size_t row) const {
    return std::span(m_byRow).subspan(m_rows[row], m_rows[row + 1] - m_rows[row]);
}

void OutlineCover::sortByRow() {
    if (m_edges.empty())
        return;
    m_top = std::ranges::min(m_edges, {}, &Edge::top).top;
    const double height = std::ranges::max(m_edges, {}, &Edge::bottom).bottom - m_top;
    double heights = 0; // of all edges: long ones lie in fewer rows, so that the lists stay short
    for (const Edge& edge : m_edges)
        heights += edge.bottom - edge.top;
    const double count = static_cast<double>(m_edges.size());
    const double most = heights > 0 ? std::min(kMostRows, kRowsAnEdge * count * height / heights) : 1;
    const auto rows = static_cast<std::size_t>(std::clamp(count / kEdgesARow, 1.0, std::max(most, 1.0)));
    m_rows.assign(rows + 1, 0);
    m_rowsAUnit = height > 0 ? static_cast<double>(rows) / height : 1;
    std::vector<std::pair<double, std::uint32_t>> byLeft;
    byLeft.reserve(m_edges.size());
    for (Edge& edge : m_edges) {
        byLeft.emplace_back(edge.left, static_cast<std::uint32_t>(byLeft.size()));
        edge.row = rowOf(edge.top);
        edge.lastRow = rowOf(edge.bottom);
        for (std::size_t row = edge.row; row <= edge.lastRow; ++row)
            ++m_rows[row + 1];
    }
    std::ranges::sort(byLeft);
    for (std::size_t row = 0; row < rows; ++row)
        m_rows[row + 1] += m_rows[row];
    m_byRow.resize(m_rows.back());
    std::vector<std::size_t> ends(m_rows.begin(), m_rows.end() - 1);
    for (const auto& [left, i] : byLeft)
        for (std::size_t row = m_edges[i].row; row <= m_edges[i].lastRow; ++row)
            m_byRow[ends[row]++] = i;
}

int OutlineCover::windingAt(Point p) const {
    int winding = 0;
    if (m_rows.empty())
        return winding;
    for (const std::uint32_t i : edgesIn(rowOf(p.y))) {
        const Edge& edge = m_edges[i];
        if ((edge.from.y > p.y) == (edge.to.y > p.y))
            continue;
        const bool down = edge.to.y > edge.from.y;
        if ((vector::cross(edge.to - edge.from, p - edge.from) > 0) == down)
            winding += down ? edge.weight : -edge.weight;
    }
    return winding;
}

/// Of the polygon with these edges.
void OutlineCover::addStretches(std::size_t first, std::size_t last) {
    if (first == last)
        return;
    const auto begin = std::ranges::lower_bound(m_passages, first, {}, &Passage::edge);
    const auto end = std::ranges::lower_bound(m_passages, last, {}, &Passage::edge);
    if (begin == end) {
        Stretch whole{m_crossings.size(), m_crossings.size(), {}, 0, m_edges[first].weight};
        for (std::size_t i = first; i < last; ++i)
            whole.points.push_back(m_edges[i].from);
        whole.points.push_back(whole.points.front());
        add(std::move(whole));
        return;
    }
    for (auto passage = begin; passage != end; ++passage) {
        const auto next = passage + 1 == end ? begin : passage + 1;
        const bool wraps = next == begin;
        Stretch stretch{passage->crossing, next->crossing, {m_crossings[passage->crossing]}, 0, m_edges[first].weight};
        const std::size_t edges = next->edge + (wraps ? last - first : 0) - passage->edge;
        for (std::size_t i = 1; i <= edges; ++i)
            stretch.points.push_back(m_edges[first + (passage->edge - first + i) % (last - first)].from);
        stretch.points.push_back(m_crossings[next->crossing]);
        add(std::move(stretch));
    }
}

/// With what lies beside it, looked at where that is plainest.
void OutlineCover::add(Stretch stretch) {
    std::size_t longest = 0;
    const auto length = [&](std::size_t i) { return squaredLength(stretch.points[i + 1] - stretch.points[i]); };
    for (std::size_t i = 1; i + 1 < stretch.points.size(); ++i)
        if (length(i) > length(longest))
            longest = i;
    const Point way = stretch.points[longest + 1] - stretch.points[longest];
    const Point middle = stretch.points[longest] + 0.5 * way;
    stretch.beside = windingAt(middle - kBeside * Point{-way.y, way.x});
    m_stretches.push_back(std::move(stretch));
}

/// The outlines of all places of which `holds` says so, by how often they are passed.
template <typename Holds>
std::vector<Polygon> OutlineCover::around(const Holds& holds) const {
    struct Side {
        const Stretch* stretch;
        bool isTurned;
        bool isUsed = false;

        std::size_t from() const { return isTurned ? stretch->to : stretch->from; }
        std::size_t to() const { return isTurned ? stretch->from : stretch->to; }
        void addTo(Polygon& outline) const { // all but the last point
            const Polygon& points = stretch->points;
            if (isTurned)
                outline.insert(outline.end(), points.rbegin(), points.rend() - 1);
            else
                outline.insert(outline.end(), points.begin(), points.end() - 1);
        }
    };
    std::vector<Side> sides;
    for (const Stretch& stretch : m_stretches) {
        const bool left = holds(stretch.beside), right = holds(stretch.beside + stretch.weight);
        if (left != right)
            sides.push_back({&stretch, left});
    }
    // Those that begin at each crossing, in order.
    std::unordered_map<std::size_t, std::vector<Side*>> beginning;
    for (Side& side : sides)
        beginning[side.from()].push_back(&side);
    std::vector<Polygon> result;
    for (Side& first : sides) {
        if (first.isUsed)
            continue;
        Polygon outline;
        for (Side* at = &first; at != nullptr;) {
            at->isUsed = true;
            at->addTo(outline);
            if (at->to() == first.from())
                break;
            const auto& following = beginning[at->to()];
            const auto next = std::ranges::find_if(following, [](const Side* other) { return !other->isUsed; });
            if (next == following.end())
                return {}; // what was looked at doesn't fit together
            at = *next;
        }
        result.push_back(std::move(outline));
    }
    return result;
}

std::vector<Polygon> OutlineCover::seen() const {
    return around([](int times) { return times != 0; });
}

std::vector<Polygon> OutlineCover::passed(int times) const {
    return around([times](int here) { return here >= times; });
}

double areaOf(std::span<const Point> polygon) {
    double sum = 0;
    for (std::size_t i = 0; i < polygon.size(); ++i)
        sum += cross(polygon[i] - polygon[0], polygon[i + 1 < polygon.size() ? i + 1 : 0] - polygon[0]);
    return 0.5 * sum;
}

bool isInside(Point p, std::span<const Point> polygon) {
    bool inside = false;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Point a = polygon[i], b = polygon[i + 1 < polygon.size() ? i + 1 : 0];
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x))
            inside = !inside;
    }
    return inside;
}

} // namespace croquis::vector
