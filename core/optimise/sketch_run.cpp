// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimise/sketch_run.hpp"

#include "base/error.hpp"
#include "base/random_stream.hpp"
#include "optimise/stroke_health.hpp"
#include "optimise/stroke_removal.hpp"
#include "saliency/stroke_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace croquis::optimise {
namespace {

// Of the schedule that is done, at most, after the number of strokes changed: new strokes still get a full-rate phase.
constexpr double kDoneAfterChange = 0.4;
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

/// The bank's views a sketch is seen through at an iteration: the clean one, then distinct warps; with fresh warps the
/// iteration's own. The same for every sketch, or its own (Recipe::viewsBySeed).
/// @param count  beside the clean one.
std::vector<int> viewsAt(const Recipe& recipe, const SketchPlan& plan, std::size_t sketch, int iteration, int count) {
    const int first = 1 + static_cast<int>(sketch) * viewsApart(recipe);
    if (recipe.freshWarps) {
        std::vector<int> views{0};
        for (int k = 0; k < count; ++k)
            views.push_back(first + (recipe.augmentedViews * iteration + k) % warpCount(recipe));
        return views;
    }
    base::RandomStream random(plan.seed, base::RandomPurpose::viewChoice, static_cast<std::uint32_t>(iteration));
    std::vector<int> views{0};
    while (static_cast<int>(views.size()) <= count) {
        const int view = first + random.uniformInt(0, recipe.warpBank - 1);
        if (std::find(views.begin(), views.end(), view) == views.end())
            views.push_back(view);
    }
    return views;
}

} // namespace

SketchRun::SketchRun(const Recipe& recipe, LossStack& stack, IterationSource& iterations,
                     const saliency::StrokeSource& source, std::vector<SketchTrack> tracks, IterationObserver& observer,
                     std::stop_token stop)
    : m_recipe(recipe), m_stack(stack), m_iterations(iterations), m_source(source), m_tracks(std::move(tracks)),
      m_observer(observer), m_stop(std::move(stop)), m_missed(m_tracks.size(), false) {}

RunSummary SketchRun::finish(std::chrono::steady_clock::time_point start) {
    m_start = start;
    RunSummary summary;
    try {
        summary.termination = loop(summary);
    } catch (const DeviceGaveUp& error) {
        summary.termination = Termination::failed;
        summary.message =
            fmt::format("{} The best sketch so far is kept; the processor can draw on (--device cpu).", error.what());
    }
    summary.editsMissed = std::find(m_missed.begin(), m_missed.end(), true) != m_missed.end();
    if (summary.termination == Termination::stopped)
        for (auto& track : m_tracks)
            track.keepSeen();
    evaluateTheRest(summary.iterations);
    if (!m_tracks.empty() &&
        std::all_of(m_tracks.begin(), m_tracks.end(), [](const SketchTrack& track) { return track.isUnscored(); }))
        throw Error(
            "The drawing is unstable: what the network makes of it was never a finite number. Try another model "
            "or fp32 precision.");
    for (const auto& track : m_tracks)
        summary.sketches.push_back(track.result());
    summary.seconds = secondsSince(m_start);
    return summary;
}

void SketchRun::evaluateTheRest(int iteration) {
    for (auto& track : m_tracks) {
        if (!track.needsEvaluation() || track.strokeCount() == 0)
            continue;
        const std::vector<int> clean{0};
        if (!m_stack.isPrepared(0))
            m_stack.prepare(clean);
        const auto rows = m_stack.evaluate(std::vector<std::vector<float>>{track.points()}, clean, false);
        if (std::isfinite(rows[0].clean.total))
            track.evaluate(rows[0].clean, iteration, {m_recipe.stopRule}); // it is the best there is
    }
}

std::vector<std::size_t> SketchRun::active() const {
    std::vector<std::size_t> indices;
    for (std::size_t k = 0; k < m_tracks.size(); ++k)
        if (!m_tracks[k].settled() && !m_tracks[k].failed() && m_tracks[k].strokeCount() > 0)
            indices.push_back(k);
    return indices;
}

Termination SketchRun::loop(RunSummary& summary) {
    for (int iteration = 0;; ++iteration) {
        applyEdits(iteration); // they may move the end
        if (iteration > 0 && summary.iterations == m_offset + m_recipe.iterations)
            return Termination::completed;
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
        summary.iterations = endsWithStep() ? iteration + 1 : iteration;
    }
}

bool SketchRun::endsWithStep() const {
    return !m_recipe.finalEvaluation && m_recipe.iterations > 0;
}

StopCriterion SketchRun::criterion(bool last) const {
    return {m_recipe.stopRule, last ? 0 : m_recipe.stillness, m_recipe.stopTolerance,
            m_recipe.bestBelow > 0 ? m_recipe.bestBelow : std::numeric_limits<double>::infinity()};
}

IterationPlan SketchRun::planOf(int iteration, const std::vector<std::size_t>& sketches) const {
    const int steps = m_offset + m_recipe.iterations;
    IterationPlan plan;
    plan.iteration = iteration;
    plan.first = iteration <= m_offset;
    plan.end = endsWithStep() ? steps : steps + 1;
    plan.measuresOnly = !endsWithStep() && iteration == steps;
    plan.learningRate = learningRateAt(m_recipe, iteration - m_offset);
    plan.sketches = sketches;
    const int views = m_recipe.augmentedViewsAt(iteration - m_offset);
    for (const std::size_t k : sketches) {
        const auto chosen =
            plan.measuresOnly ? std::vector<int>{0} : viewsAt(m_recipe, m_tracks[k].plan(), k, iteration, views);
        plan.views.insert(plan.views.end(), chosen.begin(), chosen.end());
    }
    return plan;
}

