// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/stage_distance.hpp"

#include <cmath>

namespace croquis::cuda {

/// weight * (1 - cosine) between the sketches' embeddings and the photo's: first part, kCosineLanes threads a row.
struct MeasureEmbedding {
    int rows = 0;
    int size = 0;        ///< D
    Input<float> sketch; ///< [rows, D], not normalised
    Input<float> target; ///< [T, D], unit length
    Input<int> targets;  ///< [rows]
    Output<float> parts; ///< [rows, kCosineLanes, 2]: sums of sketch^2 and of sketch * target

    CROQUIS_HD int threads() const { return rows * kCosineLanes; }

    CROQUIS_HD void operator()(int index) const {
        const int row = index / kCosineLanes;
        const std::int64_t at = std::int64_t(row) * size, other = std::int64_t(targets[row]) * size;
        float square = 0, dot = 0;
        for (int k = index % kCosineLanes; k < size; k += kCosineLanes) {
            square += sketch[at + k] * sketch[at + k];
            dot += sketch[at + k] * target[other + k];
        }
        parts.set(std::int64_t(index) * 2, square);
        parts.set(std::int64_t(index) * 2 + 1, dot);
    }
};

/// Second part: a thread a row adds up the lanes and writes the term.
struct SumEmbedding {
    /// Below it a vector has no direction (PerceptualLoss divides by it then).
    static constexpr float kShortest = 1e-8f;

    int rows = 0;
    float weight = 1;
    TermColumn column;
    Input<float> parts;   ///< [rows, kCosineLanes, 2]
    Output<float> terms;  ///< [rows, columns]
    Output<float> cosine; ///< [rows, 2]: the length, kShortest at least, and the cosine

    CROQUIS_HD int threads() const { return rows; }

    CROQUIS_HD void operator()(int row) const {
        const std::int64_t begin = std::int64_t(row) * kCosineLanes * 2;
        const float square = fixedSum(parts, begin, kCosineLanes, 2), dot = fixedSum(parts, begin + 1, kCosineLanes, 2);
        const float length = std::sqrt(square) > kShortest ? std::sqrt(square) : kShortest;
        cosine.set(std::int64_t(row) * 2, length);
        cosine.set(std::int64_t(row) * 2 + 1, dot / length);
        terms.set(column.element(row), weight * (1 - dot / length));
    }
};

/// Third part: the gradient, a thread a number. With n the length and c the cosine,
/// d (1 - c) / d sketch = (c sketch / n - target) / n.
struct EmbeddingGradient {
    int rows = 0;
    int size = 0;
    float weight = 1;
    float scale = 1;        ///< d loss / d (a view's weighted term)
    Input<float> sketch;    ///< [rows, D]
    Input<float> target;    ///< [T, D]
    Input<int> targets;     ///< [rows]
    Input<float> cosine;    ///< [rows, 2] of SumEmbedding
    Output<float> gradient; ///< [rows, D], times its sketch's scale
    Input<float> scales{};  ///< [S], see scaleOf()
    int viewsEach = 1;      ///< rows of a sketch

    CROQUIS_HD int threads() const { return rows * size; }

    CROQUIS_HD void operator()(int index) const {
        const int row = index / size;
        const float length = cosine[std::int64_t(row) * 2];
        const float turned = length > SumEmbedding::kShortest ? cosine[std::int64_t(row) * 2 + 1] / length : 0.0f;
        const float direction = turned * sketch[index] - target[std::int64_t(targets[row]) * size + index % size];
        gradient.set(index, scale * scaleOf(scales, row / viewsEach) * weight * direction / length);
    }
};

} // namespace croquis::cuda
