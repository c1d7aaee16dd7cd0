// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/fixed_sum.hpp"
#include "cuda/kernels/guard_scale.hpp"

namespace croquis::cuda {

/// Threads that share a row of a reduction.
inline constexpr int kStageLanes = 8192;
inline constexpr int kFoldedLanes = 128; ///< that they are folded to before one thread adds them up
inline constexpr int kCosineLanes = 32;

/// The columns of the loss terms, [rows, columns]: what each of a row's views costs, weighted.
struct TermColumn {
    int columns = 1;
    int column = 0;

    CROQUIS_HD std::int64_t element(int row) const { return std::int64_t(row) * columns + column; }
};

/// One stage's distance between the sketches' views and the photo's, as loss::PerceptualLoss has it: first half. In one
/// pass the partial sums of kStageLanes threads a row and the gradient of scale * (sum of all rows' terms).
struct MeasureStage {
    int rows = 0;           ///< S * V
    int size = 0;           ///< numbers of a view's stage, in any order that sketch and target share
    bool absolute = false;  ///< mean |difference| in place of the mean square
    float weight = 1;       ///< of the stage
    float scale = 1;        ///< d loss / d (a view's weighted term): 1 / V where the loss is the views' mean
    Input<float> sketch;    ///< [rows, size]
    Input<float> target;    ///< [T, size]
    Input<float> norms;     ///< [T] 1 / the target's mean square, or 1
    Input<int> targets;     ///< [rows] which of the T targets
    Output<float> parts;    ///< [rows, kStageLanes]
    Output<float> gradient; ///< [rows, size] d loss / d sketch, times its scale
    Input<float> scales{};  ///< [S], see scaleOf()
    int viewsEach = 1;      ///< rows of a sketch

    CROQUIS_HD int threads() const { return rows * kStageLanes; }

    CROQUIS_HD void operator()(int index) const {
        const int row = index / kStageLanes;
        const std::int64_t at = std::int64_t(row) * size, other = std::int64_t(targets[row]) * size;
        const float factor =
            scale * scaleOf(scales, row / viewsEach) * weight * norms[targets[row]] / static_cast<float>(size);
        float sum = 0;
        for (int k = index % kStageLanes; k < size; k += kStageLanes) {
            const float difference = sketch[at + k] - target[other + k];
            const float sign = difference > 0 ? 1.0f : difference < 0 ? -1.0f : 0.0f;
            sum += absolute ? sign * difference : difference * difference;
            gradient.set(at + k, factor * (absolute ? sign : 2 * difference));
        }
        parts.set(index, sum);
    }
};

/// Of a row's lanes fewer, each the sum of every kFoldedLanes-th.
struct FoldParts {
    int rows = 0;
    Input<float> parts;   ///< [rows, kStageLanes]
    Output<float> folded; ///< [rows, kFoldedLanes]

    CROQUIS_HD int threads() const { return rows * kFoldedLanes; }

    CROQUIS_HD void operator()(int index) const {
        const std::int64_t row = index / kFoldedLanes;
        folded.set(index,
                   fixedSum(parts, row * kStageLanes + index % kFoldedLanes, kStageLanes / kFoldedLanes, kFoldedLanes));
    }
};

/// Second half: a thread a row adds up the folded lanes.
struct SumStage {
    int rows = 0;
    int size = 0;
    float weight = 1;
    TermColumn column;
    Input<float> parts;  ///< [rows, kFoldedLanes]
    Input<float> norms;  ///< [T]
    Input<int> targets;  ///< [rows]
    Output<float> terms; ///< [rows, columns]

    CROQUIS_HD int threads() const { return rows; }

    CROQUIS_HD void operator()(int row) const {
        const float sum = fixedSum(parts, std::int64_t(row) * kFoldedLanes, kFoldedLanes);
        terms.set(column.element(row), weight * norms[targets[row]] * (sum / static_cast<float>(size)));
    }
};

} // namespace croquis::cuda
