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
constexpr std::size_t kMostLooks = 60; ///< at how far it left a place
constexpr double kLeastWidth = 1e-9;
constexpr double kNearlyParallel = 0.2; ///< sine
/// Of what is round, or tapers to where its legs cross, twice its area by its way around is the radius that fits in; of
/// what is long it is more.
constexpr double kRadius = 1.9;
constexpr double kPlainlyBack = 0.2;                      ///< radians further
constexpr double kClosing = 1.6;                          ///< nothing darkens where 0.375 of the brush fits in
constexpr double kToAndFro = 3.4, kPlainlyToAndFro = 0.8; ///< radians, and so many more
constexpr double kWetWay = 4.5, kDryWay = 6.5;            ///< half breadths, of what turned to and fro
constexpr double kNearlyCovered = 0.8; ///< half breadths: how much further than a tip what it nearly covers goes

double cross(Point a, Point b) {
    return a.x * b.y - a.y * b.x;
}

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
        m_pieces.push_back({before.centre, after.centre, width, next, angle, turn, turned, area, way});
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
    m_closing = isClosed() ? 1 : closingOf(lane.spine().curves(), lane.breadth());
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

LanePieces::Foot LanePieces::foot(std::size_t k, Point p) const {
    const Piece& piece = m_pieces[k];
    const Point way = piece.to - piece.from, from = p - piece.from;
    const double square = geometry::dot(way, way);
    const double foot = square > 0 ? geometry::dot(from, way) / square : 0, along = std::clamp(foot, 0.0, 1.0);
    const double distance = geometry::length(from - along * way);
    const double right = std::lerp(piece.fromWidth.right, piece.toWidth.right, along);
    const double left = std::lerp(piece.fromWidth.left, piece.toWidth.left, along);
    // From one side's width to the other's, between the middle and either edge.
    const double aside = square > 0 ? (from.x * way.y - from.y * way.x) / std::sqrt(square) : 0; // y down
    double half = std::lerp(right, left, std::clamp(0.5 + 2 * aside / (left + right + kLeastWidth), 0.0, 1.0));
    // The next piece goes on there; of a wider one's end nothing stands out beside it.
    if ((foot < 0 && k > 0) || (foot > 1 && k + 1 < m_pieces.size())) {
        const Width& first = piece.fromWidth;
        const Width& last = piece.toWidth;
        half = std::min(half,
                        aside > 0 ? std::lerp(first.left, last.left, foot) : std::lerp(first.right, last.right, foot));
    }
    return {k, along, m_isCut ? std::min(half - distance, cut(k, p)) : half - distance};
}

double LanePieces::left(std::size_t one, std::size_t other, Point p) const {
    const auto most = [&](std::size_t first, std::size_t last) { // at the pieces' ends
        double far = -std::numeric_limits<double>::infinity();
        const std::size_t step = (last - first) / kMostLooks + 1;
        for (std::size_t k = first; k < last; k += step) {
            const Piece& piece = m_pieces[k];
            far = std::max(far, geometry::length(piece.to - p) - std::max(piece.toWidth.left, piece.toWidth.right));
        }
        return far;
    };
    const double between = most(one, other);
    return isClosed() ? std::min(between, std::max(most(other, m_pieces.size()), most(0, one))) : between;
}

double LanePieces::Turning::dryness(double half) const {
    const double turns = std::abs(turn);
    const double back = std::clamp((turns - std::numbers::pi - kNearlyBack) / kPlainlyBack, 0.0, 1.0);
    const double within = around > 0 ? std::copysign(kRadius, turn) * area / around : 0;
    const double open = std::clamp(1 - kClosing * (1 - within / half), 0.0, 1.0);
    const double toAndFro = std::clamp((turned - turns - kToAndFro) / kPlainlyToAndFro, 0.0, 1.0);
    return std::lerp(std::min(back, open), std::clamp((way / half - kWetWay) / (kDryWay - kWetWay), 0.0, 1.0),
                     toAndFro);
}

LanePieces::Station LanePieces::stationAt(const Foot& foot) const {
    const Piece& piece = m_pieces[foot.piece];
    const Point from = piece.from - m_pieces.front().from, way = piece.to - piece.from;
    const double length = geometry::length(way), turn = (foot.along - 0.5) * piece.turn;
    const Point ahead = length > 0 ? (1 / length) * way : Point{};
    const double c = std::cos(turn), s = std::sin(turn);
    return {from + foot.along * way,
            {c * ahead.x - s * ahead.y, s * ahead.x + c * ahead.y},
            piece.angle + foot.along * piece.turn,
            piece.turned + foot.along * std::abs(piece.turn),
            piece.area + 0.5 * foot.along * cross(from, way),
            piece.way + foot.along * length};
}

/// Straight on from both places to where these lines meet, be that behind them. Where they hardly do it is closed from
/// the one to the other.
LanePieces::Turning LanePieces::turningBetween(const Foot& one, const Foot& other) const {
    const Station from = stationAt(one), to = stationAt(other);
    const Point apart = to.at - from.at;
    const double sine = cross(from.along, to.along), share = sine / (sine * sine + kNearlyParallel * kNearlyParallel);
    const double ahead = share * cross(apart, to.along), further = share * cross(apart, from.along);
    const Point first = from.at + ahead * from.along, last = to.at + further * to.along;
    const double closing = cross(to.at, last) + cross(last, first) + cross(first, from.at);
    return {to.angle - from.angle, to.turned - from.turned, to.way - from.way, to.area - from.area + 0.5 * closing,
            to.way - from.way - ahead + further + geometry::length(last - first)};
}

LanePieces::Turning LanePieces::turningAround(const Foot& one, const Foot& other) const {
    const Station from = stationAt({0, 0, 0}), to = stationAt({m_pieces.size() - 1, 1, 0});
    const Turning here = turningBetween(one, other);
    const double turn = to.angle - from.angle, seam = std::remainder(-turn, 2 * std::numbers::pi);
    return {turn + seam - here.turn, to.turned - from.turned + std::abs(seam) - here.turned, to.way - here.way,
            to.area - here.area, to.way + geometry::length(to.at) - here.around};
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
