// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimise/sketch_optimiser.hpp"

#include "base/error.hpp"
#include "base/random_stream.hpp"
#include "optimise/loss_stack.hpp"
#include "optimise/sketch_track.hpp"
#include "optimise/stroke_health.hpp"
#include "saliency/stroke_seeder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>
#include <utility>

namespace croquis::optimise {
namespace {

constexpr int kEncodeAhead = 8; // views of the photo encoded at once
constexpr int kMostStrokes = 128;

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// models.md, step 4: constant for the first half, then a cosine down.
double learningRateAt(const Recipe& recipe, int iteration) {
    const double done = recipe.iterations > 0 ? static_cast<double>(iteration) / recipe.iterations : 0;
    if (done <= 0.5)
        return recipe.learningRate;
    const double cosine = 0.5 * (1 + std::cos(std::numbers::pi * (2 * done - 1)));
    return recipe.finalLearningRate + (recipe.learningRate - recipe.finalLearningRate) * cosine;
}

/// The bank's views a sketch is seen through at an iteration: the clean one, then distinct warps.
std::vector<int> viewsAt(const Recipe& recipe, const SketchPlan& plan, int iteration) {
    base::RandomStream random(plan.seed, base::RandomPurpose::viewChoice, static_cast<std::uint32_t>(iteration));
    std::vector<int> views{0};
    while (static_cast<int>(views.size()) <= recipe.augmentedViews) {
        const int view = random.uniformInt(1, recipe.warpBank);
        if (std::find(views.begin(), views.end(), view) == views.end())
            views.push_back(view);
    }
    return views;
}

bool allFinite(const LossStack::Row& row) {
    return std::isfinite(row.clean.total) &&
           std::all_of(row.gradient.begin(), row.gradient.end(), [](float value) { return std::isfinite(value); });
}

image::Plane edgeTarget(const saliency::StrokeSeeder& seeder) {
    image::Plane edges = seeder.importanceMaps().full;
    for (float& value : edges.values)
        value = std::clamp(value, 0.0f, 1.0f);
    return edges;
}

/// One run: the loop of architecture.md, section 3.
class Run {
  public:
    Run(const Recipe& recipe, LossStack& stack, const saliency::StrokeSeeder& seeder, std::vector<SketchTrack> tracks,
        IterationObserver& observer, std::stop_token stop, std::chrono::steady_clock::time_point start)
        : m_recipe(recipe), m_stack(stack), m_seeder(seeder), m_tracks(std::move(tracks)), m_observer(observer),
          m_stop(std::move(stop)), m_start(start) {}

    RunSummary finish() {
        RunSummary summary;
        summary.termination = loop(summary);
        for (const auto& track : m_tracks)
            summary.sketches.push_back(track.result());
        summary.seconds = secondsSince(m_start);
        return summary;
    }

  private:
    std::vector<std::size_t> active() const {
        std::vector<std::size_t> indices;
        for (std::size_t k = 0; k < m_tracks.size(); ++k)
            if (!m_tracks[k].settled() && !m_tracks[k].failed())
                indices.push_back(k);
        return indices;
    }

    Termination loop(RunSummary& summary) {
        for (int iteration = 0;; ++iteration) {
            const auto sketches = active();
            const bool failed =
                std::any_of(m_tracks.begin(), m_tracks.end(), [](const auto& track) { return track.failed(); });
            if (sketches.empty()) {
                if (failed)
                    summary.message = fmt::format(
                        "The drawing became unstable at iteration {}; the best sketch before it is kept.", iteration);
                return failed ? Termination::failed : Termination::converged;
            }
            if (m_stop.stop_requested())
                return Termination::stopped;
            iterate(iteration, sketches);
            summary.iterations = iteration;
            if (iteration == m_recipe.iterations)
                return Termination::completed;
        }
    }

    void encodeTargets(int iteration, const std::vector<std::size_t>& sketches, const std::vector<int>& views) {
        std::vector<int> missing;
        const auto want = [&](int view) {
            if (!m_stack.isPrepared(view) && std::find(missing.begin(), missing.end(), view) == missing.end())
                missing.push_back(view);
        };
        std::for_each(views.begin(), views.end(), want);
        if (missing.empty())
            return;
        for (int ahead = iteration + 1; ahead <= m_recipe.iterations && static_cast<int>(missing.size()) < kEncodeAhead;
             ++ahead)
            for (const std::size_t k : sketches)
                for (const int view : viewsAt(m_recipe, m_tracks[k].plan(), ahead))
                    want(view);
        m_stack.prepare(missing);
    }

