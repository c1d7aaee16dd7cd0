// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/engine/engine_session.hpp"

#include "card/card_bench.hpp"
#include "optimise/sketch_optimiser.hpp"
#include "optimise/sketch_track.hpp"
#include "raster/stroke_rasteriser.hpp"
#include "saliency/photo_maps.hpp"
#include "saliency/stroke_seeder.hpp"
#include "session/devices.hpp"
#include "session/engine/bench_timing.hpp"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/ones.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace croquis::session {
namespace {

constexpr int kRuns = 9;
constexpr auto kAtLeast = BenchGoal::Bound::atLeast;

/// Strokes from a seeder of its own, so that nothing found before is used again.
std::vector<geometry::CubicBezier> placedAfresh(const saliency::StrokeSeeder& seeder, int count) {
    saliency::SeederOptions options;
    options.strokeCount = count;
    return saliency::StrokeSeeder(seeder.maps()).place(options);
}

/// GFLOP/s.
struct MatrixRate {
    double fp32 = 0, bf16 = 0;
};

MatrixRate benchMatrixProduct(const BenchReport& report) {
    constexpr int64_t kSide = 2048;
    const at::Tensor a = at::ones({kSide, kSide}), b = at::ones({kSide, kSide});
    const double operations = 2.0 * kSide * kSide * kSide;
    MatrixRate rate;
    rate.fp32 = operations / medianOf(kRuns, 2, [&] { at::mm(a, b); }) / 1e9;
    report({"matrix product 2048, fp32", rate.fp32, "GFLOP/s", kRuns});
    const at::Tensor a16 = a.to(at::kBFloat16), b16 = b.to(at::kBFloat16);
    rate.bf16 = operations / medianOf(kRuns, 2, [&] { at::mm(a16, b16); }) / 1e9;
    report({"matrix product 2048, bf16", rate.bf16, "GFLOP/s", kRuns});
    return rate;
}

/// Forward and backward of one sketch on one thread.
void benchRaster(const std::vector<geometry::CubicBezier>& strokes, const BenchReport& report) {
    const int threads = at::get_num_threads();
    at::set_num_threads(1);
    const raster::StrokeRasteriser rasteriser{raster::RasterOptions{}};
    const auto numbers = optimise::controlPointsOf(strokes);
    at::Tensor points = at::empty({1, static_cast<int64_t>(strokes.size()), 4, 2});
    std::copy(numbers.begin(), numbers.end(), points.mutable_data_ptr<float>());
    points.requires_grad_(true);
    const at::Tensor gradient = at::ones({1, 1, 224, 224});
    const double seconds = medianOf(kRuns, 20, [&] { rasteriser.draw(points).backward(gradient); });
    const double goal = strokes.size() == 16 ? 0.25 : 1.2;
    report({"raster, " + std::to_string(strokes.size()) + " strokes, forward and backward, one thread", seconds * 1e3,
            "ms", kRuns, BenchGoal{goal}});
    at::set_num_threads(threads);
}

/// What happens before the first iteration, but for the occlusion saliency.
void benchPlacing(const image::CanvasTarget& target, const saliency::StrokeSeeder& seeder, const BenchReport& report) {
    const double maps = medianOf(kRuns, 1, [&] { saliency::photoMaps(target); });
    const double choice = medianOf(kRuns, 1, [&] { placedAfresh(seeder, 16); });
    report({"maps", 1e3 * maps, "ms", kRuns});
    report({"candidates and greedy choice, 16 strokes", 1e3 * choice, "ms", kRuns});
    report({"maps, candidates and greedy choice together", 1e3 * (maps + choice), "ms", kRuns, BenchGoal{150}});
}

/// Notes how long iterations take, but for the first ones of a run.
struct IterationClock final : optimise::IterationObserver {
    std::vector<double> each; ///< seconds

    /// Of one more run.
    void begin(std::size_t warmUp) {
        m_warmUp = warmUp;
        m_count = 0;
    }
    void iterationFinished(const optimise::IterationSummary& summary) override {
        if (m_count++ > m_warmUp)
            each.push_back(summary.seconds - m_end);
        m_end = summary.seconds;
    }

  private:
    std::size_t m_warmUp = 0, m_count = 0;
    double m_end = 0;
};

/// Times something else between any two iterations, so that both see the machine in the same state.
struct AlternatingClock final : optimise::IterationObserver {
    explicit AlternatingClock(std::function<void()> other) : m_other(std::move(other)) {}

