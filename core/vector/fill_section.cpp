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

/// What std::ceil gives, up to `most` and at least 1, without the call that it is on older processors.
int upwards(double value, int most) {
    if (!(value < most))
        return most;
    const int below = static_cast<int>(std::max(value, 0.0));
    return std::max(1, below + (value > below ? 1 : 0));
}

} // namespace

FillSection::FillSection(std::span<const Contour> contours, const geometry::Affine& pictureFromPage, int columns,
                         int rows)
    : m_columns(columns), m_height(rows) {
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
    if (points.size() < 4)
        return;
    m_points.clear();
    for (const Point onPage : points) {
        const Point p = pictureFromPage(onPage);
        m_points.push_back(p);
        m_least = {std::min(m_least.x, p.x), std::min(m_least.y, p.y)};
        m_most = {std::max(m_most.x, p.x), std::max(m_most.y, p.y)};
    }
    for (std::size_t i = 1; i + 2 < points.size(); i += 3)
        addCubic(m_points[i - 1], m_points[i], m_points[i + 1], m_points[i + 2]);
}

void FillSection::addCubic(Point from, Point a, Point b, Point to) {
    const Point bendA = from - 2.0 * a + b, bendB = a - 2.0 * b + to;
    constexpr int kMost = 1024;
    // Wang's bound on the second differences.
    const double bend = std::sqrt(std::max(dot(bendA, bendA), dot(bendB, bendB)));
    const double wanted = std::sqrt(0.75 * bend / kFlatness) - kTie;
    const int count = upwards(wanted, kMost);
    const Point c1 = 3.0 * (a - from), c2 = 3.0 * bendA, c3 = to - from - 3.0 * (b - a);
    Point before = from;
    for (int i = 1; i <= count; ++i) {
        const double t = static_cast<double>(i) / count;
        const Point here = i == count ? to : from + t * (c1 + t * (c2 + t * c3));
        addLine(before, here);
        before = here;
    }
}

void FillSection::addLine(Point from, Point to) {
    if (from.y == to.y || std::max(from.y, to.y) <= 0 || std::min(from.y, to.y) >= m_height)
        return;
    double direction = 1;
    if (from.y > to.y) {
        std::swap(from, to);
        direction = -1;
    }
    m_edges.push_back({from.y, to.y, from.x, (to.x - from.x) / (to.y - from.y), direction});
}

void FillSection::sortByRow() {
    if (m_edges.empty()) {
        m_rows = {};
        return;
    }
    m_rows = {static_cast<int>(std::max(m_least.y, 0.0)),
              static_cast<int>(std::min<double>(std::ceil(m_most.y), m_height))};
    const auto rowOf = [this](const Edge& edge) {
        return static_cast<std::size_t>(std::max(static_cast<int>(edge.top), m_rows.first) - m_rows.first);
    };
    // One more than there are rows: a curve's own arithmetic may pass its control points by a rounding.
    m_starts.assign(static_cast<std::size_t>(m_rows.last - m_rows.first) + 2, 0);
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
    return {static_cast<int>(std::clamp(m_least.x, 0.0, m_columns)),
            static_cast<int>(std::min(std::max(m_most.x, 0.0) + 1, m_columns))};
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
