// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/canvas_target.hpp"
#include "optimise/iteration_source.hpp"
#include "optimise/recipe/recipe.hpp"
#include "optimise/recipe/run_summary.hpp"

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace croquis::perceptual {
class PerceptualEncoder;
}
namespace croquis::saliency {
class StrokeSource;
}

namespace croquis::optimise {

/// What a run gives to whoever makes its iterations; valid while the run lasts.
struct IterationInputs {
    const Recipe& recipe;
    const perceptual::PerceptualEncoder& encoder;
    const image::CanvasTarget& target;
    const image::Plane& edges; ///< the edge term's target; empty: there is no such term
};
using IterationMaker = std::function<std::unique_ptr<IterationSource>(const IterationInputs& inputs)>;

/// Moves the strokes of a batch of sketches so that the network sees the photo in them.
class SketchOptimiser {
  public:
    /// All three are kept by reference and must outlive this.
    /// @param maker  of the iterations, on another device than the processor.
    SketchOptimiser(const perceptual::PerceptualEncoder& encoder, const image::CanvasTarget& target,
                    const saliency::StrokeSource& source, IterationMaker maker = {});

    /// Runs to its end on the calling thread. Every `evaluationInterval` iterations the un-augmented loss decides which
    /// strokes are kept: exactly those that were scored (one step later with Recipe::savesNextStep); of a run that is
    /// stopped those of the last iteration too, whose un-augmented loss is known as every iteration's is. Strokes that
    /// die in the first `reseedingShare` of the run are placed again. A loss or gradient that is not finite takes the
    /// sketch back to its best and halves its learning rate; a device that can't go on ends the run as failed with its
    /// best. Same recipe, plans and thread count: the same bytes.
    /// @param allowFewer  plans without a start may get fewer strokes where further ones would explain nothing.
    /// @throws InvalidArgument for a recipe or plan out of range, a stage the encoder doesn't have, or an edge term
    /// without a source that knows edges; DeviceError for a device that can't begin.
    /// Cost: per iteration one encoder pass of plans x (1 + augmentedViews) pictures, forward and backward.
    RunSummary run(const Recipe& asked, std::vector<SketchPlan> plans, bool allowFewer, IterationObserver& observer,
                   std::stop_token stop) const;

    /// The un-augmented loss of given strokes under a recipe.
    struct Score {
        LossTerms loss;
        std::vector<float> gradient; ///< [N, 4, 2] d loss / d control point, loss a canvas pixel
        double throughViews = 0;     ///< the loss' mean over the clean view and the others asked for
    };
    /// @param views  with the clean one, 1 to 1000: the others are random, the same for every sketch, and none that a
    /// run sees.
    Score score(const Recipe& recipe, const std::vector<geometry::CubicBezier>& strokes, int views = 1) const;

  private:
    const perceptual::PerceptualEncoder& m_encoder;
    const image::CanvasTarget& m_target;
    const saliency::StrokeSource& m_source;
    IterationMaker m_maker;
};

} // namespace croquis::optimise
