// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "animation/animation.hpp"
#include "geometry/affine.hpp"
#include "optimise/run_summary.hpp"

#include <cstddef>
#include <vector>

namespace croquis::cli {

/// Remembers where the strokes of a run were, for the animation of its convergence. Cost: 40 bytes a stroke and
/// iteration.
class MomentRecorder {
  public:
    void add(const optimise::IterationSummary& summary);

    /// How the run's sketch of that number came to be, up to the iteration at which it was best: at most `most` moments
    /// at even distances, the last one its result. @param pageFromCanvas  of the drawing's page.
    std::vector<animation::Moment> moments(const optimise::RunSummary& run, std::size_t sketch,
                                           const geometry::Affine& pageFromCanvas, std::size_t most = 48) const;

  private:
    struct State {
        int iteration = 0;
        std::size_t sketch = 0;
        std::vector<float> controlPoints;
        std::vector<int> ids;
    };
    std::vector<State> m_states;
};

} // namespace croquis::cli
