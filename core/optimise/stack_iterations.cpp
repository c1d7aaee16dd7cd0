// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimise/stack_iterations.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace croquis::optimise {
namespace {

constexpr int kEncodeAhead = 8; // views of the photo encoded at once

bool allFinite(const LossStack::Row& row) {
    return std::isfinite(row.clean.total) &&
           std::all_of(row.gradient.begin(), row.gradient.end(), [](float value) { return std::isfinite(value); });
}

} // namespace

void StackIterations::encodeTargets(const IterationPlan& plan, const IterationForecast& forecast) {
    std::vector<int> missing;
    const auto want = [&](int view) {
        if (!m_stack.isPrepared(view) && std::find(missing.begin(), missing.end(), view) == missing.end())
            missing.push_back(view);
    };
    std::for_each(plan.views.begin(), plan.views.end(), want);
    if (m_recipe.freshWarps)
        m_stack.keepOnly(plan.views); // the others are never seen again
    if (missing.empty())
        return;
    // Fresh views are seen once, and in larger batches they take as long (RN101 in bf16: 0.17 to 0.18 s for four, be it
    // in batches of 4, 8, 16 or 32).
    const bool looksAhead = !m_recipe.freshWarps && !plan.first;
    for (int ahead = plan.iteration + 1;
         looksAhead && ahead < plan.end && static_cast<int>(missing.size()) < kEncodeAhead; ++ahead)
        for (const int view : forecast(ahead).views)
            want(view);
    m_stack.prepare(missing);
}

std::vector<MeasuredSketch> StackIterations::measure(const IterationPlan& plan, std::span<const SketchTrack> tracks,
                                                     const IterationForecast& forecast) {
    encodeTargets(plan, forecast);
    std::vector<std::vector<float>> points;
    for (const std::size_t k : plan.sketches)
        points.push_back(tracks[k].points());
    m_rows = m_stack.evaluate(points, plan.views, !plan.measuresOnly);
    m_learningRate = plan.learningRate;
    std::vector<MeasuredSketch> measured;
    for (LossStack::Row& row : m_rows) {
        const bool finite = allFinite(row);
        measured.push_back({std::move(row.clean), finite});
    }
    return measured;
}

void StackIterations::step(std::size_t row, SketchTrack& track) {
    track.step(std::move(m_rows[row].gradient), m_recipe.keeperWeight, m_learningRate);
}

} // namespace croquis::optimise
