// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/canvas_target.hpp"
#include "optimise/sketch_optimiser.hpp"
#include "perceptual/perceptual_encoder.hpp"
#include "saliency/stroke_seeder.hpp"

#include <ATen/TensorOperators.h>
#include <ATen/ops/avg_pool2d.h>

#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <stop_token>

namespace croquis::tests {

/// A stand-in network of plain means: quick, differentiable, deterministic. From call `nanFrom` on, `nanCalls` calls
/// give NaN.
class MeanEncoder final : public perceptual::PerceptualEncoder {
  public:
    std::string name() const override { return "means"; }
    std::string sha256() const override { return ""; }
    int inputSide() const override { return 224; }
    int stageCount() const override { return 1; }
    int embeddingSize() const override { return 196; }
    perceptual::Encoding encode(const at::Tensor& batch, const perceptual::EncoderOutputs& wanted) const override {
        const int call = calls++;
        pictures += static_cast<int>(batch.size(0));
        if (call == stopAtCall)
            stop.request_stop();
        at::Tensor means = at::avg_pool2d(batch.mean({1}, true), {16, 16});
        if ((batch.requires_grad() || nanAlways) && call >= nanFrom && call < nanFrom + nanCalls)
            means = means * std::numeric_limits<float>::quiet_NaN();
        perceptual::Encoding encoding;
        for (std::size_t k = 0; k < wanted.stages.size(); ++k)
            encoding.stages.push_back(means);
        if (wanted.embedding)
            encoding.embedding = means.flatten(1);
        return encoding;
    }
    mutable int calls = 0, pictures = 0;
    int stopAtCall = -1;
    mutable std::stop_source stop{std::nostopstate};
    int nanFrom = std::numeric_limits<int>::max();
    int nanCalls = 0;
    bool nanAlways = false; ///< not only where a gradient is asked for
};

inline optimise::Recipe quickRecipe(int iterations) {
    optimise::Recipe recipe;
    recipe.iterations = iterations;
    recipe.stageWeights = {{0, 1.0}};
    recipe.warpBank = 6;
    return recipe;
}

struct Recorder final : optimise::IterationObserver {
    std::vector<double> losses;
    std::vector<std::vector<float>> points;
    std::size_t placed = 0;
    std::stop_source stop;
    int stopAt = std::numeric_limits<int>::max();
    std::vector<std::vector<int>> ids;
    std::map<int, std::vector<optimise::SketchEdit>> edits; ///< by the iteration before which they are handed over
    void strokesPlaced(const std::vector<std::vector<geometry::CubicBezier>>& sketches) override {
        placed = sketches.size();
    }
    void iterationFinished(const optimise::IterationSummary& summary) override {
        losses.push_back(summary.sketches.front().loss.total);
        points.emplace_back(summary.sketches.front().controlPoints.begin(),
                            summary.sketches.front().controlPoints.end());
        ids.emplace_back(summary.sketches.front().ids.begin(), summary.sketches.front().ids.end());
        if (summary.iteration == stopAt)
            stop.request_stop();
    }
    std::function<void()> handingOver; ///< edits
    std::vector<optimise::SketchEdit> takeEdits() override {
        auto now = edits[static_cast<int>(losses.size())];
        if (!now.empty() && handingOver)
            handingOver();
        return now;
    }
};

/// Runs on a sample photo with a network that costs next to nothing.
struct SmallRuns {
    image::CanvasTarget target = image::placeOnCanvas(image::loadPhoto(CROQUIS_SAMPLES "/coffee.jpg"), nullptr);
    std::unique_ptr<saliency::StrokeSeeder> seeder = seederOf(target);

    optimise::RunSummary run(const MeanEncoder& encoder, const optimise::Recipe& recipe,
                             std::vector<optimise::SketchPlan> plans, Recorder& recorder) const {
        return optimise::SketchOptimiser(encoder, target, *seeder)
            .run(recipe, std::move(plans), false, recorder, recorder.stop.get_token());
    }

  private:
    static std::unique_ptr<saliency::StrokeSeeder> seederOf(const image::CanvasTarget& target) {
        auto maps = saliency::photoMaps(target);
        maps.occlusion = image::Plane(224, 224, 1, 0.5F);
        return std::make_unique<saliency::StrokeSeeder>(std::move(maps));
    }
};

} // namespace croquis::tests
