// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimise/stroke_health.hpp"

#include <ATen/ops/empty.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>

namespace croquis::optimise {
namespace {

constexpr double kDotLength = 3; // canvas pixels of control polygon: about the pen's width
// Of its own ink that nobody else draws. Two strokes at the same place still leave each other some at their soft edges:
// coverages c give c (1 - c) there, at most a sixth of a 3 px stroke.
constexpr double kHiddenShare = 0.2;

double polygonLength(std::span<const float> stroke) {
    double sum = 0;
    for (std::size_t k = 0; k < 3; ++k)
        sum += std::hypot(stroke[2 * k + 2] - stroke[2 * k], stroke[2 * k + 3] - stroke[2 * k + 1]);
    return sum;
}

} // namespace

std::vector<std::size_t> deadStrokes(std::span<const float> controlPoints, const raster::StrokeRasteriser& rasteriser) {
    const c10::AutoGradMode noGradients(false);
    const std::size_t count = controlPoints.size() / 8;
    std::vector<std::size_t> dead;
    if (count == 0)
        return dead;
    at::Tensor points = at::empty({static_cast<int64_t>(count), 1, 4, 2});
    std::copy(controlPoints.begin(), controlPoints.end(), points.mutable_data_ptr<float>());
    const at::Tensor alone = rasteriser.draw(points).flatten(1); // [N, H W], 1 = paper
    const auto area = static_cast<std::size_t>(alone.size(1));
    const float* paper = alone.const_data_ptr<float>();
    // paperBefore[k]: what strokes 0 .. k - 1 leave white.
    std::vector<float> paperBefore(count * area, 1.0f);
    for (std::size_t k = 1; k < count; ++k)
        for (std::size_t p = 0; p < area; ++p)
            paperBefore[k * area + p] = paperBefore[(k - 1) * area + p] * paper[(k - 1) * area + p];
    // From the last to the first: strokes are in order of importance, so of two that hide each other the earlier is
    // kept.
    std::vector<float> paperAfter(area, 1.0f);
    for (std::size_t k = count; k-- > 0;) {
        const float* own = paper + k * area;
        double ink = 0, unique = 0;
        for (std::size_t p = 0; p < area; ++p) {
            ink += 1 - own[p];
            unique += paperBefore[k * area + p] * paperAfter[p] * (1 - own[p]);
        }
        if (ink < 1 || unique < kHiddenShare * ink || polygonLength(controlPoints.subspan(k * 8, 8)) < kDotLength) {
            dead.push_back(k);
            continue;
        }
        for (std::size_t p = 0; p < area; ++p)
            paperAfter[p] *= own[p];
    }
    std::reverse(dead.begin(), dead.end());
    return dead;
}

} // namespace croquis::optimise
