// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/fill_section.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace croquis::vector {
namespace {

using geometry::Point;

constexpr double kFlatness = 0.04; ///< pixels
constexpr double kTie = 1e-6;      ///< rounded points bend by round numbers: the same count wherever they lie

} // namespace

FillSection::FillSection(std::span<const Contour> contours, const geometry::Affine& pictureFromPage, int columns,
                         int rows)
    : m_columns(columns), m_height(rows), m_rows{rows, 0}, m_left(columns), m_right(0) {
    std::size_t points = 0;
    for (const Contour& contour : contours)
        points += contour.points.size();
    m_edges.reserve(points + points / 2);
    for (const Contour& contour : contours)
        addContour(contour, pictureFromPage);
    sortByRow();
}

void FillSection::addContour(const Contour& contour, const geometry::Affine& pictureFromPage) {
    const auto& points = contour.points;
    if (points.size() < 3)
        return;
    if (contour.kind == Contour::Kind::spline) {
        Point vertex = pictureFromPage(points.back());
        Point next = pictureFromPage(points.front());
        Point from = 0.5 * (vertex + next);
        for (std::size_t i = 0; i < points.size(); ++i) {
            vertex = next;
            next = pictureFromPage(points[(i + 1) % points.size()]);
            const Point to = 0.5 * (vertex + next);
            addQuadratic(from, vertex, to);
            from = to;
        }
        return;
    }
    Point from = pictureFromPage(points.front());
    for (std::size_t i = 1; i + 2 < points.size(); i += 3) {
        const Point to = pictureFromPage(points[i + 2]);
        addCubic(from, pictureFromPage(points[i]), pictureFromPage(points[i + 1]), to);
        from = to;
    }
}

void FillSection::addCubic(Point from, Point a, Point b, Point to) {
    const Point bendA = from - 2.0 * a + b, bendB = a - 2.0 * b + to;
    constexpr int kMost = 1024;
    // Wang's bound on the second differences.
    const double bend = std::sqrt(std::max(dot(bendA, bendA), dot(bendB, bendB)));
    const double wanted = std::sqrt(0.75 * bend / kFlatness) - kTie;
    const int count = std::clamp(static_cast<int>(std::ceil(std::min<double>(wanted, kMost))), 1, kMost);
    const Point c1 = 3.0 * (a - from), c2 = 3.0 * bendA, c3 = to - from - 3.0 * (b - a);
    Point before = from;
    for (int i = 1; i <= count; ++i) {
        const double t = static_cast<double>(i) / count;
        const Point here = i == count ? to : from + t * (c1 + t * (c2 + t * c3));
        addLine(before, here);
        before = here;
    }
}

void FillSection::addQuadratic(Point from, Point control, Point to) {
    const Point bend = from - 2.0 * control + to;
    const double bend2 = (bend.x * bend.x + bend.y * bend.y) / (16 * kFlatness * kFlatness);
    if (bend2 <= 1 + kTie)
        return addLine(from, to);
    constexpr int kMost = 64;
    const double wanted = std::sqrt(std::sqrt(bend2)) - kTie;
    const int count = std::clamp(static_cast<int>(std::ceil(std::min<double>(wanted, kMost))), 1, kMost);
    Point before = from;
    for (int i = 1; i <= count; ++i) {
        const double t = static_cast<double>(i) / count, s = 1 - t;
        const Point here = i == count ? to : s * s * from + 2 * s * t * control + t * t * to;
        addLine(before, here);
        before = here;
    }
}

void FillSection::addLine(Point from, Point to) {
    if (from.y == to.y || std::max(from.y, to.y) <= 0 || std::min(from.y, to.y) >= m_height)
        return;
    m_left = std::min({m_left, from.x, to.x});
    m_right = std::max({m_right, from.x, to.x});
    double direction = 1;
    if (from.y > to.y) {
        std::swap(from, to);
        direction = -1;
    }
    m_edges.push_back({from.y, to.y, from.x, (to.x - from.x) / (to.y - from.y), direction});
    m_rows.first = std::min(m_rows.first, std::max(static_cast<int>(std::floor(from.y)), 0));
    m_rows.last = std::max(m_rows.last, static_cast<int>(std::min<double>(std::ceil(to.y), m_height)));
}

