// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "perceptual/clip_resnet.hpp"
#include "perceptual/clip_vit.hpp"
#include "perceptual/efficientnet_lite.hpp"

#include <ATen/ops/upsample_bicubic2d.h>
#include <c10/util/Exception.h>
#include <fmt/format.h>

namespace croquis::perceptual {
namespace {

std::unique_ptr<PerceptualEncoder> open(const TensorFile& file, const EncoderOptions& options) {
    if (EfficientNetLite::recognises(file)) {
        if (options.precision.value_or(Precision::fp32) != Precision::fp32)
            throw PrecisionError("precision: efficientnet-lite0 computes in fp32 only.");
        return std::make_unique<EfficientNetLite>(file);
    }
    const auto clip = ClipWeights::in(file);
    if (!clip)
        file.fail(
            "it holds no network that Croquis knows (its tensors are named neither like CLIP's image networks nor "
            "like EfficientNet-Lite0's)");
    const Precision precision = options.precision.value_or(quickerPrecision(options.units));
    if (precision == Precision::bf16 && !options.units.products)
        throw PrecisionError("precision: this processor has no instructions for bf16; choose fp32.");
    if (clip->family() == ClipWeights::Family::resnet)
        return std::make_unique<ClipResNet>(*clip, precision);
    return std::make_unique<ClipViT>(*clip, precision);
}

} // namespace

at::Tensor PerceptualEncoder::lastStageGradient(const at::Tensor& /*lastStage*/, const at::Tensor& /*seed*/) const {
    throw InvalidArgument(name() + " doesn't tell how its embedding depends on its last stage.");
}

at::Tensor picturesFor(const PerceptualEncoder& encoder, const at::Tensor& pictures) {
    const std::int64_t side = encoder.inputSide();
    if (pictures.dim() != 4 || (pictures.size(2) == side && pictures.size(3) == side))
        return pictures;
    return at::upsample_bicubic2d(pictures, {side, side}, false);
}

Bf16Units bf16Units() {
#ifdef __x86_64__
    return {__builtin_cpu_supports("avx512bf16") != 0, __builtin_cpu_supports("amx-bf16") != 0,
            __builtin_cpu_is("intel") != 0};
#else
    return {};
#endif
}

Precision quickerPrecision(const Bf16Units& units) {
    return units.products && (units.matrices || !units.isIntel) ? Precision::bf16 : Precision::fp32;
}

bool computesIn(Precision precision) {
    return precision == Precision::fp32 || bf16Units().products;
}

std::unique_ptr<PerceptualEncoder> openEncoder(const std::filesystem::path& weights, const EncoderOptions& options) {
    try {
        return open(TensorFile(weights, options.knownDigest ? options.knownDigest(weights) : std::string()), options);
    } catch (const c10::Error& error) {
        throw ModelFileError(
            fmt::format("{} could not be opened: {}", weights.string(), error.what_without_backtrace()));
    }
}

} // namespace croquis::perceptual
