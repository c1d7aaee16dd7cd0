// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/brush_lane.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <utility>
#include <vector>

namespace croquis::vector {

/// A round or flat tip's lane in short pieces: what of it lies where, and where it came back to.
class LanePieces {
  public:
    struct Width {
        double left, right; ///< half of it to either side
    };
    struct Piece {
        geometry::Point from, to;
        Width fromWidth, toWidth;
        double angle;  ///< of its direction, without jumps
        double turned; ///< all turns before it together, whichever way they went
        double area;   ///< that the way before it goes around to the right, seen from where it begins
        double way;    ///< before it
    };

    /// Whether it turns enough to come back to anything.
    static bool mayComeBack(const BrushLane& lane) { return lane.spine().turned() > std::numbers::pi + kNearlyBack; }

    /// Keeps a reference to the lane. Pieces are 0.15 breadths long, of a long lane longer, where it turns shorter.
    explicit LanePieces(const BrushLane& lane);

    bool isClosed() const { return m_lane.isClosed(); }
    std::size_t size() const { return m_pieces.size(); }
    const Piece& at(std::size_t k) const { return m_pieces[k]; }
    double reach(std::size_t k) const {
        const Piece& piece = m_pieces[k];
        return std::max(std::max(piece.fromWidth.left, piece.fromWidth.right),
                        std::max(piece.toWidth.left, piece.toWidth.right));
    }

    /// How deep within that piece a place lies, above 0, or how far beside it.
    double depth(std::size_t k, geometry::Point p) const {
        const Piece& piece = m_pieces[k];
        const geometry::Point way = piece.to - piece.from, from = p - piece.from;
        const double square = geometry::dot(way, way);
        const double foot = square > 0 ? geometry::dot(from, way) / square : 0, along = std::clamp(foot, 0.0, 1.0);
        const bool isLeft = from.x * way.y - from.y * way.x > 0; // y down
        const double first = isLeft ? piece.fromWidth.left : piece.fromWidth.right;
        const double last = isLeft ? piece.toWidth.left : piece.toWidth.right;
        double half = std::lerp(first, last, along);
        // The next piece goes on there; of a wider one's end nothing stands out beside it.
        if ((foot < 0 && k > 0) || (foot > 1 && k + 1 < m_pieces.size()))
            half = std::min(half, std::lerp(first, last, foot));
        const double result = half - geometry::length(from - along * way);
        return m_isCut ? std::min(result, cut(k, p)) : result;
    }
    /// How deep a place lies within each part of the lane that passes it, in order.
    /// @param near  those that pass so far beside it too, page units; at most 0.2 breadths.
    template <typename Take>
    void eachPass(geometry::Point p, double near, const Take& take) const {
        constexpr double kNone = -std::numeric_limits<double>::infinity();
        double deepest = kNone; // since it came near
        std::size_t before = 0;
        for (auto [at, end] = around(p); at != end; ++at) {
            const double here = depth(at->second, p);
            const bool goesOn = here >= -near && at->second == before + 1;
            if (!goesOn && deepest > kNone) {
                take(deepest);
                deepest = kNone;
            }
            if (here >= -near)
                deepest = std::max(deepest, here);
            before = at->second;
        }
        if (deepest > kNone)
            take(deepest);
    }
    /// On how many of the lane's edges a place lies, of the times that it passes.
    int edgesAt(geometry::Point p, double near) const {
        int edges = 0;
        eachPass(p, near, [&](double deepest) { edges += deepest <= near; });
        return edges;
    }
    /// How far from the nearest of them it lies, inside.
    double fromEdge(geometry::Point p, double near) const {
        double least = std::numeric_limits<double>::infinity();
        eachPass(p, near, [&](double deepest) { least = std::min(least, std::max(deepest, 0.0)); });
        return least;
    }

