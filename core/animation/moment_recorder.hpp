// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "animation/animation.hpp"
#include "geometry/affine.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace croquis::animation {

/// A stroke of the finished drawing, as the run knows it.
struct KnownStroke {
    int id = 0;
    geometry::CubicBezier curve; ///< canvas pixels, as it is drawn
    bool reversed = false;       ///< from the other end than the run has it
};

/// Remembers where the strokes of a run's sketch were, for the animation of its convergence. Cost: 40 bytes a stroke
/// and iteration.
class MomentRecorder {
  public:
    /// The sketch after an iteration. @param controlPoints  [N, 4, 2] canvas pixels. @param ids  [N]
    void add(int iteration, std::span<const float> controlPoints, std::span<const int> ids);

    /// How the drawing came to be, up to the iteration at which it was scored: at most `most` moments at even
    /// distances, the last one the drawing itself.
    /// @param strokes         of the finished drawing, in its order.
    /// @param pageFromCanvas  of its page.
    std::vector<Moment> moments(std::span<const KnownStroke> strokes, int iteration,
                                const geometry::Affine& pageFromCanvas, std::size_t most = 48) const;

  private:
    struct State {
        int iteration = 0;
        std::vector<float> controlPoints;
        std::vector<int> ids;
    };
    std::vector<State> m_states;
};

} // namespace croquis::animation
