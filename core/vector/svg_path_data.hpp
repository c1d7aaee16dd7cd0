// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"

#include <string_view>
#include <vector>

namespace croquis::vector {

/// Most curves of one document; an SVG with more is refused.
inline constexpr std::size_t kMaximumCurves = 200000;

/// A line as the cubic whose control points lie at its thirds: even speed, like every line of Croquis.
geometry::CubicBezier lineCurve(geometry::Point from, geometry::Point to);

/// Appends curves, one after the other, from a pen that draws.
class CurvePen {
  public:
    /// @param roundEnds  a path that closes where it began leaves a dot, as SVG has it.
    explicit CurvePen(std::vector<geometry::CubicBezier>& curves, bool roundEnds = false)
        : m_curves(curves), m_roundEnds(roundEnds) {}

    geometry::Point position() const { return m_position; }
    void moveTo(geometry::Point to);
    void lineTo(geometry::Point to);
    void cubicTo(geometry::Point control1, geometry::Point control2, geometry::Point to);
    void quadraticTo(geometry::Point control, geometry::Point to);
    /// SVG's elliptical arc (SVG 1.1, appendix F.6), as one cubic for each begun quarter turn: within 2.8e-4 of the
    /// larger radius.
    void arcTo(geometry::Point radii, double rotationDegrees, bool largeArc, bool sweep, geometry::Point to);
    /// A line back to where the last moveTo was, unless the pen is there.
    void close();

  private:
    void add(const geometry::CubicBezier& curve);

    std::vector<geometry::CubicBezier>& m_curves;
    geometry::Point m_position;
    geometry::Point m_start;
    bool m_roundEnds;
    bool m_isBare = false; ///< nothing since the last moveTo
};

/// Draws an SVG path's `d` (all of M L H V C S Q T A Z, absolute and relative, implicit repeats, compact numbers).
/// What comes before the damage is drawn.
/// @throws ExportError with the cause for anything that isn't a whole, well-formed path or exceeds kMaximumCurves.
void drawPathData(std::string_view data, CurvePen& pen);

} // namespace croquis::vector
