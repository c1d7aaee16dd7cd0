// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimise/sketch_optimiser.hpp"

#include "base/error.hpp"
#include "optimise/loss_stack.hpp"
#include "optimise/sketch_run.hpp"
#include "optimise/sketch_track.hpp"
#include "optimise/stack_iterations.hpp"
#include "saliency/stroke_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace croquis::optimise {
namespace {

constexpr std::uint64_t kScoreSeed = 0x73636f7265; // of the views that only a score sees

/// Empty where the recipe asks for none.
image::Plane edgeTarget(const Recipe& recipe, const saliency::StrokeSource& source) {
    if (recipe.edgeWeight == 0)
        return {};
    image::Plane edges = source.edges();
    if (edges.empty())
        throw InvalidArgument("Recipe: an edgeWeight needs strokes that begin on contours.");
    for (float& value : edges.values)
        value = std::clamp(value, 0.0f, 1.0f);
    return edges;
}

std::unique_ptr<IterationSource> madeBy(const IterationMaker& maker, const IterationInputs& inputs) {
    try {
        return maker(inputs);
    } catch (const DeviceError& error) {
        throw DeviceError(fmt::format("{} The processor can draw instead (--device cpu).", error.what()));
    }
}

/// @throws InvalidArgument for what a card's iterations can't do.
void refuseOnCard(const Recipe& recipe) {
    const auto refuse = [](bool asked, const char* option) {
        if (asked)
            throw InvalidArgument(fmt::format("The recipe's {} is for the processor alone (--device cpu).", option));
    };
    refuse(recipe.viewsBySeed, "views-by-seed=yes");
    refuse(recipe.viewsResampled == Resampling::twice, "views-resampled=twice");
}

} // namespace

SketchOptimiser::SketchOptimiser(const perceptual::PerceptualEncoder& encoder, const image::CanvasTarget& target,
                                 const saliency::StrokeSource& source, IterationMaker maker)
    : m_encoder(encoder), m_target(target), m_source(source), m_maker(std::move(maker)) {}

RunSummary SketchOptimiser::run(const Recipe& asked, std::vector<SketchPlan> plans, bool allowFewer,
                                IterationObserver& observer, std::stop_token stop) const {
    asked.validate();
    Recipe recipe = asked;
    if (m_maker)
        recipe.earlyShare = 0; // a card's iterations are all of one size
    if (plans.empty())
        throw InvalidArgument("SketchOptimiser: no sketch is planned");
    const auto start = std::chrono::steady_clock::now();
    if (m_maker)
        refuseOnCard(recipe);
    std::vector<SketchTrack> tracks;
    std::vector<std::uint64_t> seeds;
    for (auto& plan : plans) {
        seeds.push_back(plan.seed);
        if (plan.strokeCount < 1 || plan.strokeCount > geometry::kMostStrokes)
            throw InvalidArgument(fmt::format("The number of strokes must lie between 1 and {}, not {}.",
                                              geometry::kMostStrokes, plan.strokeCount));
        auto strokes = plan.start;
        if (strokes.empty()) {
            saliency::SeederOptions options;
            options.strokeCount = plan.strokeCount;
            options.seed = plan.seed;
            options.allowFewer = allowFewer;
            strokes = m_source.place(options);
        }
        tracks.emplace_back(std::move(plan), std::move(strokes), recipe.seeding == Seeding::contours);
    }
    const image::Plane edges = edgeTarget(recipe, m_source);
    LossStack stack(recipe, m_encoder, m_target, edges, seeds);
    const std::unique_ptr<IterationSource> iterations = m_maker ? madeBy(m_maker, {recipe, m_encoder, m_target, edges})
                                                                : std::make_unique<StackIterations>(recipe, stack);
    SketchRun sketchRun(recipe, stack, *iterations, m_source, std::move(tracks), observer, std::move(stop));
    sketchRun.fillUp();
    std::vector<std::vector<geometry::CubicBezier>> placed;
    for (const auto& track : sketchRun.tracks())
        placed.push_back(strokesOf(track.points()));
    observer.strokesPlaced(placed);
    observer.stepBegan("refining");
    return sketchRun.finish(start);
}

SketchOptimiser::Score SketchOptimiser::score(const Recipe& recipe, const std::vector<geometry::CubicBezier>& strokes,
                                              int views) const {
    Recipe seen = recipe;
    seen.viewsBySeed = true; // of a seed of its own
    seen.freshWarps = false;
    seen.augmentedViews = 0;
    seen.warpBank = views - 1;
    seen.validate();
    if (strokes.empty())
        throw InvalidArgument("The sketch holds no strokes.");
    const std::array<std::uint64_t, 1> seeds{kScoreSeed};
    LossStack stack(seen, m_encoder, m_target, edgeTarget(recipe, m_source), seeds);
    const std::vector<std::vector<float>> points{controlPointsOf(strokes)};
    const auto through = [&](int view, bool withGradient) {
        const std::array<int, 1> one{view};
        stack.prepare(one);
        return std::move(stack.evaluate(points, one, withGradient).front());
    };
    LossStack::Row clean = through(0, true);
    double sum = clean.clean.total;
    for (int view = 1; view < views; ++view)
        sum += through(view, false).clean.total;
    return {std::move(clean.clean), std::move(clean.gradient), sum / views};
}

} // namespace croquis::optimise