    void iterate(int iteration, const std::vector<std::size_t>& sketches) {
        const bool last = iteration == m_recipe.iterations;
        const bool evaluated = last || iteration % m_recipe.evaluationInterval == 0;
        std::vector<std::vector<float>> points;
        std::vector<int> views;
        for (const std::size_t k : sketches) {
            points.push_back(m_tracks[k].points());
            const auto chosen = last ? std::vector<int>{0} : viewsAt(m_recipe, m_tracks[k].plan(), iteration);
            views.insert(views.end(), chosen.begin(), chosen.end());
        }
        encodeTargets(iteration, sketches, views);
        auto rows = m_stack.evaluate(points, views, !last);

        IterationSummary report{iteration, m_recipe.iterations, 0, {}};
        for (std::size_t row = 0; row < sketches.size(); ++row) {
            SketchTrack& track = m_tracks[sketches[row]];
            const bool finite = allFinite(rows[row]);
            const bool best =
                finite && evaluated && track.evaluate(rows[row].clean, iteration, last ? 0 : m_recipe.stillness);
            report.sketches.push_back({rows[row].clean, points[row], best});
            if (!finite)
                track.recover();
            else if (!last)
                track.step(std::move(rows[row].gradient), m_recipe.keeperWeight, learningRateAt(m_recipe, iteration));
            if (finite && evaluated && iteration <= m_recipe.reseedingShare * m_recipe.iterations && !last)
                replaceDeadStrokes(track, iteration);
        }
        report.seconds = secondsSince(m_start);
        m_observer.iterationFinished(report);
    }

    void replaceDeadStrokes(SketchTrack& track, int iteration) {
        auto dead = deadStrokes(track.points(), m_stack.rasteriser());
        std::erase_if(dead, [&](std::size_t stroke) { return !track.mayReseed(stroke); });
        if (dead.empty())
            return;
        std::vector<geometry::CubicBezier> present = strokesOf(track.points());
        for (std::size_t k = dead.size(); k-- > 0;)
            present.erase(present.begin() + static_cast<std::ptrdiff_t>(dead[k]));
        saliency::SeederOptions options;
        options.strokeCount = track.plan().strokeCount;
        options.seed = track.plan().seed + static_cast<std::uint64_t>(iteration);
        options.allowFewer = true; // a place that explains nothing is no better than the dead stroke
        const auto fresh = m_seeder.placeMore(present, static_cast<int>(dead.size()), options);
        for (std::size_t k = 0; k < std::min(dead.size(), fresh.size()); ++k)
            track.reseed(dead[k], fresh[k]);
    }

    const Recipe& m_recipe;
    LossStack& m_stack;
    const saliency::StrokeSeeder& m_seeder;
    std::vector<SketchTrack> m_tracks;
    IterationObserver& m_observer;
    std::stop_token m_stop;
    std::chrono::steady_clock::time_point m_start;
};

} // namespace

SketchOptimiser::SketchOptimiser(const perceptual::PerceptualEncoder& encoder, const image::CanvasTarget& target,
                                 const saliency::StrokeSeeder& seeder)
    : m_encoder(encoder), m_target(target), m_seeder(seeder) {}

RunSummary SketchOptimiser::run(const Recipe& recipe, std::vector<SketchPlan> plans, bool allowFewer,
                                IterationObserver& observer, std::stop_token stop) const {
    recipe.validate();
    if (plans.empty())
        throw InvalidArgument("SketchOptimiser: no sketch is planned");
    const auto start = std::chrono::steady_clock::now();
    std::vector<SketchTrack> tracks;
    std::vector<std::vector<geometry::CubicBezier>> placed;
    for (auto& plan : plans) {
        if (plan.strokeCount < 1 || plan.strokeCount > kMostStrokes)
            throw InvalidArgument(fmt::format("The number of strokes must lie between 1 and {}, not {}.", kMostStrokes,
                                              plan.strokeCount));
        auto strokes = plan.start;
        if (strokes.empty()) {
            saliency::SeederOptions options;
            options.strokeCount = plan.strokeCount;
            options.seed = plan.seed;
            options.allowFewer = allowFewer;
            strokes = m_seeder.place(options);
        }
        placed.push_back(strokes);
        tracks.emplace_back(std::move(plan), std::move(strokes));
    }
    observer.strokesPlaced(placed);
    observer.stepBegan("refining");
    LossStack stack(recipe, m_encoder, m_target, edgeTarget(m_seeder));
    return Run(recipe, stack, m_seeder, std::move(tracks), observer, std::move(stop), start).finish();
}

SketchOptimiser::Score SketchOptimiser::score(const Recipe& recipe,
                                              const std::vector<geometry::CubicBezier>& strokes) const {
    recipe.validate();
    if (strokes.empty())
        throw InvalidArgument("The sketch holds no strokes.");
    LossStack stack(recipe, m_encoder, m_target, edgeTarget(m_seeder));
    const std::vector<int> clean{0};
    stack.prepare(clean);
    const std::vector<std::vector<float>> points{controlPointsOf(strokes)};
    auto rows = stack.evaluate(points, clean, true);
    return {std::move(rows[0].clean), std::move(rows[0].gradient)};
}

} // namespace croquis::optimise
