// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/card/card_runs.hpp"

#include "core/card/mean_network.hpp"
#include "image/photo.hpp"
#include "saliency/photo_maps.hpp"
#include "saliency/stroke_seeder.hpp"
#include "saliency/walk_seeder.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace croquis::test {

using optimise::Recipe;
using optimise::SketchPlan;

namespace {

/// Notes the counts before the source is gone.
struct Counted final : optimise::IterationSource {
    Counted(std::unique_ptr<card::CardIterations> source, CardRunDone& into) : of(std::move(source)), run(into) {}
    ~Counted() override {
        run.captures = of->captures();
        run.beginnings = of->beginnings();
        run.pages = of->targetPlan().pages;
    }
    std::vector<optimise::MeasuredSketch> measure(const optimise::IterationPlan& plan,
                                                  std::span<const optimise::SketchTrack> tracks,
                                                  const optimise::IterationForecast& forecast) override {
        return of->measure(plan, tracks, forecast);
    }
    void step(std::size_t row, optimise::SketchTrack& track) override { of->step(row, track); }

    std::unique_ptr<card::CardIterations> of;
    CardRunDone& run;
};

template <class T>
bool beginsAlike(const std::vector<T>& a, const std::vector<T>& b) {
    return std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin());
}

} // namespace

void CardRecorder::iterationFinished(const optimise::IterationSummary& summary) {
    points.emplace_back();
    losses.emplace_back();
    terms.emplace_back();
    for (const auto& sketch : summary.sketches) {
        points.back()[sketch.sketch] = {sketch.controlPoints.begin(), sketch.controlPoints.end()};
        losses.back()[sketch.sketch] = sketch.loss.total;
        terms.back()[sketch.sketch] = sketch.loss;
    }
    if (summary.iteration == stopAt)
        stop.request_stop();
}

bool CardRunDone::sameBytesAs(const CardRunDone& other) const {
    return recorder.points == other.recorder.points && recorder.losses == other.recorder.losses &&
           summary.sketches.size() == other.summary.sketches.size() &&
           std::equal(summary.sketches.begin(), summary.sketches.end(), other.summary.sketches.begin(),
                      [](const auto& a, const auto& b) {
                          return a.strokes == b.strokes && a.ids == b.ids && a.loss == b.loss;
                      });
}

bool CardRunDone::beginsAs(const CardRunDone& other) const {
    return beginsAlike(recorder.points, other.recorder.points) && beginsAlike(recorder.losses, other.recorder.losses);
}

CardSettings CardSettings::with(std::function<void(HostCard&)> told) const {
    CardSettings settings = *this;
    settings.host = std::move(told);
    return settings;
}

CardRuns::CardRuns()
    : m_target(image::placeOnCanvas(image::loadPhoto(CROQUIS_SAMPLES "/coffee.jpg"), nullptr)),
      m_walks(std::make_unique<saliency::WalkSeeder>(image::Plane{})) {}

CardRuns::~CardRuns() = default;

const saliency::StrokeSource& CardRuns::sourceFor(const Recipe& recipe) const {
    if (recipe.edgeWeight == 0)
        return *m_walks;
    if (!m_contours) {
        auto maps = saliency::photoMaps(m_target);
        maps.occlusion = image::Plane(224, 224, 1, 0.5f);
        m_contours = std::make_unique<saliency::StrokeSeeder>(std::move(maps));
    }
    return *m_contours;
}

CardRunDone CardRuns::onProcessor(const Recipe& recipe, const std::vector<SketchPlan>& plans, CardRecorder recorder,
                                  int nanAt) const {
    CardRunDone run{std::move(recorder), {}, {}, {}, {}};
    MeanEncoder encoder;
    encoder.nanAt = nanAt;
    run.summary = optimise::SketchOptimiser(encoder, m_target, sourceFor(recipe))
                      .run(recipe, plans, false, run.recorder, run.recorder.stop.get_token());
    return run;
}

CardRunDone CardRuns::onCard(const Recipe& recipe, const std::vector<SketchPlan>& plans, const CardSettings& settings,
                             CardRecorder recorder) const {
    CardRunDone run{std::move(recorder), {}, {}, {}, {}};
    const MeanEncoder encoder;
    MeanNetwork network;
    network.nanAt = settings.nanAt;
    network.most = settings.most;
    network.waits = settings.networkWaits;
    network.side = settings.side;
    network.companyCounts = settings.companyCounts;
    network.bytes = settings.bytesPerPicture;
    network.bytesForth = settings.bytesToEncode;
    HostCard host(settings.pace);
    settings.host(host);
    card::CardOptions options;
    options.captures = settings.captures;
    options.segment = settings.segment;
    options.gradientScale = settings.gradientScale;
    options.sketchesAtOnce = settings.sketchesAtOnce;
    options.together = [&](int sketches) { run.together.push_back(sketches); };
    options.notice = [&](const std::string& notice) {
        run.notices.push_back(notice);
        run.noticedAt.push_back(run.recorder.points.size());
    };
    const optimise::IterationMaker maker = [&](const optimise::IterationInputs& inputs) {
        return std::make_unique<Counted>(std::make_unique<card::CardIterations>(host, network, inputs, options), run);
    };
    run.summary = optimise::SketchOptimiser(encoder, m_target, sourceFor(recipe), maker)
                      .run(recipe, plans, false, run.recorder, run.recorder.stop.get_token());
    run.replays = host.replays();
    run.runs = host.runs();
    run.launches = host.launches();
    run.copies = host.copies();
    run.records = host.records();
    run.allocations = host.allocations();
    run.trims = host.trims();
    run.largest = network.largest;
    run.most = network.together;
    return run;
}

Recipe wholeRecipe(int iterations) {
    Recipe recipe;
    recipe.iterations = iterations;
    recipe.stageWeights = {{0, 1.0}};
    recipe.warpBank = 6;
    recipe.evaluationInterval = 5;
    return recipe;
}

Recipe leastRecipe(int iterations) {
    Recipe recipe = wholeRecipe(iterations);
    recipe.edgeWeight = 0;
    recipe.warpBank = 3;
    recipe.reseedingShare = 0;
    return recipe;
}

Recipe paperRecipe(int iterations) {
    Recipe recipe = optimise::recipeFor("clipasso", optimise::Quality::normal, optimise::Network::clip);
    recipe.iterations = iterations;
    recipe.stageWeights = {{0, 1.0}};
    recipe.augmentedViews = 2;
    recipe.stopRule = optimise::StopRule::still;
    return recipe;
}

geometry::CubicBezier lineAt(double x, double y) {
    return {{{{x, y}, {x + 12, y + 3}, {x + 25, y - 4}, {x + 40, y + 5}}}};
}

double difference(const Points& a, const Points& b) {
    double worst = a.size() == b.size() ? 0 : 1e30;
    for (std::size_t k = 0; k < a.size() && a.size() == b.size(); ++k)
        worst = std::max(worst, std::abs(double{a[k]} - b[k]));
    return worst;
}

} // namespace croquis::test