void SketchRun::iterate(int iteration, const std::vector<std::size_t>& sketches) {
    const IterationPlan plan = planOf(iteration, sketches);
    const bool last = plan.measuresOnly;
    const bool due = last || iteration % m_recipe.evaluationInterval == 0;
    std::vector<std::vector<float>> points;
    for (const std::size_t k : sketches)
        points.push_back(m_tracks[k].points());
    const auto rows = m_iterations.measure(plan, m_tracks, [&](int ahead) { return planOf(ahead, sketches); });

    IterationSummary report{iteration, m_offset + m_recipe.iterations, 0, {}};
    for (std::size_t row = 0; row < sketches.size(); ++row) {
        SketchTrack& track = m_tracks[sketches[row]];
        const bool finite = rows[row].finite;
        const bool evaluated = due || track.needsEvaluation();
        if (finite)
            track.see(rows[row].clean, iteration);
        const bool best = finite && evaluated && track.evaluate(rows[row].clean, iteration, criterion(last));
        report.sketches.push_back({sketches[row], rows[row].clean, points[row], track.ids(), best});
        if (!finite)
            track.recover();
        else if (!last)
            m_iterations.step(row, track);
        if (best && m_recipe.savesNextStep && !last)
            track.keepNow();
        if (finite && evaluated && !last && mayReseed(iteration))
            replaceDeadStrokes(track, iteration);
    }
    report.seconds = secondsSince(m_start);
    m_observer.iterationFinished(report);
}

bool SketchRun::mayReseed(int iteration) const {
    return m_recipe.reseedingShare > 0 && iteration - m_offset <= m_recipe.reseedingShare * m_recipe.iterations;
}

void SketchRun::replaceDeadStrokes(SketchTrack& track, int iteration) {
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
    const auto fresh = m_source.placeMore(present, static_cast<int>(dead.size()), options);
    for (std::size_t k = 0; k < std::min(dead.size(), fresh.size()); ++k)
        track.reseed(dead[k], fresh[k]);
}

void SketchRun::applyEdits(int iteration) {
    for (const SketchEdit& edit : m_observer.takeEdits())
        if (edit.sketch < m_tracks.size())
            apply(edit, iteration);
}

void SketchRun::apply(const SketchEdit& edit, int iteration) {
    SketchTrack& track = m_tracks[edit.sketch];
    if (const auto* change = std::get_if<SetStrokeCount>(&edit.change)) {
        m_missed[edit.sketch] = !changeCount(track, change->count, iteration);
    } else if (const auto* wanted = std::get_if<RestoreStrokes>(&edit.change)) {
        restore(track, *wanted, iteration);
        m_missed[edit.sketch] = false;
    } else if (const auto* removal = std::get_if<RemoveStroke>(&edit.change)) {
        if (const auto stroke = track.indexOf(removal->id))
            track.remove(*stroke);
    } else if (const auto* addition = std::get_if<AddStroke>(&edit.change)) {
        if (!track.indexOf(addition->id))
            track.add(addition->curve, addition->id, addition->position);
    } else if (const auto* lock = std::get_if<LockStroke>(&edit.change)) {
        if (const auto stroke = track.indexOf(lock->id))
            track.setLocked(*stroke, lock->locked);
    }
}

void SketchRun::fillUp() {
    for (std::size_t k = 0; k < m_tracks.size(); ++k)
        if (m_tracks[k].plan().fillUp)
            m_missed[k] = !changeCount(m_tracks[k], m_tracks[k].plan().strokeCount, 0);
}

bool SketchRun::changeCount(SketchTrack& track, int count, int iteration) {
    const auto wanted = static_cast<std::size_t>(std::clamp(count, 1, geometry::kMostStrokes));
    if (wanted == track.strokeCount())
        return true;
    if (m_stop.stop_requested())
        return false;
    if (wanted < track.strokeCount()) {
        auto fewer = withFewerStrokes(track, wanted, m_stack, m_stop);
        if (!fewer)
            return false;
        track = std::move(*fewer);
    } else {
        const auto present = strokesOf(track.points());
        saliency::SeederOptions options;
        options.seed = track.plan().seed;
        for (const auto& stroke : m_source.placeMore(present, static_cast<int>(wanted - present.size()), options))
            track.add(stroke);
    }
    extend(iteration);
    return true;
}

void SketchRun::restore(SketchTrack& track, const RestoreStrokes& wanted, int iteration) {
    const std::size_t count = std::min(wanted.ids.size(), wanted.curves.size());
    if (count == 0 || count > static_cast<std::size_t>(geometry::kMostStrokes))
        return;
    bool changed = false;
    const std::span<const int> ids(wanted.ids.data(), count);
    for (std::size_t stroke = track.strokeCount(); stroke-- > 0;)
        if (std::find(ids.begin(), ids.end(), track.ids()[stroke]) == ids.end()) {
            track.remove(stroke);
            changed = true;
        }
    for (std::size_t place = 0; place < count; ++place)
        if (!track.indexOf(ids[place])) {
            track.add(wanted.curves[place], ids[place], place);
            changed = true;
        }
    if (changed)
        extend(iteration);
}

void SketchRun::extend(int iteration) {
    m_offset = std::max(m_offset, iteration - static_cast<int>(kDoneAfterChange * m_recipe.iterations));
}

} // namespace croquis::optimise
