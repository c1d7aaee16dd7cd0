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
        double angle;  ///< of the direction it begins with, without jumps
        double turn;   ///< from there to where it ends
        double turned; ///< all turns before it together, whichever way they went
        double area;   ///< that the way before it goes around to the right, seen from where the lane begins
        double way;    ///< before it
    };
    /// Where a piece is nearest to a place of the page.
    struct Foot {
        std::size_t piece;
        double along; ///< 0..1 of the piece
        double depth; ///< how deep within it that place lies, above 0, or how far beside it
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

    Foot foot(std::size_t k, geometry::Point p) const;
    double depth(std::size_t k, geometry::Point p) const { return foot(k, p).depth; }
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

    /// How plainly the lane left a place between two pieces, so many page units; above 0 if it did.
    double left(std::size_t one, std::size_t other, geometry::Point p) const;
    /// Whether what lies on both pieces may be dry by the time the lane comes back to it.
    bool comesBack(std::size_t one, std::size_t other) const {
        return wetness({one, 0.5, 0}, {other, 0.5, 0}) < 0.5 * m_lane.breadth();
    }
    /// How deep within both a place lies that is still wet when the lane comes back to it, page units: all of it
    /// between the legs of a turn and around what is much narrower than the brush, less where the brush leaves more of
    /// an eye open, and 0 where all is dry by then. It changes steadily from place to place.
    double wetness(const Foot& one, const Foot& other) const {
        double dry = turningBetween(one, other).dryness(0.5 * m_lane.breadth());
        if (m_closing > 0) // by the other way round likewise
            dry = std::min(dry, 1 - m_closing * (1 - turningAround(one, other).dryness(0.5 * m_lane.breadth())));
        return 0.5 * m_lane.breadth() * std::max(1 - dry, m_puddle);
    }

  private:
    /// Radians: legs that are nearer to antiparallel are those of a turn, unless it turned to and fro in between.
    static constexpr double kNearlyBack = 0.25;

    struct End {
        geometry::Point at, outwards;
    };
    struct Station {
        geometry::Point at;    ///< from where the lane begins
        geometry::Point along; ///< of length 1
        double angle, turned, area, way;
    };
    Station stationAt(const Foot& foot) const;
    /// Of the way from one place to another.
    struct Turning {
        double turn;   ///< radians, to the right
        double turned; ///< whichever way
        double way;    ///< units
        double area;   ///< square units, that it goes around to the right, closed where both ends would meet
        double around; ///< units, likewise

        /// From 0, wet all over, to 1.
        double dryness(double half) const;
    };

    Turning turningBetween(const Foot& one, const Foot& other) const;
    /// From the other to the one, of a closed lane or one whose ends meet.
    Turning turningAround(const Foot& one, const Foot& other) const;
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
