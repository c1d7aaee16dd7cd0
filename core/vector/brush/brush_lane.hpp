// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/brush.hpp"
#include "vector/brush/noise.hpp"
#include "vector/brush/stroke_spine.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace croquis::vector {

/// One line that a brush leaves along a stroke: where it lies beside the centre line, and how wide it is there.
class BrushLane {
  public:
    /// @param breadth  the brush's width, page units. @param number  below brush.strands.count. Keeps
    /// references to brush and spine.
    BrushLane(const Brush& brush, const StrokeSpine& spine, double breadth, int number, std::uint32_t seed);

    const Brush& brush() const { return m_brush; }
    const StrokeSpine& spine() const { return m_spine; }
    double breadth() const { return m_breadth; } ///< of the lane at its widest
    double start() const { return m_start; }     ///< way along the spine
    double end() const { return m_end; }
    std::uint32_t seed() const { return m_seed; }
    /// It goes around something and ends where it began.
    bool isClosed() const { return m_spine.course() == Course::around; }
    /// Where a round tip whose width changes along the way turns more tightly than it is broad. None of others.
    std::vector<StrokeSpine::Turn> tightBends() const;
    bool isBlot() const { return m_spine.course() == Course::blot; }
    /// How far a felt tip's end goes beyond start() and end().
    double feltEnd() const { return m_feltEnd; }
    /// Of its shape, 1: an ellipse, 0: a rectangle.
    static constexpr double kFeltBend = 0.7;
    /// How many times as finely as a single curve a line of many may be divided.
    double fineness() const { return std::min(static_cast<double>(m_spine.curves().size()), 25.0); }

    /// Where to look a noise up that changes so often a breadth, and with which period; 0: of a lane with ends.
    std::pair<double, std::uint32_t> noisePlace(double way, double often) const;
    /// Of its middle, to the left of the spine.
    double offset(double way) const;
    /// Half its width: profile and nib, held beyond its ends.
    double half(const SpineFrame& frame, double way) const;
    /// What the width swells by there, on one side of it. @param side  1: left, 2: right.
    double swell(double way, double side) const;
    double dryness(double way) const;
    /// Breadth of a wash's rim where its edge is, page units above 0: broad here and there and where the brush rested
    /// (put down, lifted, or turned at a kink), next to nothing elsewhere.
    double rimAt(geometry::Point edge) const;
    /// How much pigment gathers on a wash, roughly -1..1: in lobes, towards its edge and one of its ends, and where the
    /// brush was lifted. @param along  0..1 from end to end. @param across  0..1 from its middle to its edge.
    double gathered(geometry::Point p, double along, double across) const;

  private:
    double share(double way) const;
    /// On the line of the noise so far aside.
    double noiseAt(double way, double often, double aside) const;
    double nearEnds(geometry::Point p) const;
    double nearness(geometry::Point p, geometry::Point end) const;
    /// What the inner side of a sharp turn is narrower by, so that it stays within the other leg.
    double tucked(double way, double side) const;
    /// From the nearest of these turns, 1: so far that it plays no part.
    double awayFrom(const std::vector<StrokeSpine::Turn>& turns, double way) const;
    /// The noise of one side; where the stroke turns tightly, both sides': else the one that the turn begins with would
    /// stand out from the other, which goes round.
    template <typename OneSide>
    double ofSide(double way, double side, const OneSide& noise) const;

    const Brush& m_brush;
    const StrokeSpine& m_spine;
    double m_breadth;
    double m_start = 0, m_end;
    double m_shift = 0, m_stray = 0, m_strayOften = 1;
    std::uint32_t m_seed;
    std::vector<BrushPoint> m_profile;
    double m_feltEnd = 0;
    Noise m_noise;
    geometry::Point m_first, m_last;        ///< of the spine
    double m_firstPool = 0, m_lastPool = 0; ///< what gathers there
    double m_flow = 0;                      ///< what gathers towards the end rather than the start
    std::vector<geometry::Point> m_rests;   ///< where its rim is broad
    geometry::Point m_nib;                  ///< along its edge, y down
    bool m_hasEnds;
    std::vector<StrokeSpine::Turn> m_turns, m_leftTurns, m_rightTurns;
};

/// What lies beside the stroke as a brush of its own, `dust.width` times as broad: specks.
Brush powderOf(const Brush& brush);
/// What was rubbed into the paper likewise, Dust::kSmudgeWidth times as broad: covers the tooth in the middle.
Brush smudgeOf(const Brush& brush);
/// The lane with notches, bristle gaps and the paper's tooth.
std::vector<Contour> laneTooth(const BrushLane& lane, double tolerance, double step);

} // namespace croquis::vector
