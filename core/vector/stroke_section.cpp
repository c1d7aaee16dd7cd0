// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/stroke_section.hpp"

#include <algorithm>
#include <cmath>

namespace croquis::vector {

using geometry::Point;

StrokeSection::StrokeSection(std::span<const Point> polyline, double radius, int columns)
    : m_radius(radius), m_columns(columns) {
    const std::size_t last = polyline.size() - 1;
    m_pieces.reserve(polyline.size());
    for (std::size_t i = 0; i < std::max<std::size_t>(last, 1); ++i)
        m_pieces.push_back(capsule(polyline[i], polyline[std::min(i + 1, last)]));
    std::ranges::sort(m_pieces, {}, &Capsule::top);
    // Any other piece begins and ends inside its neighbour, which hides the break.
    for (std::size_t i = 0; i <= last; ++i) {
        const double y = polyline[i].y;
        const double before = polyline[i == 0 ? i : i - 1].y;
        const double after = polyline[std::min(i + 1, last)].y;
        if (y <= before && y <= after)
            m_turns.push_back(y - m_radius);
        if (y >= before && y >= after)
            m_turns.push_back(y + m_radius);
    }
    std::ranges::sort(m_turns);
}

StrokeSection::Capsule StrokeSection::capsule(Point from, Point to) const {
    if (from.y > to.y)
        std::swap(from, to);
    const Point along = to - from;
    const double length = std::hypot(along.x, along.y);
    Capsule piece{from, to, from.y - m_radius, to.y + m_radius, 0, 0, 0, 0, 0, 0, 0};
    if (!(along.y > 0))
        return piece; // level: its discs alone bound every cut
    const Point side{m_radius * along.y / length, -m_radius * along.x / length}; // to the right flank
    piece.slope = along.x / along.y;
    piece.leftTop = from.y - side.y;
    piece.leftBottom = to.y - side.y;
    piece.leftX = from.x - side.x;
    piece.rightTop = from.y + side.y;
    piece.rightBottom = to.y + side.y;
    piece.rightX = from.x + side.x;
    return piece;
}

StrokeSection::Interval StrokeSection::cutOf(const Capsule& piece, double y) const {
    const bool leftFlank = y > piece.leftTop && y < piece.leftBottom;
    const bool rightFlank = y > piece.rightTop && y < piece.rightBottom;
    Interval result{std::max(piece.a.x, piece.b.x) + m_radius, std::min(piece.a.x, piece.b.x) - m_radius};
    if (!leftFlank || !rightFlank)
        for (const Point centre : {piece.a, piece.b}) {
            const double half2 = m_radius * m_radius - (y - centre.y) * (y - centre.y);
            if (half2 < 0)
                continue;
            const double half = std::sqrt(half2);
            result.left = std::min(result.left, centre.x - half);
            result.right = std::max(result.right, centre.x + half);
        }
    if (leftFlank)
        result.left = piece.leftX + (y - piece.leftTop) * piece.slope;
    if (rightFlank)
        result.right = piece.rightX + (y - piece.rightTop) * piece.slope;
    return result;
}

void StrokeSection::cut(double y, Cut& result) const {
    result.clear();
    for (const Capsule* piece : m_active) {
        if (!(y > piece->top && y < piece->bottom))
            continue;
        Interval interval = cutOf(*piece, y);
        interval.left = std::clamp(interval.left, 0.0, m_columns);
        interval.right = std::clamp(interval.right, 0.0, m_columns);
        if (interval.left < interval.right)
            result.push_back(interval);
    }
    if (result.size() > 1)
        std::ranges::sort(result, {}, &Interval::left);
    std::size_t count = 0;
    for (const Interval& interval : result) {
        if (count > 0 && interval.left <= result[count - 1].right)
            result[count - 1].right = std::max(result[count - 1].right, interval.right);
        else
            result[count++] = interval;
    }
    result.resize(count);
}

void StrokeSection::addStraight(const Cut& upper, const Cut& lower, double height) {
    for (std::size_t i = 0; i < upper.size(); ++i) {
        addEdge(m_differences, upper[i].left, lower[i].left, height);
        addEdge(m_differences, upper[i].right, lower[i].right, -height);
        m_leftmost = std::min({m_leftmost, upper[i].left, lower[i].left});
        m_rightmost = std::max({m_rightmost, upper[i].right, lower[i].right});
    }
}

void StrokeSection::integrate(double y0, const Cut& cut0, double y1, const Cut& cut1, int depth) {
    const double height = y1 - y0;
    Cut& middle = m_middle[static_cast<std::size_t>(depth)];
    cut(0.5 * (y0 + y1), middle);
    const bool same = cut0.size() == middle.size() && cut1.size() == middle.size();
    double bend = 0;
    for (std::size_t i = 0; same && i < middle.size(); ++i)
        bend = std::max({bend, std::abs(middle[i].left - 0.5 * (cut0[i].left + cut1[i].left)),
                         std::abs(middle[i].right - 0.5 * (cut0[i].right + cut1[i].right))});
    if (depth < kDepth && !(same && bend * height < 0.01)) {
        integrate(y0, cut0, 0.5 * (y0 + y1), middle, depth + 1);
        integrate(0.5 * (y0 + y1), middle, y1, cut1, depth + 1);
    } else if (same) {
        addStraight(cut0, middle, 0.5 * height);
        addStraight(middle, cut1, 0.5 * height);
    } else {
        addStraight(middle, middle, height);
    }
}

ColumnRange StrokeSection::addRow(int row, std::span<float> differences) {
    m_differences = differences;
    m_leftmost = m_columns;
    m_rightmost = 0;
    std::erase_if(m_active, [row](const Capsule* piece) { return piece->bottom <= row; });
    for (; m_next < m_pieces.size() && m_pieces[m_next].top < row + 1.0; ++m_next)
        if (m_pieces[m_next].bottom > row)
            m_active.push_back(&m_pieces[m_next]);
    if (m_active.empty())
        return {};
    // Just inside a turn, where a level stroke begins with its full width; elsewhere one row's end is the next one's
    // beginning.
    double top = row;
    auto turn = std::ranges::lower_bound(m_turns, top);
    bool turns = turn != m_turns.end() && *turn == top;
    turn = std::ranges::upper_bound(turn, m_turns.end(), top);
    while (top < row + 1.0) {
        const bool ends = turn == m_turns.end() || *turn > row + 1.0;
        const double bottom = ends ? row + 1.0 : *turn++;
        const double height = bottom - top;
        if (height < 1e-6 && bottom < row + 1.0) {
            turns = true;
            continue;
        }
        const double inset = 1e-3 * height;
        if (turns || m_cutAt != top)
            cut(turns ? top + inset : top, m_upper);
        cut(ends ? bottom : bottom - inset, m_lower);
        integrate(top, m_upper, bottom, m_lower, 0);
        turns = !ends;
        top = bottom;
        m_cutAt = ends ? bottom : -1;
        std::swap(m_upper, m_lower);
    }
    return {static_cast<int>(m_leftmost), std::min(static_cast<int>(m_rightmost) + 1, static_cast<int>(m_columns))};
}

} // namespace croquis::vector