void FillSection::sortByRow() {
    if (m_edges.empty()) {
        m_rows = {};
        return;
    }
    const auto rowOf = [this](const Edge& edge) {
        return static_cast<std::size_t>(std::max(static_cast<int>(edge.top), m_rows.first) - m_rows.first);
    };
    m_starts.assign(static_cast<std::size_t>(m_rows.last - m_rows.first) + 1, 0);
    for (const Edge& edge : m_edges)
        ++m_starts[rowOf(edge) + 1];
    for (std::size_t row = 1; row < m_starts.size(); ++row)
        m_starts[row] += m_starts[row - 1];
    std::vector<std::uint32_t> place(m_starts.begin(), m_starts.end() - 1);
    std::vector<Edge> sorted(m_edges.size());
    for (const Edge& edge : m_edges)
        sorted[place[rowOf(edge)]++] = edge;
    m_edges = std::move(sorted);
}

ColumnRange FillSection::columns() const {
    return {static_cast<int>(std::clamp(m_left, 0.0, m_columns)),
            static_cast<int>(std::min(std::max(m_right, 0.0) + 1, m_columns))};
}

/// What lies left of the picture covers its rows from the first column on, what lies right of it nothing.
void FillSection::addClipped(std::span<float> differences, double x0, double x1, double height) const {
    if (x0 >= 0 && x1 >= 0 && x0 <= m_columns && x1 <= m_columns) {
        addEdge(differences, x0, x1, height);
        return;
    }
    if (x0 > x1)
        std::swap(x0, x1);
    const double perColumn = x1 > x0 ? height / (x1 - x0) : 0;
    const double left = x1 <= 0 ? height : std::max(-x0, 0.0) * perColumn;
    const double right = x0 >= m_columns ? height : std::max(x1 - m_columns, 0.0) * perColumn;
    if (left != 0)
        addEdge(differences, 0, 0, left);
    if (x1 > 0 && x0 < m_columns)
        addEdge(differences, std::max(x0, 0.0), std::min(x1, m_columns), height - left - right);
}

ColumnRange FillSection::addRow(int row, std::span<float> differences) {
    if (row < m_rows.first || row >= m_rows.last)
        return {};
    const auto start = static_cast<std::size_t>(row - m_rows.first);
    const double end = row + 1.0;
    double leftmost = m_columns, rightmost = 0;
    const auto cross = [&](const Edge& edge) {
        const double top = std::max<double>(edge.top, row), bottom = std::min(edge.bottom, end);
        const double x0 = edge.x + (top - edge.top) * edge.slope;
        const double x1 = edge.x + (bottom - edge.top) * edge.slope;
        if (bottom > top)
            addClipped(differences, x0, x1, edge.direction * (bottom - top));
        leftmost = std::min({leftmost, x0, x1});
        rightmost = std::max({rightmost, x0, x1});
        return edge.bottom > end;
    };
    for (std::size_t i = 0; i < m_active.size();) {
        if (cross(m_edges[m_active[i]])) {
            ++i;
            continue;
        }
        m_active[i] = m_active.back();
        m_active.pop_back();
    }
    for (std::uint32_t i = m_starts[start]; i < m_starts[start + 1]; ++i)
        if (cross(m_edges[i])) // most end in their first row
            m_active.push_back(i);
    leftmost = std::clamp(leftmost, 0.0, m_columns);
    rightmost = std::clamp(rightmost, 0.0, m_columns);
    return {static_cast<int>(leftmost), std::min(static_cast<int>(rightmost) + 1, static_cast<int>(m_columns))};
}

} // namespace croquis::vector
