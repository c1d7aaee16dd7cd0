// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/memory.hpp"

namespace croquis::cuda {

/// Sizes of one iteration, and where it lies in the ring of those that the host has planned and will fetch.
struct IterationShape {
    int sketches = 1;    ///< S
    int strokes = 0;     ///< N, room for each sketch
    int viewsEach = 1;   ///< V, the first is the clean one
    int columns = 1;     ///< C, the perceptual loss' terms
    int ring = 1;        ///< rows of the ring
    bool scaled = false; ///< gradients go back through the network scaled (GuardScale)

    CROQUIS_HD int rows() const { return sketches * viewsEach; }
    CROQUIS_HD int numbers() const { return sketches * strokes * 8; }
    /// Numbers of a row of the ring: control points, first and second moments after the step, the clean views' terms,
    /// the edge terms before it; where they are scaled, the gradients' scales after it.
    CROQUIS_HD int recordSize() const { return 3 * numbers() + sketches * (columns + (scaled ? 2 : 1)); }
};

/// Takes the iteration's row of the schedule to where the other bodies read it. A thread a view and a sketch.
struct TakeSchedule {
    IterationShape shape;
    Input<int> position;        ///< [1] row of the ring
    Input<int> plannedViews;    ///< [ring, S * V]
    Input<int> plannedTargets;  ///< [ring, S * V]
    Input<double> plannedRates; ///< [ring, S]
    Output<int> views;          ///< [S * V] indices into the bank of warps
    Output<int> targets;        ///< [S * V] which of the encoded views of the photo
    Output<double> rates;       ///< [S] learning rate, canvas pixels

    CROQUIS_HD int threads() const { return shape.rows() + shape.sketches; }

    CROQUIS_HD void operator()(int index) const {
        const std::int64_t row = position[0];
        if (index < shape.rows()) {
            views.set(index, plannedViews[row * shape.rows() + index]);
            targets.set(index, plannedTargets[row * shape.rows() + index]);
        } else {
            const int sketch = index - shape.rows();
            rates.set(sketch, plannedRates[row * shape.sketches + sketch]);
        }
    }
};

/// Writes what the host wants to know of an iteration into its row of the ring. A thread a number.
struct RecordIteration {
    IterationShape shape;
    Input<int> position;   ///< [1]
    Input<float> points;   ///< [S, N, 4, 2]
    Input<float> first;    ///< [S, N, 4, 2]
    Input<float> second;   ///< [S, N, 4, 2]
    Input<float> terms;    ///< [S * V, C]
    Input<float> edges;    ///< [S]
    Output<float> ring;    ///< [ring, recordSize()]
    Input<float> scales{}; ///< [S]; empty where they aren't scaled

    CROQUIS_HD int threads() const { return shape.recordSize(); }

    CROQUIS_HD void operator()(int index) const {
        ring.set(std::int64_t(position[0]) * shape.recordSize() + index, numberAt(index));
    }

  private:
    CROQUIS_HD float numberAt(int index) const {
        const int numbers = shape.numbers();
        if (index < numbers)
            return points[index];
        if (index < 2 * numbers)
            return first[index - numbers];
        if (index < 3 * numbers)
            return second[index - 2 * numbers];
        const int term = index - 3 * numbers;
        const int edge = term - shape.sketches * shape.columns;
        if (edge >= shape.sketches)
            return scales[edge - shape.sketches];
        if (edge >= 0)
            return edges[edge];
        const int sketch = term / shape.columns;
        return terms[std::int64_t(sketch) * shape.viewsEach * shape.columns + term % shape.columns];
    }
};

/// Moves on to the next row of the ring: one thread, after all that read the position.
struct AdvanceIteration {
    int ring = 1;
    Output<int> position; ///< [1]

    CROQUIS_HD int threads() const { return 1; }

    CROQUIS_HD void operator()(int /*index*/) const { position.set(0, (position.get(0) + 1) % ring); }
};

} // namespace croquis::cuda
