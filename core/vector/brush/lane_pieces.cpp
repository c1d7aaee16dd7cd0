// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/lane_pieces.hpp"
#include "vector/brush/brush_way.hpp"

#include <span>

namespace croquis::vector {
namespace {

using geometry::Point;

constexpr double kApart = 0.15; ///< breadths
constexpr double kMostPlaces = 6000;
constexpr double kTurn = 0.1; ///< radians from one place to the next
constexpr int kMostParts = 16;
constexpr double kNear = 0.2;          ///< breadths
constexpr double kNearEnd = 0.6;       ///< breadths: what reaches beyond a cut end
constexpr double kNearlyCovered = 0.8; ///< half breadths: how much further than a tip what it nearly covers goes

/// Where it is divided: everywhere, and more often where it turns.
std::vector<double> waysOf(const BrushLane& lane) {
    const double way = lane.end() - lane.start();
    const int count = static_cast<int>(std::clamp(way / (kApart * lane.breadth()), 4.0, kMostPlaces));
    std::vector<double> ways{lane.start()};
    for (int k = 1; k <= count; ++k) {
        const double from = ways.back(), to = lane.start() + way * k / count;
        const Point along = lane.spine().at(from).along, middle = lane.spine().at(0.5 * (from + to)).along;
        const double turn =
            std::abs(turnBetween(along, middle)) + std::abs(turnBetween(middle, lane.spine().at(to).along));
        const int parts = std::clamp(static_cast<int>(std::ceil(turn / kTurn)), 1, kMostParts);
        for (int i = 1; i <= parts; ++i)
            ways.push_back(std::lerp(from, to, static_cast<double>(i) / parts));
    }
    return ways;
}

/// How far from its middle their line goes.
double reachOf(std::span<const LanePieces::Piece> pieces) {
    Point least = pieces.front().from, most = least;
    for (const LanePieces::Piece& piece : pieces) {
        least = {std::min(least.x, piece.to.x), std::min(least.y, piece.to.y)};
        most = {std::max(most.x, piece.to.x), std::max(most.y, piece.to.y)};
    }
    double reach = geometry::length(pieces.front().from - 0.5 * (least + most));
    for (const LanePieces::Piece& piece : pieces)
        reach = std::max(reach, geometry::length(piece.to - 0.5 * (least + most)));
    return reach;
}

} // namespace

LanePieces::LanePieces(const BrushLane& lane)
    : m_lane(lane), m_isCut(!lane.isClosed() && lane.brush().ends != Brush::Ends::round) {
    const std::vector<double> ways = waysOf(lane);
    const auto widthAt = [&lane](const SpineFrame& frame, double way) {
        const double half = lane.half(frame, way);
        return Width{half * (1 + lane.swell(way, 1)), half * (1 + lane.swell(way, 2))};
    };
    SpineFrame before = lane.spine().at(ways.front());
    Width width = widthAt(before, ways.front());
    m_ends[0] = {before.centre, -1 * before.along};
    const Point first = before.centre;
    double angle = 0, turned = 0, area = 0, way = 0;
    for (std::size_t k = 1; k < ways.size(); ++k) {
        const SpineFrame after = lane.spine().at(ways[k]);
        const double turn = turnBetween(before.along, after.along);
        const Width next = widthAt(after, ways[k]);
        m_pieces.push_back(
            {before.centre, after.centre, width, next, angle + 0.5 * turn, turned + 0.5 * std::abs(turn), area, way});
        angle += turn;
        turned += std::abs(turn);
        const Point from = before.centre - first, to = after.centre - first;
        way += geometry::length(to - from);
        area += 0.5 * (from.x * to.y - from.y * to.x);
        before = after;
        width = next;
    }
    m_ends[1] = {before.centre, before.along};
    const double near = kNearEnd * lane.breadth();
    const auto afterFirst = std::ranges::upper_bound(ways, ways.front() + near);
    const auto beforeLast = std::ranges::lower_bound(ways, ways.back() - near);
    m_afterFirst = static_cast<std::size_t>(afterFirst - ways.begin());
    m_beforeLast = static_cast<std::size_t>(beforeLast - ways.begin());
    m_closing = closingOf(lane.spine().curves(), lane.breadth());
    const double beyond = reachOf(m_pieces) / (0.5 * lane.breadth()) - 1;
    m_puddle = std::pow(std::clamp(1 - beyond / kNearlyCovered, 0.0, 1.0), 2);
    m_cell = lane.breadth();
    for (const Piece& piece : m_pieces)
        m_cell = std::max(m_cell, geometry::length(piece.to - piece.from));
    for (std::size_t k = 0; k < m_pieces.size(); ++k) {
        const Piece& piece = m_pieces[k];
        const double far = reach(k) + kNear * lane.breadth();
        const double left = std::min(piece.from.x, piece.to.x) - far, right = std::max(piece.from.x, piece.to.x) + far;
        const double top = std::min(piece.from.y, piece.to.y) - far, bottom = std::max(piece.from.y, piece.to.y) + far;
        for (double x = std::floor(left / m_cell); x <= std::floor(right / m_cell); ++x)
            for (double y = std::floor(top / m_cell); y <= std::floor(bottom / m_cell); ++y)
                m_places.emplace_back(cellOf(m_cell * (x + 0.5), m_cell * (y + 0.5)), k);
    }
    std::ranges::sort(m_places);
}

std::int64_t LanePieces::cellOf(double x, double y) const {
    constexpr std::int64_t kColumns = 1'000'003; // none lies so far away, and if it did it were only looked at in vain
    return static_cast<std::int64_t>(std::floor(x / m_cell)) * kColumns +
           static_cast<std::int64_t>(std::floor(y / m_cell));
}

std::pair<LanePieces::Places::const_iterator, LanePieces::Places::const_iterator> LanePieces::around(Point p) const {
    const std::int64_t cell = cellOf(p.x, p.y);
    const auto end = std::ranges::upper_bound(m_places, cell, {}, &Places::value_type::first);
    return {std::ranges::lower_bound(m_places.begin(), end, cell, {}, &Places::value_type::first), end};
}

/// Of a closed lane as a whole.
LanePieces::Turning LanePieces::turningAround() const {
    const Piece &first = m_pieces.front(), &last = m_pieces.back();
    const double seam = std::remainder(first.angle - last.angle, 2 * std::numbers::pi);
    return {last.angle - first.angle + seam, last.turned - first.turned + std::abs(seam), last.area, last.way};
}

double LanePieces::cut(std::size_t k, Point p) const {
    double result = std::numeric_limits<double>::infinity();
    if (k < m_afterFirst)
        result = cut(m_ends[0], p);
    if (k + 1 >= m_beforeLast)
        result = std::min(result, cut(m_ends[1], p));
    return result;
}

/// Below 0 beyond a felt tip's end, or a straight one.
double LanePieces::cut(const End& end, Point p) const {
    const Point from = p - end.at;
    const double ahead = geometry::dot(from, end.outwards), felt = m_lane.feltEnd();
    if (felt <= 0)
        return -ahead;
    if (ahead <= 0)
        return std::numeric_limits<double>::infinity();
    const double aside = (from.x * end.outwards.y - from.y * end.outwards.x) / (0.5 * m_lane.breadth());
    constexpr double kPower = 2 / BrushLane::kFeltBend;
    const double whole = std::pow(std::abs(aside), kPower) + std::pow(ahead / felt, kPower);
    return felt * (1 - std::pow(whole, 1 / kPower));
}

} // namespace croquis::vector
