// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/memory.hpp"
#include "loss/kept_shape.hpp"

namespace croquis::cuda {

/// loss::ShapeKeeper of all sketches, a thread a stroke; of two ends that met each thread takes its own half.
struct KeepShapes {
    int sketches = 1;             ///< S
    int strokes = 0;              ///< N
    double weight = 0;            ///< factor on costs and gradient
    Input<int> counts;            ///< [S] how many of the N strokes a sketch has
    Input<float> points;          ///< [S, N, 4, 2] canvas pixels
    Input<loss::KeptShape> start; ///< [S, N]
    Output<float> costs;          ///< [S, N] weighted; 0 where there is no stroke
    Output<float> gradient;       ///< [S, N, 4, 2]; d costs / d control point is added

    CROQUIS_HD int threads() const { return sketches * strokes; }

    CROQUIS_HD void operator()(int stroke) const {
        if (stroke % strokes >= counts[stroke / strokes]) {
            costs.set(stroke, 0);
            return;
        }
        double now[8], step[8] = {};
        for (int k = 0; k < 8; ++k)
            now[k] = points[std::int64_t(stroke) * 8 + k];
        const loss::KeptShape shape = start[stroke];
        double cost = loss::shapeCost(now, shape, weight, step);
        for (int end = 0; end < 2; ++end) {
            if (shape.met[end] < 0)
                continue;
            const std::int64_t met =
                std::int64_t(stroke / strokes) * strokes * 8 + shape.met[end] / 2 * 8 + shape.met[end] % 2 * 6;
            const double other[2] = {points[met], points[met + 1]};
            cost += loss::tieCost(now + 6 * end, other, weight, step + 6 * end);
        }
        costs.set(stroke, static_cast<float>(weight * cost));
        for (int k = 0; k < 8; ++k) {
            const std::int64_t at = std::int64_t(stroke) * 8 + k;
            gradient.set(at, gradient.get(at) + static_cast<float>(step[k]));
        }
    }
};

} // namespace croquis::cuda