    void iterationFinished(const optimise::IterationSummary&) override {
        const auto end = std::chrono::steady_clock::now();
        const double other = secondsOf(m_other);
        if (m_begin && ++m_count > kWarmUp) {
            others.push_back(other);
            rests.push_back(std::chrono::duration<double>(end - *m_begin).count() - other);
        }
        m_begin = std::chrono::steady_clock::now();
    }

    static constexpr int kWarmUp = 20;
    std::vector<double> others; ///< seconds of the other
    std::vector<double> rests;  ///< of the iteration before it less those

  private:
    std::function<void()> m_other;
    std::optional<std::chrono::steady_clock::time_point> m_begin;
    int m_count = 0;
};

constexpr int kIterations = 60;

/// Whole iterations of the optimiser, the first twenty left out.
void benchIterations(const optimise::SketchOptimiser& optimiser, optimise::Recipe recipe, const BenchReport& report) {
    constexpr std::size_t kWarmUp = 20;
    constexpr int kRounds = 2;
    constexpr std::array<int, 3> kCounts{4, 16, 32};
    recipe.iterations = kIterations;
    std::array<IterationClock, kCounts.size()> clocks;
    for (int round = 0; round < kRounds; ++round)
        for (std::size_t k = 0; k < kCounts.size(); ++k) {
            optimise::SketchPlan plan;
            plan.strokeCount = kCounts[k];
            clocks[k].begin(kWarmUp);
            optimiser.run(recipe, {plan}, false, clocks[k], {});
        }
    for (std::size_t k = 0; k < kCounts.size(); ++k)
        report({"iteration, " + std::to_string(kCounts[k]) + " strokes, two views", 1e3 * median(clocks[k].each), "ms",
                static_cast<int>(clocks[k].each.size())});
    report({"iteration of 32 strokes against one of 4", median(clocks.back().each) / median(clocks.front().each), "x",
            static_cast<int>(clocks.back().each.size()), BenchGoal{1.25}});
}

/// Floating-point operations of a pass over the stages and the embedding that a recipe reads, in units of 10^9.
double gigaOperations(const perceptual::PerceptualEncoder& encoder, const optimise::Recipe& recipe, int pictures,
                      int channels) {
    perceptual::EncoderOutputs wanted;
    for (const auto& [stage, weight] : recipe.stageWeights)
        wanted.stages.push_back(stage);
    return 2e-9 * pictures * static_cast<double>(encoder.multiplyAdds(wanted, channels));
}

/// The encoder by itself, its share of the matrix product's rate, and what of an iteration is left without it.
void benchEncoder(const optimise::SketchOptimiser& optimiser, const perceptual::PerceptualEncoder& encoder,
                  optimise::Recipe recipe, double peak, const BenchReport& report) {
    at::Tensor pictures = at::ones({2, 1, 224, 224});
    pictures.requires_grad_(true);
    perceptual::EncoderOutputs wanted;
    for (const auto& [stage, weight] : recipe.stageWeights)
        wanted.stages.push_back(stage);
    const double forward = medianOf(kRuns, 3, [&] {
        const c10::AutoGradMode none(false);
        encoder.encode(pictures, wanted);
    });
    report({"encoder forward, two views", 1e3 * forward, "ms", kRuns});

    AlternatingClock clock([&] {
        const c10::AutoGradMode gradients(true);
        const auto encoding = encoder.encode(pictures, wanted);
        at::Tensor sum = encoding.embedding.sum();
        for (const auto& stage : encoding.stages)
            sum = sum + stage.sum();
        sum.backward();
    });
    recipe.iterations = kIterations;
    optimise::SketchPlan plan;
    plan.strokeCount = 16;
    optimiser.run(recipe, {plan}, false, clock, {});
    const int runs = static_cast<int>(clock.others.size());
    const double both = median(std::move(clock.others));
    report({"encoder forward and input gradient, two views", 1e3 * both, "ms", runs});
    report({"its rate, of the matrix product's", 100 * 2 * gigaOperations(encoder, recipe, 2, 1) / both / peak, "%",
            runs, BenchGoal{50, kAtLeast}});
    report(
        {"iteration, 16 strokes, without the encoder", 1e3 * median(std::move(clock.rests)), "ms", runs, BenchGoal{3}});
}

} // namespace

