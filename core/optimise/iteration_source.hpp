// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.hpp"
#include "optimise/recipe/loss_terms.hpp"
#include "optimise/sketch_track.hpp"

#include <functional>
#include <span>
#include <vector>

namespace croquis::optimise {

/// A device can't go on: the run ends with the best it has.
class DeviceGaveUp : public DeviceError {
  public:
    using DeviceError::DeviceError;
};

/// What an iteration is made of, before it is made.
struct IterationPlan {
    int iteration = 0;
    bool first = false;                ///< of the schedule: it shouldn't wait for what only later ones need
    int end = 0;                       ///< the first iteration that isn't planned
    bool measuresOnly = false;         ///< no step follows: the last evaluation
    double learningRate = 0;           ///< canvas pixels, before a track's own factor
    std::vector<std::size_t> sketches; ///< of the tracks, those that still move
    std::vector<int> views;            ///< of the bank, sketch by sketch; the first of each is the clean one
};

/// The plan of a later iteration if nothing is decided before it.
using IterationForecast = std::function<IterationPlan(int iteration)>;

/// What is known of a sketch after an iteration, before its step is taken.
struct MeasuredSketch {
    LossTerms clean;    ///< un-augmented, of the track's points
    bool finite = true; ///< loss and gradient
};

/// Makes the iterations of a run: on the processor one when it is asked for, on a card many ahead.
class IterationSource {
  public:
    virtual ~IterationSource() = default;

    /// Measures the planned sketches as the tracks have them. What is found out of an iteration depends on the plan and
    /// the tracks alone, whatever was forecast before.
    /// @param tracks    all of the run.
    /// @param forecast  may be called during the call, for iterations below plan.end.
    /// @return          one a planned sketch.
    /// @throws DeviceGaveUp.
    virtual std::vector<MeasuredSketch> measure(const IterationPlan& plan, std::span<const SketchTrack> tracks,
                                                const IterationForecast& forecast) = 0;

    /// Takes the step that follows the measuring, or leaves it out (SketchTrack::leaveOutStep()).
    /// @param row    of the plan's sketches. @param track  that sketch, unchanged since it was measured, and finite.
    virtual void step(std::size_t row, SketchTrack& track) = 0;
};

} // namespace croquis::optimise
