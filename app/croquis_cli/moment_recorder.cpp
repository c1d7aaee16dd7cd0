// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "moment_recorder.hpp"

#include <algorithm>

namespace croquis::cli {

void MomentRecorder::add(const optimise::IterationSummary& summary) {
    for (const auto& sketch : summary.sketches)
        m_states.push_back({summary.iteration,
                            sketch.sketch,
                            {sketch.controlPoints.begin(), sketch.controlPoints.end()},
                            {sketch.ids.begin(), sketch.ids.end()}});
}

std::vector<animation::Moment> MomentRecorder::moments(const optimise::RunSummary& run, std::size_t sketch,
                                                       const geometry::Affine& pageFromCanvas, std::size_t most) const {
    const auto& result = run.sketches[sketch];
    std::vector<const State*> states;
    for (const State& state : m_states)
        if (state.sketch == sketch && state.iteration < result.iteration)
            states.push_back(&state);

    std::vector<animation::Moment> moments;
    const std::size_t count = std::min(states.size(), most - 1);
    for (std::size_t k = 0; k < count; ++k) {
        const State& state = *states[k * states.size() / count];
        animation::Moment moment;
        for (const int id : result.ids) { // in the order of the result, whatever order they had
            const auto place = std::ranges::find(state.ids, id);
            if (place == state.ids.end()) {
                moment.emplace_back();
                continue;
            }
            const float* const points = &state.controlPoints[8 * static_cast<std::size_t>(place - state.ids.begin())];
            geometry::CubicBezier curve;
            for (std::size_t p = 0; p < curve.points.size(); ++p)
                curve.points[p] = {points[2 * p], points[2 * p + 1]};
            moment.emplace_back(pageFromCanvas(curve));
        }
        moments.push_back(std::move(moment));
    }
    animation::Moment last;
    for (const auto& stroke : result.strokes)
        last.emplace_back(pageFromCanvas(stroke));
    moments.push_back(std::move(last));
    return moments;
}

} // namespace croquis::cli