void EngineSession::bench(const BenchReport& report) {
    if (m_card)
        return benchCard(report);
    const MatrixRate rate = benchMatrixProduct(report);
    if (m_description.network == optimise::Network::clip)
        return m_description.precision == "bf16" ? benchPaper(rate.bf16, rate.fp32, report)
                                                 : benchPaper(rate.fp32, rate.bf16, report);
    if (m_segmenter && m_photo)
        report({"looking for the subject", 1e3 * medianOf(kRuns, 1, [&] { m_segmenter->segment(*m_photo); }), "ms",
                kRuns});
    const auto recipe = optimise::recipeFor("default", optimise::Quality::normal);
    const auto* seeder = dynamic_cast<const saliency::StrokeSeeder*>(sourceFor(recipe, {}));
    benchPlacing(target(), *seeder, report);
    const double saliency = medianOf(kRuns, 1, [&] {
        m_sources->forget();
        seeder = dynamic_cast<const saliency::StrokeSeeder*>(sourceFor(recipe, {}));
    });
    report({"occlusion saliency and maps", 1e3 * saliency, "ms", kRuns});
    for (const int count : {16, 64})
        benchRaster(placedAfresh(*seeder, count), report);
    const optimise::SketchOptimiser optimiser(*m_model.encoder, target(), *seeder);
    benchIterations(optimiser, recipe, report);
    benchEncoder(optimiser, *m_model.encoder, recipe, rate.fp32, report);
}

void EngineSession::benchCard(const BenchReport& report) {
    const bool paper = m_description.network == optimise::Network::clip;
    const auto recipe =
        optimise::recipeFor(paper ? "clipasso" : "default", optimise::Quality::normal, m_description.network);
    const saliency::StrokeSource* source = nullptr;
    const double seconds = secondsOf([&] { source = sourceFor(recipe, {}); });
    report({"saliency and first strokes, on the processor", seconds, "s", 1});
    const auto draw = [&](const optimise::Recipe& run, int sketches, const optimise::IterationMaker& maker) {
        std::vector<optimise::SketchPlan> plans;
        for (int k = 0; k < sketches; ++k)
            plans.push_back({16, static_cast<std::uint64_t>(1000 * k), {}});
        optimise::IterationObserver silent;
        return optimise::SketchOptimiser(*m_model.encoder, target(), *source, maker)
            .run(run, std::move(plans), false, silent, {});
    };
    card::benchCard(*m_card, recipe, draw, [&report](const card::CardFigure& figure) {
        report({figure.name, figure.value, figure.unit, figure.runs, {}});
    });
}

void EngineSession::benchPaper(double peak, double otherPeak, const BenchReport& report) {
    constexpr int kIterations = 4, kRounds = 3; // each takes seconds
    auto recipe = optimise::recipeFor("clipasso", optimise::Quality::normal);
    recipe.iterations = kIterations;
    const int views = 1 + recipe.augmentedViews;
    report({"saliency and first strokes", secondsOf([&] { sourceFor(recipe, {}); }), "s", 1});
    const saliency::StrokeSource& source = *sourceFor(recipe, {});
    const optimise::SketchOptimiser optimiser(*m_model.encoder, target(), source);
    std::map<int, IterationClock> clocks; // by the number of seeds; in turns, so that both see the machine alike
    for (int round = 0; round < kRounds; ++round)
        for (const int seeds : {1, 3}) {
            std::vector<optimise::SketchPlan> plans;
            for (int k = 0; k < seeds; ++k)
                plans.push_back({16, static_cast<std::uint64_t>(1000 * k), {}});
            clocks[seeds].begin(1);
            optimiser.run(recipe, std::move(plans), false, clocks[seeds], {});
        }
    for (const auto& [seeds, clock] : clocks) {
        const int runs = static_cast<int>(clock.each.size());
        const double seconds = median(clock.each);
        const std::string what = ", 16 strokes, five views, " + std::string(seeds == 1 ? "one seed" : "three seeds");
        report({"iteration" + what, seconds, "s", runs});
        if (seeds > 1)
            report({"three seeds against one", seconds / median(clocks[1].each), "x", runs, BenchGoal{2.6}});
        const double sketch = seeds * 2 * gigaOperations(*m_model.encoder, recipe, views, 1);
        const double work = sketch + gigaOperations(*m_model.encoder, recipe, recipe.augmentedViews, 3);
        report({"its arithmetic, the photo's new views among it", work, "GFLOP", 1});
        report({"its rate, of the matrix product's", 100 * work / seconds / peak, "%", runs});
        report({"the same by the sketch's views alone", 100 * sketch / seconds / peak, "%", runs,
                BenchGoal{leastRateOf(devices().front(), m_description.precision), kAtLeast},
                quickerPrecisionRemark(m_description.precision, otherPeak / peak)});
    }
}

} // namespace croquis::session
