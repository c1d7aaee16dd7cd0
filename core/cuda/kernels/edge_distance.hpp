// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/stage_distance.hpp"

namespace croquis::cuda {

/// One scale of loss::EdgeLoss.
struct EdgeScale {
    static constexpr int kMostReach = 15; ///< taps beside the centre: round(3 sigma), sigma at most 5 px

    int reach;
    float norm;                 ///< 1 / sum(target^2), 0 without edges
    float taps[kMostReach + 1]; ///< GaussianBlur's: the centre's and one side's
};

#if !defined(__CUDACC__)
/// @param taps  `count` of them, the centre's and one side's. @throws KernelFault where they are more than there is
/// room for.
inline EdgeScale edgeScale(const float* taps, int count, double norm) {
    if (count < 1 || count > EdgeScale::kMostReach + 1)
        throw KernelFault("There is no room for " + std::to_string(count) + " taps.");
    EdgeScale scale{count - 1, static_cast<float>(norm), {}};
    for (int k = 0; k < count; ++k)
        scale.taps[k] = taps[k];
    return scale;
}
#endif

/// Sizes of the edge term.
struct EdgeShape {
    int sketches = 1; ///< S
    int scales = 2;   ///< L
    int width = 224;  ///< canvas pixels
    int height = 224;

    CROQUIS_HD int area() const { return width * height; }
    CROQUIS_HD int layers() const { return sketches * scales; }
};

/// taps[0] in[at] + sum over k of taps[k] (in[at - k stride] + in[at + k stride]), zeros outside 0..count - 1: in
/// GaussianBlur's order, so with its bits.
/// @param in     what gives a number by its place. @param place  of 0..count - 1.
template <class Numbers>
CROQUIS_HD float blurredAt(const EdgeScale& scale, int place, int count, const Numbers& in) {
    float sum = scale.taps[0] * in(place);
    for (int k = 1; k <= scale.reach; ++k)
        sum += scale.taps[k] * ((place >= k ? in(place - k) : 0.0f) + (place + k < count ? in(place + k) : 0.0f));
    return sum;
}

/// The rows of the ink (1 - picture) or of what EdgeDifference left, blurred. A thread a pixel of every scale.
template <bool Ink>
struct BlurRows {
    EdgeShape shape;
    Input<EdgeScale> scales; ///< [L]
    Input<float> source;     ///< ink: [S, H, W] 1 = paper; else [S, L, H, W]
    Output<float> across;    ///< [S, L, H, W]

    CROQUIS_HD int threads() const { return shape.layers() * shape.area(); }

    CROQUIS_HD void operator()(int index) const {
        const int layer = index / shape.area(), column = index % shape.width;
        const std::int64_t row = std::int64_t(Ink ? layer / shape.scales : layer) * shape.area() +
                                 index % shape.area() / shape.width * shape.width;
        const auto number = [&](int x) { return Ink ? 1 - source[row + x] : source[row + x]; };
        across.set(index, blurredAt(*scales.row(layer % shape.scales, 1), column, shape.width, number));
    }
};

/// A number of the other direction of the blur: of a pixel of BlurRows' result.
CROQUIS_HD float blurredDown(const EdgeShape& shape, const EdgeScale& scale, const Input<float>& across, int index) {
    const std::int64_t column = std::int64_t(index / shape.area()) * shape.area() + index % shape.width;
    const auto number = [&](int y) { return across[column + std::int64_t(y) * shape.width]; };
    return blurredAt(scale, index % shape.area() / shape.width, shape.height, number);
}

/// The blurred ink less the blurred edges of the photo. A thread a pixel of every scale.
struct EdgeDifference {
    EdgeShape shape;
    Input<EdgeScale> scales;  ///< [L]
    Input<float> across;      ///< [S, L, H, W] of BlurRows<true>
    Input<float> target;      ///< [L, H, W]
    Output<float> difference; ///< [S, L, H, W]

    CROQUIS_HD int threads() const { return shape.layers() * shape.area(); }

    CROQUIS_HD void operator()(int index) const {
        const int scale = index / shape.area() % shape.scales;
        difference.set(index, blurredDown(shape, *scales.row(scale, 1), across, index) -
                                  target[std::int64_t(scale) * shape.area() + index % shape.area()]);
    }
};

/// The term, first half: kStageLanes threads a sketch and scale square and add up.
struct MeasureEdges {
    EdgeShape shape;
    Input<float> difference; ///< [S, L, H, W]
    Output<float> parts;     ///< [S, L, kStageLanes]

    CROQUIS_HD int threads() const { return shape.layers() * kStageLanes; }

    CROQUIS_HD void operator()(int index) const {
        const std::int64_t begin = std::int64_t(index / kStageLanes) * shape.area();
        float sum = 0;
        for (int k = index % kStageLanes; k < shape.area(); k += kStageLanes)
            sum += difference[begin + k] * difference[begin + k];
        parts.set(index, sum);
    }
};

/// Second half: a thread a sketch.
struct SumEdges {
    EdgeShape shape;
    float weight = 1;        ///< of the term
    Input<EdgeScale> scales; ///< [L]
    Input<float> parts;      ///< [S, L, kFoldedLanes]
    Output<float> terms;     ///< [S]

    CROQUIS_HD int threads() const { return shape.sketches; }

    CROQUIS_HD void operator()(int sketch) const {
        float sum = 0;
        for (int scale = 0; scale < shape.scales; ++scale)
            sum += scales.row(scale, 1)->norm *
                   fixedSum(parts, std::int64_t(sketch * shape.scales + scale) * kFoldedLanes, kFoldedLanes);
        terms.set(sketch, weight * sum);
    }
};

/// The term's gradient, added to the picture's. A thread a pixel of every sketch.
struct AddEdgeGradient {
    EdgeShape shape;
    float weight = 1;        ///< of the term
    Input<EdgeScale> scales; ///< [L]
    Input<float> across;     ///< [S, L, H, W] of BlurRows<false>
    Output<float> gradient;  ///< [S, 1, H, W] d loss / d picture

    CROQUIS_HD int threads() const { return shape.sketches * shape.area(); }

    CROQUIS_HD void operator()(int index) const {
        const int sketch = index / shape.area(), pixel = index % shape.area();
        float sum = 0;
        for (int scale = 0; scale < shape.scales; ++scale) {
            const EdgeScale* of = scales.row(scale, 1);
            const int place = (sketch * shape.scales + scale) * shape.area() + pixel;
            sum += -2 * of->norm * blurredDown(shape, *of, across, place);
        }
        gradient.set(index, gradient.get(index) + weight * sum);
    }
};

} // namespace croquis::cuda
