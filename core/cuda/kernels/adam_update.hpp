// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/memory.hpp"
#include "optimise/adam_step.hpp"

namespace croquis::cuda {

/// optimise::Adam's step of all sketches, a thread a stroke. A stroke seeded again starts afresh where the host has
/// cleared its moments and steps; nothing here asks.
struct AdamUpdate {
    int sketches = 1;                            ///< S
    int strokes = 0;                             ///< N
    Input<int> counts;                           ///< [S] how many of the N strokes a sketch has
    Input<double> rates;                         ///< [S] learning rate, canvas pixels
    Input<std::uint8_t> stays;                   ///< [S, N] not 0: the moments go on, the stroke stays (locked)
    Input<optimise::AdamCorrection> corrections; ///< [most steps + 1], by the number of steps; the first isn't read
    Input<float> gradient;                       ///< [S, N, 4, 2]
    Output<int> steps;                           ///< [S, N]
    Output<float> first;                         ///< [S, N, 4, 2]
    Output<float> second;                        ///< [S, N, 4, 2]
    Output<float> points;                        ///< [S, N, 4, 2] canvas pixels
    Input<std::uint8_t> skips{};                 ///< [S] not 0: no step of the sketch (GuardScale); empty: of all

    CROQUIS_HD int threads() const { return sketches * strokes; }

    CROQUIS_HD void operator()(int stroke) const {
        if (stroke % strokes >= counts[stroke / strokes])
            return;
        if (skips.size > 0 && skips[stroke / strokes] != 0)
            return;
        const int taken = steps.get(stroke) + 1;
        steps.set(stroke, taken);
        const int last = static_cast<int>(corrections.size) - 1;
        const optimise::AdamCorrection correction = corrections[taken < last ? taken : last];
        const double rate = rates[stroke / strokes] / correction.first;
        const bool moves = stays[stroke] == 0;
        for (int k = 0; k < 8; ++k) {
            const std::int64_t at = std::int64_t(stroke) * 8 + k;
            float number = points.get(at), m = first.get(at), v = second.get(at);
            optimise::adamStep(number, m, v, gradient[at], rate, correction.spread);
            first.set(at, m);
            second.set(at, v);
            if (moves)
                points.set(at, number);
        }
    }
};

} // namespace croquis::cuda
