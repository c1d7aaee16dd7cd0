// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "perceptual/efficientnet_lite.hpp"

#include <c10/util/Exception.h>
#include <fmt/format.h>

namespace croquis::perceptual {

std::unique_ptr<PerceptualEncoder> openEncoder(const std::filesystem::path& weights, const EncoderOptions& options) {
    try {
        const TensorFile file(weights);
        if (EfficientNetLite::recognises(file)) {
            if (options.precision != Precision::fp32)
                throw InvalidArgument("precision: efficientnet-lite0 computes in fp32 only.");
            return std::make_unique<EfficientNetLite>(file);
        }
        throw ModelFileError(
            fmt::format("{} holds no network that Croquis knows (its tensors are not named like EfficientNet-Lite0's).",
                        weights.string()));
    } catch (const c10::Error& error) {
        throw ModelFileError(
            fmt::format("{} could not be opened: {}", weights.string(), error.what_without_backtrace()));
    }
}

} // namespace croquis::perceptual
