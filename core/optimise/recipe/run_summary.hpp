// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"
#include "optimise/recipe/loss_terms.hpp"
#include "optimise/recipe/sketch_edit.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace croquis::optimise {

/// One sketch of a batch. A batch of one photo may hold several: seeds of which the best is kept, or levels of
/// abstraction.
struct SketchPlan {
    int strokeCount = 16; ///< 1..128
    std::uint64_t seed =
        0; ///< of everything random in this sketch; its result doesn't depend on the others in the batch
    std::vector<geometry::CubicBezier> start; ///< canvas pixels; empty: placed on the photo's contours
    std::vector<int> startIds{};              ///< of the start, each once; empty: 1, 2, 3 ...
    std::vector<int> lockedIds{};             ///< see LockStroke
    bool fillUp = false; ///< a start of another number than strokeCount is filled up or reduced, as SetStrokeCount does
};

enum class Termination {
    completed, ///< all iterations were made
    converged, ///< no sketch of the batch moved any more
    stopped,   ///< by request; what was seen last is kept, or the best so far where that is better
    failed     ///< the drawing became unstable again and again; the best so far is kept
};

/// The outcome for one plan: exactly the control points that were scored.
struct SketchResult {
    SketchPlan plan;
    std::vector<geometry::CubicBezier> strokes; ///< canvas pixels, drawing order: most important first
    std::vector<int> ids{};                     ///< of the strokes: the same stroke has the same id throughout a run
    LossTerms loss;                             ///< un-augmented; infinite where it never was a finite number
    int iteration = 0;                          ///< at which it was scored
    int reseededStrokes = 0;
};

struct RunSummary {
    Termination termination = Termination::completed;
    std::string message; ///< for the person, when there is something to say
    int iterations = 0;
    double seconds = 0;
    std::vector<SketchResult> sketches; ///< one a plan; empty when stopped before the first strokes
    bool editsMissed = false;           ///< another number of strokes was given up because of a stop
};

/// One sketch after one iteration; valid during the call only.
struct SketchState {
    std::size_t sketch;                   ///< index of its plan; a sketch that has converged is no longer reported
    const LossTerms& loss;                ///< un-augmented, of the control points below
    std::span<const float> controlPoints; ///< [N, 4, 2] canvas pixels
    std::span<const int> ids;             ///< [N]
    bool best = false;                    ///< the best evaluated so far
};

struct IterationSummary {
    int iteration = 0;
    int iterationCount = 0; ///< planned; more after an edit that needs them
    double seconds = 0;     ///< since the run began
    std::vector<SketchState> sketches;
};

/// Told by the run, on the run's thread; may block (that pauses the run), may not call back into it.
class IterationObserver {
  public:
    virtual ~IterationObserver() = default;
    /// A named step began: "loading model", "finding subject", "placing strokes", "refining".
    virtual void stepBegan(const std::string& /*name*/) {}
    /// The first complete set of strokes, one list a plan, canvas pixels.
    virtual void strokesPlaced(const std::vector<std::vector<geometry::CubicBezier>>& /*sketches*/) {}
    virtual void iterationFinished(const IterationSummary& /*summary*/) {}
    /// A sentence that the person should know while the run goes on, as of a device that is slower than it might be.
    virtual void noticed(const std::string& /*sentence*/) {}
    /// Asked before each iteration for what is to be changed first.
    virtual std::vector<SketchEdit> takeEdits() { return {}; }
};

} // namespace croquis::optimise
