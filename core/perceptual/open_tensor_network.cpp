// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "perceptual/clip_resnet_tensors.hpp"
#include "perceptual/efficientnet_lite.hpp"
#include "perceptual/efficientnet_lite_tensors.hpp"

#include <c10/util/Exception.h>
#include <fmt/format.h>

#include <utility>

namespace croquis::perceptual {
namespace {

std::unique_ptr<TensorNetwork> open(const TensorFile& file, const at::TensorOptions& options,
                                    std::shared_ptr<const NetworkOperators> operators) {
    if (EfficientNetLite::recognises(file))
        return std::make_unique<EfficientNetLiteTensors>(file, options, std::move(operators));
    const auto clip = ClipWeights::in(file);
    if (!clip)
        file.fail("it holds no network that Croquis knows");
    if (clip->family() != ClipWeights::Family::resnet)
        throw DeviceError("CLIP's vision transformers draw on the processor only: choose --device cpu, or a ResNet.");
    return std::make_unique<ClipResNetTensors>(*clip, options, std::move(operators));
}

} // namespace

at::ScalarType dtypeOf(CardPrecision precision) {
    switch (precision) {
    case CardPrecision::bf16:
        return at::kBFloat16;
    case CardPrecision::fp16:
        return at::kHalf;
    default:
        return at::kFloat;
    }
}

std::unique_ptr<TensorNetwork> openTensorNetwork(const std::filesystem::path& weights, c10::Device device,
                                                 CardPrecision precision,
                                                 std::shared_ptr<const NetworkOperators> operators) {
    try {
        return open(TensorFile(weights), at::TensorOptions(dtypeOf(precision)).device(device), std::move(operators));
    } catch (const c10::OutOfMemoryError&) {
        throw DeviceError("There is not enough memory on the card for this network.");
    } catch (const c10::Error& error) {
        if (device.is_cuda()) // the copy's: the file's shapes have all been looked at
            throw;
        throw ModelFileError(
            fmt::format("{} could not be opened: {}", weights.string(), error.what_without_backtrace()));
    }
}

} // namespace croquis::perceptual
