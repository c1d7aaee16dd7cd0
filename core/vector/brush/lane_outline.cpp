// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/lane_outline.hpp"
#include "vector/brush/segment.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace croquis::vector {
namespace {

using geometry::Point;

constexpr double kMostStations = 4000; ///< of a single curve, besides those where the spine bends
constexpr double kMostSections = 4500;
constexpr double kFine = 0.15; ///< tolerances: how far the points' polygon may lie from the true outline
constexpr int kDepth = 7;
constexpr int kLooks = 6;       ///< at a nib's direction, from one place to the next
constexpr double kAskew = 1e-6; ///< of the nib's direction: a stroke along its edge does not change sides by rounding

/// Where the outline is looked at first: wherever the spine bends, and often enough for the swell.
std::vector<double> stationsOf(const BrushLane& lane) {
    const double start = lane.start(), end = lane.end();
    std::vector<double> ways = lane.spine().stations();
    const Brush& brush = lane.brush();
    const double apart = brush.wobble.amount > 0 ? std::min(0.5, brush.wobble.length / 8) : 0.5;
    const double spacing = std::max(apart * lane.breadth(), (end - start) / (lane.fineness() * kMostStations));
    const int count = std::max(2, static_cast<int>((end - start) / spacing) + 1);
    for (int i = 0; i <= count; ++i)
        ways.push_back(std::lerp(start, end, static_cast<double>(i) / count));
    std::erase_if(ways, [start, end](double way) { return way < start || way > end; });
    std::ranges::sort(ways);
    return ways;
}

/// The outline of one lane as a fine polygon.
///
/// A round tip leaves its half width to either side of the centre line. A nib leaves what its shape sweeps over: the
/// shape is a bar of half length a along the nib's edge with a rim of b all around, whose extent across a direction is
/// the brush's formula, (a |sin| + b); what it touches on the left is centre + s a nib + b left, s the side of the
/// nib's edge that looks there. Where the direction passes the edge's own, s changes: the outer side goes on straight
/// along the bar, the inner one by way of the centre. So no part turns inside out, and nothing leaves the sweep.
class Outline {
  public:
    Outline(const BrushLane& lane, double tolerance)
        : m_lane(lane), m_fine(kFine * tolerance), m_isNib(lane.brush().nib.ratio < 1),
          m_most(static_cast<std::size_t>(kMostSections * lane.fineness())) {
        const double angle = lane.brush().nib.angle * std::numbers::pi / 180;
        m_nib = {std::cos(angle), -std::sin(angle)};
    }

    Polygon take() {
        const auto ways = stationsOf(m_lane);
        m_sections.push_back(sectionAt(ways.front(), facingAt(ways.front(), 1)));
        for (std::size_t i = 1; i < ways.size(); ++i)
            advance(ways[i]);
        return closed();
    }

  private:
    struct Section {
        double way;
        double facing; ///< of the nib: 1 or -1
        Point left, right;
    };
    struct Half {
        double left, right; ///< widths, of the lane's own half where that is the nib's
    };

    bool isCapped() const {
        const auto ends = m_lane.brush().ends;
        return m_lane.feltEnd() > 0 || (ends == Brush::Ends::round && !m_lane.isClosed()) ||
               (ends == Brush::Ends::slant && m_isNib);
    }

    /// Half the widths there.
    Half halvesAt(const SpineFrame& frame, double way) const {
        const double half = m_lane.half(frame, way);
        const auto reach = [&](double side) { return std::max(half * (1 + m_lane.swell(way, side)), 0.0); };
        return {reach(1), reach(2)};
    }
    /// The same as shares of what the whole nib would leave.
    Half sharesAt(const SpineFrame& frame, double way) const {
        const Half halves = halvesAt(frame, way);
        const double whole = bar() * std::abs(geometry::dot(leftOf(frame), m_nib)) + rim();
        return {halves.left / whole, halves.right / whole};
    }

    double bar() const { return 0.5 * m_lane.breadth() * (1 - m_lane.brush().nib.ratio); }
    double rim() const { return 0.5 * m_lane.breadth() * m_lane.brush().nib.ratio; }
    static Point leftOf(const SpineFrame& frame) { return {frame.along.y, -frame.along.x}; }

    double facingAt(double way, double before) const {
        const double side = geometry::dot(leftOf(m_lane.spine().at(way)), m_nib);
        return std::abs(side) < kAskew ? before : side > 0 ? 1 : -1;
    }

    Section sectionAt(double way, double facing) const {
        const SpineFrame frame = m_lane.spine().at(way);
        const double offset = m_lane.offset(way);
        if (!m_isNib) {
            const Half half = halvesAt(frame, way);
            return {way, facing, frame.at(offset + half.left), frame.at(offset - half.right)};
        }
        // Held back where the rim would reach beyond the centre of curvature.
        const Half share = sharesAt(frame, way);
        const auto held = [this](double wanted, double room) {
            return rim() * wanted > room ? std::max(room, 0.0) / rim() : wanted;
        };
        const Point middle = frame.at(offset), touched = (facing * bar()) * m_nib + rim() * leftOf(frame);
        return {way, facing, middle + held(share.left, frame.leftReach - offset) * touched,
                middle - held(share.right, frame.rightReach + offset) * touched};
    }

