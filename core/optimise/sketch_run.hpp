// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "optimise/iteration_source.hpp"
#include "optimise/loss_stack.hpp"
#include "optimise/recipe/recipe.hpp"
#include "optimise/recipe/run_summary.hpp"
#include "optimise/sketch_track.hpp"

#include <chrono>
#include <span>
#include <stop_token>
#include <vector>

namespace croquis::saliency {
class StrokeSource;
}

namespace croquis::optimise {

/// One run of the optimiser: the loop of architecture.md, section 3, and the edits between its iterations.
class SketchRun {
  public:
    /// Everything but the tracks is kept by reference and must outlive this.
    /// @param iterations  makes them; the stack decides what is asked beside them.
    SketchRun(const Recipe& recipe, LossStack& stack, IterationSource& iterations, const saliency::StrokeSource& source,
              std::vector<SketchTrack> tracks, IterationObserver& observer, std::stop_token stop);

    /// Fills up or reduces the tracks whose plans ask for it (SketchPlan::fillUp).
    void fillUp();
    const std::vector<SketchTrack>& tracks() const { return m_tracks; }

    /// Runs to its end. @param start  when the run began.
    RunSummary finish(std::chrono::steady_clock::time_point start);

  private:
    Termination loop(RunSummary& summary);
    std::vector<std::size_t> active() const;
    bool endsWithStep() const;
    StopCriterion criterion(bool last) const;
    void iterate(int iteration, const std::vector<std::size_t>& sketches);
    IterationPlan planOf(int iteration, const std::vector<std::size_t>& sketches) const;
    /// What is returned has been scored, also where the run was stopped before its first iteration.
    void evaluateTheRest(int iteration);
    bool mayReseed(int iteration) const;
    void replaceDeadStrokes(SketchTrack& track, int iteration);

    void applyEdits(int iteration);
    void apply(const SketchEdit& edit, int iteration);
    /// @return false: it is stopped, and what there was still is.
    bool changeCount(SketchTrack& track, int count, int iteration);
    void restore(SketchTrack& track, const RestoreStrokes& wanted, int iteration);
    /// Moves the schedule back so that new strokes have time to settle.
    void extend(int iteration);

    const Recipe& m_recipe;
    LossStack& m_stack;
    IterationSource& m_iterations;
    const saliency::StrokeSource& m_source;
    std::vector<SketchTrack> m_tracks;
    IterationObserver& m_observer;
    std::stop_token m_stop;
    std::chrono::steady_clock::time_point m_start;
    std::vector<bool> m_missed; ///< of each track: stopped before its number of strokes was what was asked for
    int m_offset = 0;           ///< iterations by which the schedule lies behind, because of edits
};

} // namespace croquis::optimise
