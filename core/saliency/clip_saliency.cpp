// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/clip_saliency.hpp"

#include "base/error.hpp"
#include "image/canvas_target.hpp"
#include "perceptual/encoder_checks.hpp"
#include "perceptual/perceptual_encoder.hpp"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/_upsample_bicubic2d_aa.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/upsample_bicubic2d.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace croquis::saliency {
namespace {

using image::kCanvasSide;
using image::Plane;

at::Tensor asTensor(const image::Raster<float>& picture, int side) {
    if (picture.width != kCanvasSide || picture.height != kCanvasSide || picture.channels != 3)
        throw InvalidArgument("CLIP's saliency takes a picture of 224 x 224 pixels and three channels.");
    const at::Tensor tensor = at::from_blob(const_cast<float*>(picture.values.data()), {1, kCanvasSide, kCanvasSide, 3},
                                            at::TensorOptions(at::kFloat))
                                  .permute({0, 3, 1, 2})
                                  .contiguous();
    return side == kCanvasSide ? tensor : at::_upsample_bicubic2d_aa(tensor, {side, side}, false);
}

constexpr float kRounding = 1e-5F; // relative: what the interpolation makes of a constant

/// A map of the network's places on the canvas, stretched to 0..1.
Plane onCanvas(const at::Tensor& places, const perceptual::PerceptualEncoder& encoder) {
    perceptual::checkFinite(encoder, places.isfinite().all().item<bool>());
    const at::Tensor wide =
        at::upsample_bicubic2d(places.unsqueeze(0).unsqueeze(0).contiguous(), {kCanvasSide, kCanvasSide}, false)
            .contiguous();
    Plane plane(kCanvasSide, kCanvasSide);
    std::copy_n(wide.const_data_ptr<float>(), plane.values.size(), plane.values.begin());
    const auto [low, high] = std::minmax_element(plane.values.begin(), plane.values.end());
    const float least = *low, range = *high - *low;
    const bool even = range <= kRounding * std::max(std::abs(*low), std::abs(*high));
    for (float& value : plane.values)
        value = even ? 0 : (value - least) / range;
    return plane;
}

template <class Function>
Plane translated(Function&& function) {
    try {
        const at::NoGradGuard noGradients;
        return function();
    } catch (const c10::Error& error) {
        throw Error(std::string("The saliency can't be computed: ") + error.what_without_backtrace());
    }
}

} // namespace

Plane attentionSaliency(const image::Raster<float>& picture, const perceptual::PerceptualEncoder& encoder) {
    return translated([&] {
        const auto maps = encoder.encode(asTensor(picture, encoder.inputSide()), {{}, false, true}).attention;
        if (maps.empty())
            throw InvalidArgument(encoder.name() + " has no attention maps.");
        const at::Tensor tokens =
            at::stack(maps).select(1, 0).select(2, 0).mean(at::IntArrayRef{0, 1}); // the class token's row
        const std::int64_t places = tokens.size(0) - 1;
        const auto grid = std::llround(std::sqrt(static_cast<double>(places)));
        return onCanvas(tokens.narrow(0, 1, places).view({grid, grid}), encoder);
    });
}

Plane gradCamSaliency(const image::Raster<float>& picture, const perceptual::PerceptualEncoder& encoder) {
    return translated([&] {
        const auto seen = encoder.encode(asTensor(picture, encoder.inputSide()), {{encoder.stageCount() - 1}, true});
        const at::Tensor& stage = seen.stages.front();
        const at::Tensor weights = encoder.lastStageGradient(stage, seen.embedding).mean(at::IntArrayRef{2, 3}, true);
        return onCanvas((weights * stage).sum(1).relu().select(0, 0), encoder);
    });
}

} // namespace croquis::saliency
