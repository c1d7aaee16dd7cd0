// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "animation/animation.hpp"

#include <span>
#include <vector>

namespace croquis::animation {

/// How far from its centre a line of the brush is uncovered while it is drawn: beyond all ink it leaves. Of the whole
/// line.
double uncoveredReach(std::span<const geometry::Stroke> line, const vector::Brush& brush);

/// What a painter shows of an animation. A brush paints each line once and for all; while the line is drawn, that is
/// uncovered along it, as the animated SVG does it: so its ends and its texture are there from the beginning.
class MovingMarks {
  public:
    /// Keeps a reference to the animation.
    explicit MovingMarks(const Animation& animation);

    /// @param seconds  as Animation::at.
    vector::MarkedPage at(double seconds) const;

  private:
    vector::MarkedPage uncovered(double share) const;

    const Animation& m_animation;
    std::vector<vector::Mark> m_paper;
    std::vector<std::vector<vector::Mark>> m_lines; ///< of each; empty where they are made anew for each time
    std::vector<double> m_reaches;                  ///< of each, mm
};

} // namespace croquis::animation