    /// On to a place. The stroke may pass the direction of the nib's edge and come back on the way.
    void advance(double way) {
        const double start = m_sections.back().way;
        for (int k = 1; m_isNib && k <= kLooks; ++k) {
            const double facing = m_sections.back().facing, here = std::lerp(start, way, k / double(kLooks));
            if (facingAt(here, facing) != facing)
                changeSides(std::max(m_sections.back().way, std::lerp(start, way, (k - 1) / double(kLooks))), here);
        }
        if (const Section last = m_sections.back(); last.way < way || !m_isNib)
            refine(last, sectionAt(way, last.facing), kDepth);
    }

    /// Between two places that the nib's edge looks from differently.
    void changeSides(double before, double after) {
        const Section last = m_sections.back();
        const double way = after, next = -last.facing;
        for (int i = 0; i < 40; ++i) {
            const double middle = 0.5 * (before + after);
            (facingAt(middle, last.facing) == last.facing ? before : after) = middle;
        }
        const Section there = sectionAt(before, last.facing), turned = sectionAt(before, next);
        refine(last, there, kDepth);
        const SpineFrame frame = m_lane.spine().at(before);
        const Point middle = frame.at(m_lane.offset(before));
        const bool leftIsOuter = last.facing * geometry::dot(m_nib, frame.along) < 0;
        m_sections.push_back({before, next, leftIsOuter ? turned.left : middle, leftIsOuter ? middle : turned.right});
        m_sections.push_back(turned);
        refine(turned, sectionAt(way, next), kDepth);
    }

    /// From one section to the next, closer together where a side bends.
    void refine(const Section& from, const Section& to, int depth) {
        if (depth > 0 && to.way > from.way && m_sections.size() < m_most) {
            const Section middle = sectionAt(0.5 * (from.way + to.way), from.facing);
            if (std::max(squaredDistance(middle.left, from.left, to.left),
                         squaredDistance(middle.right, from.right, to.right)) > m_fine * m_fine) {
                refine(from, middle, depth - 1);
                refine(middle, to, depth - 1);
                return;
            }
        }
        m_sections.push_back(to);
    }

    Polygon closed() {
        std::vector<Point> left, right;
        for (const Section& section : m_sections) {
            left.push_back(section.left);
            right.push_back(section.right);
        }
        if (m_lane.brush().ends == Brush::Ends::slant && !m_isNib && !m_lane.isClosed()) {
            slant(left.front(), right.front(), m_sections.front().way);
            slant(left.back(), right.back(), m_sections.back().way);
        }
        std::vector<Point> result = std::move(left);
        if (isCapped())
            cap(result, m_sections.back().way, 1);
        result.insert(result.end(), right.rbegin(), right.rend());
        if (isCapped())
            cap(result, m_sections.front().way, -1);
        return result;
    }

    /// The half of the tip that goes beyond the end, from one side to the other.
    void cap(std::vector<Point>& points, double way, double outwards) const {
        const SpineFrame frame = m_lane.spine().at(way);
        const Point left = leftOf(frame);
        const double offset = m_lane.offset(way);
        const Half half = m_isNib ? sharesAt(frame, way) : halvesAt(frame, way);
        const double radius = m_isNib ? rim() * std::max(half.left, half.right) : 0.5 * (half.left + half.right);
        const int steps = stepsAround(radius);
        for (int i = 0; i <= steps; ++i) {
            const double angle = std::numbers::pi * i / steps;
            const Point towards = (outwards * std::cos(angle)) * left + (outwards * std::sin(angle)) * frame.along;
            if (m_isNib) {
                const double share = std::lerp(half.left, half.right, 0.5 * (1 - outwards * std::cos(angle)));
                const double side = geometry::dot(towards, m_nib) > 0 ? 1 : -1;
                points.push_back(frame.centre + offset * left + share * ((side * bar()) * m_nib + rim() * towards));
            } else if (m_lane.feltEnd() > 0) { // a superellipse
                const double middle = offset + 0.5 * (half.left - half.right), c = std::cos(angle);
                const double across = outwards * radius * std::copysign(std::pow(std::abs(c), BrushLane::kFeltBend), c);
                const double ahead =
                    outwards * m_lane.feltEnd() * std::pow(std::max(std::sin(angle), 0.0), BrushLane::kFeltBend);
                points.push_back(frame.centre + (middle + across) * left + ahead * frame.along);
            } else {
                const double middle = offset + 0.5 * (half.left - half.right);
                points.push_back(frame.centre + middle * left + radius * towards);
            }
        }
    }

    /// Of half a circle whose polygon is fine enough.
    int stepsAround(double radius) const {
        if (radius <= m_fine)
            return 8;
        return std::clamp(static_cast<int>(std::numbers::pi / (2 * std::acos(1 - m_fine / radius))) + 1, 8, 64);
    }

    /// A round tip's end cut along the nib's edge.
    void slant(Point& left, Point& right, double way) const {
        const SpineFrame frame = m_lane.spine().at(way);
        const double across = m_nib.x * frame.along.y - m_nib.y * frame.along.x;
        const Half sides = halvesAt(frame, way);
        const double half = 0.5 * (sides.left + sides.right);
        const double most = 0.5 * m_lane.breadth();
        const double slope = std::abs(across) > 1e-6 ? dot(m_nib, frame.along) / across : 0;
        const double shift = std::clamp(half * slope, -most, most);
        left = left + shift * frame.along;
        right = right - shift * frame.along;
    }

    const BrushLane& m_lane;
    double m_fine;
    bool m_isNib;
    std::size_t m_most;
    Point m_nib; ///< along its edge, y down
    std::vector<Section> m_sections;
};

} // namespace

Polygon laneOutline(const BrushLane& lane, double tolerance) {
    return Outline(lane, tolerance).take();
}

} // namespace croquis::vector
