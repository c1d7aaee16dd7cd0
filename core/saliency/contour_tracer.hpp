// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"
#include "image/plane.hpp"

#include <vector>

namespace croquis::saliency {

/// A contour followed both ways from a seed point, in steps of about one pixel; canvas pixels.
struct ContourTrace {
    std::vector<geometry::Point> points;
    int seedIndex = 0; ///< which of them is the seed
};

/// Follows the ridges of an edge map along a tangent field.
class ContourTracer {
  public:
    /// Keeps references to the tangents, and a softened copy of the edges.
    /// @param edges  [H, W], 0..1, thin lines.
    ContourTracer(const image::Plane& edges, const image::Plane& tangentX, const image::Plane& tangentY);

    /// Centres of pixels with edges > threshold, strongest first, at most one in each square of `cell` pixels' side.
    std::vector<geometry::Point> seeds(float threshold, int cell) const;

    /// At most `maximumSteps` steps each way. Ends where the edge stays below `support` for more than 6 steps (what it
    /// bridged in vain is cut off), where the line turns by more than 70 degrees within 5 steps, and 2 px before the
    /// border.
    ContourTrace trace(geometry::Point seed, int maximumSteps, float support) const;

    /// From a point on one way, the one nearer to `direction` (of any length); ends as trace() does.
    /// @return the points after `from`.
    std::vector<geometry::Point> onwards(geometry::Point from, geometry::Point direction, int maximumSteps,
                                         float support) const;

  private:
    std::vector<geometry::Point> walk(geometry::Point seed, double sense, int maximumSteps, float support) const;
    geometry::Point tangentAt(geometry::Point position) const;

    image::Plane m_edges;
    image::Plane m_evidence;
    const image::Plane& m_tangentX;
    const image::Plane& m_tangentY;
};

} // namespace croquis::saliency