    /// Whether the lane came back from one to the other: between the legs of a turn all of it is still wet, unless it
    /// turned to and fro.
    bool comesBack(std::size_t one, std::size_t other) const {
        const Turning turning = turningBetween(one, other);
        return turning.isPast() && (!isClosed() || (turningAround() - turning).isPast()); // the other way round too
    }
    /// How plainly it left a place that both lie on in between, at most so far; above 0 if it did.
    /// @param past  how far it went from there by the other way round, if it is closed.
    double left(double gap, double past) const {
        return (isClosed() ? std::min(gap, past) : gap) - 0.5 * m_lane.breadth();
    }
    /// How deep within both a place lies that is still wet when the lane comes back to it: anywhere where it hardly
    /// went around more than its legs cover between them, which is a turn, less where it went around more, and 0 where
    /// all is dry by then.
    double wetness(std::size_t one, std::size_t other) const {
        const double half = 0.5 * m_lane.breadth();
        const Turning turning = turningBetween(one, other);
        double wet = std::max(turning.wetness(half), m_puddle);
        if (m_closing > 0) { // by the other way round likewise
            const Turning rest = turningAround() - turning;
            wet = std::max(wet, m_closing * (rest.isPast() ? rest.wetness(half) : 1));
        }
        return half * wet;
    }

  private:
    /// What goes around so little is all wet, what goes around so much is dry: square half breadths of a loop, half
    /// breadths of the way to and fro.
    static constexpr double kWetLoop = 0.3, kDryLoop = 1.3, kWetWay = 4.5, kDryWay = 6.5;
    /// Radians: legs that are nearer to antiparallel are those of a turn, unless it turned to and fro in between.
    static constexpr double kNearlyBack = 0.3, kToAndFro = 3.8;

    struct End {
        geometry::Point at, outwards;
    };
    /// Of the way from one piece to another.
    struct Turning {
        double turn;   ///< radians, to the right
        double turned; ///< whichever way
        double area;   ///< square units, that it goes around to the right
        double way;    ///< units

        bool isToAndFro() const { return turned - std::abs(turn) > kToAndFro; }
        bool isPast() const { return isToAndFro() || std::abs(turn) > std::numbers::pi + kNearlyBack; }
        /// 0: dry, 1: wet all over.
        double wetness(double half) const {
            const double loop = std::copysign(1.0, turn) * area / (half * half);
            const double share =
                isToAndFro() ? (kDryWay - way / half) / (kDryWay - kWetWay) : (kDryLoop - loop) / (kDryLoop - kWetLoop);
            return std::clamp(share, 0.0, 1.0);
        }
        Turning operator-(const Turning& other) const {
            return {turn - other.turn, turned - other.turned, area - other.area, way - other.way};
        }
    };

    Turning turningBetween(std::size_t one, std::size_t other) const {
        const Piece &a = m_pieces[one], &b = m_pieces[other];
        const geometry::Point first = m_pieces.front().from, from = b.from - first, to = a.from - first;
        return {b.angle - a.angle, b.turned - a.turned, b.area - a.area + 0.5 * (from.x * to.y - from.y * to.x),
                b.way - a.way};
    }
    Turning turningAround() const;
    using Places = std::vector<std::pair<std::int64_t, std::size_t>>;
    /// The pieces that may be near a place, in order.
    std::pair<Places::const_iterator, Places::const_iterator> around(geometry::Point p) const;
    std::int64_t cellOf(double x, double y) const;
    double cut(std::size_t k, geometry::Point p) const;
    double cut(const End& end, geometry::Point p) const;

    const BrushLane& m_lane;
    std::vector<Piece> m_pieces;
    double m_cell = 1;
    Places m_places;      ///< cells of the page and the pieces near each
    double m_puddle = 0;  ///< how nearly a single tip covers all of it, from 0 where that is far from it to 1
    double m_closing = 0; ///< closingOf() its line
    std::array<End, 2> m_ends;
    std::size_t m_afterFirst = 0, m_beforeLast = 0; ///< the pieces before and after these reach beyond an end
    bool m_isCut;
};

/// Radians from one direction to another, -pi..pi, to the right (y down).
inline double turnBetween(geometry::Point one, geometry::Point other) {
    return std::atan2(one.x * other.y - one.y * other.x, geometry::dot(one, other));
}

} // namespace croquis::vector
