// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/brush_lane.hpp"

#include "vector/brush/outline_fit.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace croquis::vector {
namespace {

using geometry::Point;

constexpr double kLaneNoise = 500.5;   ///< rows of the noise that are used for other things than the swell
constexpr double kMostStations = 4000; ///< of a single curve, besides those where the spine bends

/// Where the outline is sampled: wherever the spine bends, and often enough for the swell.
std::vector<double> stationsOf(const BrushLane& lane, double start, double end) {
    std::vector<double> ways = lane.spine().stations();
    const double swell = lane.brush().wobble.length * lane.breadth() / 8;
    const double spacing =
        std::max(std::min(0.5 * lane.breadth(), swell), (end - start) / (lane.fineness() * kMostStations));
    const int count = std::max(2, static_cast<int>((end - start) / spacing) + 1);
    for (int i = 0; i <= count; ++i)
        ways.push_back(std::lerp(start, end, static_cast<double>(i) / count));
    std::erase_if(ways, [start, end](double way) { return way < start || way > end; });
    std::ranges::sort(ways);
    return ways;
}

struct Side {
    double low, high; ///< across
};

class Outline {
  public:
    Outline(const BrushLane& lane, double inset) : m_lane(lane), m_inset(inset) {}

    std::vector<Point> points() {
        // The ends of the spine that a round or slanted cap goes beyond stay where they are.
        const double start = m_lane.start() + m_inset, end = m_lane.end() - m_inset;
        if (end < start)
            return {};
        const auto ways = stationsOf(m_lane, start, end);
        std::vector<Point> left, right;
        for (const double way : ways) {
            const SpineFrame frame = m_lane.spine().at(way);
            const Side side = sideAt(frame, way);
            left.push_back(frame.at(side.high));
            right.push_back(frame.at(side.low));
        }
        const auto ends = m_lane.brush().ends;
        if (ends == Brush::Ends::slant) {
            slant(left.front(), right.front(), ways.front());
            slant(left.back(), right.back(), ways.back());
        }
        std::vector<Point> result = std::move(left);
        if (ends == Brush::Ends::round)
            cap(result, ways.back(), 1);
        result.insert(result.end(), right.rbegin(), right.rend());
        if (ends == Brush::Ends::round)
            cap(result, ways.front(), -1);
        return result;
    }

  private:
    Side sideAt(const SpineFrame& frame, double way) const {
        const double offset = m_lane.offset(way), half = m_lane.half(frame, way);
        const auto reach = [&](double side) {
            const double inset = m_inset > 0 ? m_inset * m_lane.rim(way, side) : 0;
            return std::max(half * (1 + m_lane.swell(way, side)) - inset, 0.0);
        };
        const double left = reach(1), right = reach(2);
        return {offset - right, offset + left};
    }

    /// Half a circle from one side to the other, around the end.
    void cap(std::vector<Point>& points, double way, double outwards) const {
        const SpineFrame frame = m_lane.spine().at(way);
        const Side side = sideAt(frame, way);
        const double radius = 0.5 * (side.high - side.low), middle = 0.5 * (side.high + side.low);
        const Point left{frame.along.y, -frame.along.x};
        constexpr int kSteps = 18;
        for (int i = 1; i < kSteps; ++i) {
            const double angle = std::numbers::pi * i / kSteps;
            points.push_back(frame.centre + (middle + outwards * radius * std::cos(angle)) * left +
                             (outwards * radius * std::sin(angle)) * frame.along);
        }
    }

    void slant(Point& left, Point& right, double way) const {
        const SpineFrame frame = m_lane.spine().at(way);
        const double angle = m_lane.brush().nib.angle * std::numbers::pi / 180;
        const Point nib{std::cos(angle), -std::sin(angle)};
        const double across = nib.x * frame.along.y - nib.y * frame.along.x;
        const Side side = sideAt(frame, way);
        const double half = 0.5 * (side.high - side.low);
        const double most = 0.5 * m_lane.breadth();
        const double slope = std::abs(across) > 1e-6 ? dot(nib, frame.along) / across : 0;
        const double shift = std::clamp(half * slope, -most, most);
        left = left + shift * frame.along;
        right = right - shift * frame.along;
    }

    const BrushLane& m_lane;
    double m_inset;
};

} // namespace

BrushLane::BrushLane(const Brush& brush, const StrokeSpine& spine, double breadth, int number, std::uint32_t seed)
    : m_brush(brush), m_spine(spine), m_breadth(breadth * brush.strands.width), m_end(spine.way()), m_seed(seed),
      m_noise(seed) {
    const double angle = brush.nib.angle * std::numbers::pi / 180;
    m_nib = {std::cos(angle), -std::sin(angle)};
    if (brush.strands.count == 1)
        return;
    // Side by side, straying slowly, and each begins and ends a little elsewhere.
    const double place = (number + 0.5) / brush.strands.count - 0.5;
    m_shift = brush.strands.spread * breadth * place;
    m_stray = 0.6 * brush.strands.spread * breadth / brush.strands.count;
    m_strayLength = 8 * breadth;
    const double reach = std::min(1.5 * brush.strands.spread * breadth, 0.15 * m_end);
    m_start += reach * 0.5 * (1 + m_noise(0.37, kLaneNoise));
    m_end -= reach * 0.5 * (1 + m_noise(0.61, kLaneNoise + 7));
}

double BrushLane::share(double way) const {
    return m_end > m_start ? std::clamp((way - m_start) / (m_end - m_start), 0.0, 1.0) : 0;
}

double BrushLane::offset(double way) const {
    return m_stray > 0 ? m_shift + m_stray * m_noise(way / m_strayLength, kLaneNoise + 20) : 0;
}

double BrushLane::half(const SpineFrame& frame, double way) const {
    const auto& nib = m_brush.nib;
    double thickness = 1;
    if (nib.ratio < 1)
        thickness = nib.ratio + (1 - nib.ratio) * std::abs(frame.along.x * m_nib.y - frame.along.y * m_nib.x);
    return 0.5 * m_breadth * thickness * valueAt(m_brush.profile, share(way), 1);
}

double BrushLane::swell(double way, double side) const {
    const auto& wobble = m_brush.wobble;
    if (wobble.amount <= 0)
        return 0;
    const double place = way / (wobble.length * m_breadth);
    return wobble.amount * (m_noise(place, 10 * side) + 0.4 * m_noise(2.7 * place, 10 * side + 5));
}

double BrushLane::rim(double way, double side) const {
    const double place = way / (m_brush.wobble.length * m_breadth);
    return 1 + 0.65 * m_noise(1.3 * place, kLaneNoise + 40 + 10 * side);
}

double BrushLane::dryness(double way) const {
    return valueAt(m_brush.gaps, share(way), 0);
}

Contour laneOutline(const BrushLane& lane, double inset, double tolerance, double step) {
    return fitOutline(Outline(lane, inset).points(), tolerance, step);
}

} // namespace croquis::vector
