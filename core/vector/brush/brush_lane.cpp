// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/brush_lane.hpp"
#include "vector/brush/brush_way.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>

namespace croquis::vector {
namespace {

constexpr double kLaneNoise = 500.5; ///< rows of the noise that are used for other things than the swell
constexpr double kMostOften = 1e9;   ///< of a noise, all around
/// Shares of the way along the brush's gaps: what goes around is as dry as there.
constexpr double kWettest = 0.15, kDriest = 0.75;
constexpr double kDustGrain = 0.08;
constexpr double kPowderSize = 2.1, kSmudgeSize = 1.8; ///< of the stroke's own grain
constexpr double kPowderAmount = 0.8, kPowderFade = 0.4;
constexpr double kSmudgeAmount = 0.95;           ///< it thins out evenly, up to its edge
constexpr double kTight = 0.3, kTurnReach = 0.6; ///< breadths
constexpr double kCalm = 0.8;                    ///< breadths: how far from a round end the width swells less
constexpr double kPool = 1.1;                    ///< breadths: how far from a wash's end its pigment gathers
constexpr double kFelt = 0.5;                    ///< half breadths: how far the corners of a felt tip's end are round
constexpr double kSteepest = 0.35;               ///< what half the width of a round tip changes by at most, of the way

/// Shares of the rim's breadth: what it has, changes by, has at least, and has more where pigment gathers at an end.
constexpr double kRimMean = 0.3, kRimChange = 0.9, kRimLeast = 0.02, kRimPooled = 0.15;
constexpr double kRimRested = 0.6;           ///< likewise: where the brush rested, at least, nearer than the edge is
constexpr double kKink = 0.7;                ///< radians of a turn so tight that the brush rests on it
constexpr double kSharp = 2, kTucked = 0.16; ///< radians of a turn; half widths
constexpr double kRimOften = 0.6;            ///< changes a breadth
constexpr double kMostSwell = 1.4;           ///< more than the noise of a swell comes to

/// The profile of a stroke so short that its ends would be steps in the side of its middle: they are wider there, up to
/// a disc of the middle's breadth. Of a longer one it is the brush's.
/// @param way  the stroke's, half breadths.
std::vector<BrushPoint> eased(const std::vector<BrushPoint>& profile, double way) {
    constexpr int kParts = 64;
    std::vector<BrushPoint> result;
    for (int i = 0; i <= kParts; ++i)
        result.push_back({static_cast<double>(i) / kParts, valueAt(profile, static_cast<double>(i) / kParts, 1)});
    bool isSteep = false;
    const auto ease = [&](std::size_t from, std::size_t to) {
        const double least = result[from].value - kSteepest * way / kParts;
        isSteep = isSteep || result[to].value < least;
        result[to].value = std::max(result[to].value, least);
    };
    for (std::size_t i = 1; i < result.size(); ++i)
        ease(i - 1, i);
    for (std::size_t i = result.size() - 1; i > 0; --i)
        ease(i, i - 1);
    return isSteep ? result : profile;
}

} // namespace

BrushLane::BrushLane(const Brush& brush, const StrokeSpine& spine, double breadth, int number, std::uint32_t seed)
    : m_brush(brush), m_spine(spine), m_breadth(breadth * brush.strands.width), m_end(spine.way()), m_seed(seed),
      m_noise(seed), m_hasEnds(spine.course() == Course::open) {
    const double angle = brush.nib.angle * std::numbers::pi / 180;
    m_nib = {std::cos(angle), -std::sin(angle)};
    if (brush.wobble.amount > 0) {
        const double radius = kTight * m_breadth;
        m_turns = spine.tightTurns(radius);
        m_leftTurns = spine.tightTurns(radius, 0, StrokeSpine::Turning::left);
        m_rightTurns = spine.tightTurns(radius, 0, StrokeSpine::Turning::right);
        for (auto* turns : {&m_leftTurns, &m_rightTurns})
            std::erase_if(*turns, [](const StrokeSpine::Turn& turn) { return turn.angle < kSharp; });
    }
    m_first = spine.at(0).centre;
    m_last = spine.at(m_end).centre;
    if (brush.wash.rim > 0) {
        if (m_hasEnds)
            m_rests = {m_first, m_last};
        for (const StrokeSpine::Turn& turn : spine.tightTurns(kTight * m_breadth, kTight * m_breadth))
            if (turn.angle > kKink)
                m_rests.push_back(spine.at(0.5 * (turn.from + turn.to)).centre);
    }
    const bool isFelt = brush.ends == Brush::Ends::felt && brush.nib.ratio >= 1;
    if (isFelt && m_hasEnds && !isRough(brush, breadth)) {
        m_feltEnd = std::min(0.5 * kFelt * m_breadth, 0.25 * m_end);
        m_start += m_feltEnd;
        m_end -= m_feltEnd;
    }
    if (m_hasEnds) {
        m_profile = brush.ends == Brush::Ends::round ? eased(brush.profile, 2 * m_end / m_breadth) : brush.profile;
        m_firstPool = 0.2 + 0.5 * m_noise(0.7, kLaneNoise + 40);
        m_lastPool = 0.7 + 0.6 * m_noise(0.3, kLaneNoise + 40);
        m_flow = 0.8 * m_noise(0.5, kLaneNoise + 44);
    }
    if (brush.strands.count == 1)
        return;
    // Side by side, straying slowly, and each begins and ends a little elsewhere.
    const double place = (number + 0.5) / brush.strands.count - 0.5;
    m_shift = brush.strands.spread * breadth * place;
    m_stray = 0.6 * brush.strands.spread * breadth / brush.strands.count;
    m_strayOften = m_breadth / (8 * breadth);
    if (!m_hasEnds)
        return;
    const double reach = std::min(1.5 * brush.strands.spread * breadth, 0.15 * m_end);
    m_start += reach * 0.5 * (1 + m_noise(0.37, kLaneNoise));
    m_end -= reach * 0.5 * (1 + m_noise(0.61, kLaneNoise + 7));
}

std::vector<StrokeSpine::Turn> BrushLane::tightBends() const {
    if (m_brush.nib.ratio < 1 || (m_profile.empty() && m_brush.wobble.amount <= 0))
        return {};
    const double half = 0.5 * m_breadth * (1 + kMostSwell * m_brush.wobble.amount);
    return m_spine.tightTurns(half + std::abs(m_shift) + m_stray);
}

double BrushLane::share(double way) const {
    return m_end > m_start ? std::clamp((way - m_start) / (m_end - m_start), 0.0, 1.0) : 0;
}

std::pair<double, std::uint32_t> BrushLane::noisePlace(double way, double often) const {
    if (!isClosed())
        return {often * way / m_breadth, 0};
    const double around = std::clamp(std::round(often * (m_end - m_start) / m_breadth), 1.0, kMostOften);
    return {around * share(way), static_cast<std::uint32_t>(around)};
}

double BrushLane::noiseAt(double way, double often, double aside) const {
    const auto [x, period] = noisePlace(way, often);
    return period > 0 ? m_noise(x, aside, period) : m_noise(x, aside);
}

double BrushLane::offset(double way) const {
    return m_stray > 0 ? m_shift + m_stray * noiseAt(way, m_strayOften, kLaneNoise + 20) : 0;
}

double BrushLane::half(const SpineFrame& frame, double way) const {
    const auto& nib = m_brush.nib;
    double thickness = 1;
    if (nib.ratio < 1)
        thickness = nib.ratio + (1 - nib.ratio) * std::abs(frame.along.x * m_nib.y - frame.along.y * m_nib.x);
    return 0.5 * m_breadth * thickness * valueAt(m_profile, share(way), 1);
}

double BrushLane::awayFrom(const std::vector<StrokeSpine::Turn>& turns, double way) const {
    double away = 1;
    const auto regard = [&](const StrokeSpine::Turn& turn) {
        away = std::min(away, std::max({turn.from - way, way - turn.to, 0.0}) / (kTurnReach * m_breadth));
    };
    // They follow one another along the way, so only the two to both sides of it can be the nearest.
    const auto next = std::ranges::upper_bound(turns, way, {}, &StrokeSpine::Turn::from);
    if (next != turns.end())
        regard(*next);
    if (next != turns.begin())
        regard(*std::prev(next));
    return away * away * (3 - 2 * away);
}

template <typename OneSide>
double BrushLane::ofSide(double way, double side, const OneSide& noise) const {
    const double own = noise(side), away = awayFrom(m_turns, way);
    return away >= 1 ? own : std::lerp(0.5 * (noise(1) + noise(2)), own, away);
}

double BrushLane::tucked(double way, double side) const {
    return kTucked * (1 - awayFrom(side == 1 ? m_leftTurns : m_rightTurns, way));
}

double BrushLane::swell(double way, double side) const {
    const auto& wobble = m_brush.wobble;
    if (wobble.amount <= 0)
        return 0;
    const double often = 1 / wobble.length;
    double amount = wobble.amount;
    if (m_brush.ends == Brush::Ends::round && !isClosed()) { // else the cap would stand out as a knob
        const double inside = std::clamp(std::min(way - m_start, m_end - way) / (kCalm * m_breadth), 0.0, 1.0);
        amount *= inside * inside * (3 - 2 * inside);
    }
    return amount * ofSide(way, side,
                           [&](double which) {
                               return noiseAt(way, often, 10 * which) + 0.4 * noiseAt(way, 2.7 * often, 10 * which + 5);
                           }) -
           tucked(way, side);
}

double BrushLane::rimAt(geometry::Point edge) const {
    const geometry::Point place = (kRimOften / m_breadth) * (edge - m_first);
    constexpr double kRow = kLaneNoise + 80;
    const double noise = m_noise(place.x + kRow, place.y) + 0.4 * m_noise(3 * place.x + kRow + 7, 3 * place.y);
    const double share = kRimMean + kRimChange * noise + kRimPooled * nearEnds(edge);
    double rested = isBlot() ? 1 : 0;
    for (const geometry::Point rest : m_rests)
        rested = std::max(rested, nearness(edge, rest));
    return m_brush.wash.rim * m_breadth * std::max(share, std::lerp(kRimLeast, kRimRested, rested));
}

double BrushLane::gathered(geometry::Point p, double along, double across) const {
    const geometry::Point place = (1 / m_breadth) * (p - m_first);
    constexpr double kRow = kLaneNoise + 140;
    const double lobes =
        0.7 * m_noise(0.3 * place.x + kRow, 0.3 * place.y) + 0.25 * m_noise(0.9 * place.x + kRow, 0.9 * place.y + 9);
    const double edge = std::min(across, 1.0);
    return lobes + 0.5 * edge * edge * edge + m_flow * (along - 0.5) + 0.5 * nearEnds(p);
}

/// What gathers where the brush was put down and where it was lifted.
double BrushLane::nearEnds(geometry::Point p) const {
    return m_lastPool * nearness(p, m_last) + m_firstPool * nearness(p, m_first);
}

/// 1 at an end, 0 away from it.
double BrushLane::nearness(geometry::Point p, geometry::Point end) const {
    const double far = kPool * m_breadth, square = geometry::dot(p - end, p - end);
    if (square >= far * far)
        return 0;
    const double near = 1 - std::sqrt(square) / far;
    return near * near * (3 - 2 * near);
}

double BrushLane::dryness(double way) const {
    const double here = share(way);
    if (m_spine.course() == Course::open)
        return valueAt(m_brush.gaps, here, 0);
    // Without a jump where it ends: drier and wetter again.
    return valueAt(m_brush.gaps, std::lerp(kWettest, kDriest, 0.5 - 0.5 * std::cos(2 * std::numbers::pi * here)), 0);
}

Brush powderOf(const Brush& brush) {
    Brush powder = brush;
    powder.gaps = {{0, 0.6}, {0.12, 0.1}, {0.88, 0.1}, {1, 0.6}};
    powder.bristles = {};
    powder.ends = Brush::Ends::ragged;
    powder.edge = {0, 1};
    powder.grain = {kPowderAmount, kPowderSize * std::max(brush.grain.size, kDustGrain) / brush.dust.width, 1,
                    kPowderFade};
    return powder;
}

Brush smudgeOf(const Brush& brush) {
    Brush smudge = powderOf(brush);
    smudge.gaps = {{0, 0.5}, {0.1, 0}, {0.9, 0}, {1, 0.5}};
    smudge.grain = {kSmudgeAmount, kSmudgeSize * std::max(brush.grain.size, kDustGrain) / Brush::Dust::kSmudgeWidth, 1,
                    1};
    return smudge;
}

} // namespace croquis::vector
