// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "animation/moment_recorder.hpp"

#include <algorithm>

namespace croquis::animation {

void MomentRecorder::add(int iteration, std::span<const float> controlPoints, std::span<const int> ids) {
    m_states.push_back({iteration, {controlPoints.begin(), controlPoints.end()}, {ids.begin(), ids.end()}});
}

std::vector<Moment> MomentRecorder::moments(std::span<const KnownStroke> strokes, int iteration,
                                            const geometry::Affine& pageFromCanvas, std::size_t most) const {
    std::vector<const State*> states;
    for (const State& state : m_states)
        if (state.iteration < iteration)
            states.push_back(&state);

    std::vector<Moment> moments;
    const std::size_t count = std::min(states.size(), most - 1);
    for (std::size_t k = 0; k < count; ++k) {
        const State& state = *states[k * states.size() / count];
        Moment moment;
        for (const KnownStroke& stroke : strokes) { // in the drawing's order, whatever order they had
            const auto place = std::ranges::find(state.ids, stroke.id);
            if (place == state.ids.end()) {
                moment.emplace_back();
                continue;
            }
            const float* const points = &state.controlPoints[8 * static_cast<std::size_t>(place - state.ids.begin())];
            geometry::CubicBezier curve;
            for (std::size_t p = 0; p < curve.points.size(); ++p)
                curve.points[p] = {points[2 * p], points[2 * p + 1]};
            moment.emplace_back(pageFromCanvas(stroke.reversed ? curve.reversed() : curve));
        }
        moments.push_back(std::move(moment));
    }
    Moment last;
    for (const KnownStroke& stroke : strokes)
        last.emplace_back(pageFromCanvas(stroke.curve));
    moments.push_back(std::move(last));
    return moments;
}

} // namespace croquis::animation
