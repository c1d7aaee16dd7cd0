// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/encoder_checks.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace croquis::perceptual {

void checkStages(const PerceptualEncoder& encoder, const std::vector<int>& stages) {
    for (std::size_t i = 0; i < stages.size(); ++i)
        if (stages[i] < 0 || stages[i] >= encoder.stageCount() || (i > 0 && stages[i] <= stages[i - 1]))
            throw InvalidArgument(
                fmt::format("stages [{}]: {} has the stages 0 to {}, and each is asked for once, ascending.",
                            fmt::join(stages, ", "), encoder.name(), encoder.stageCount() - 1));
}

void checkPictures(const PerceptualEncoder& encoder, const at::Tensor& pictures) {
    const int side = encoder.inputSide();
    const bool shape = pictures.defined() && pictures.dim() == 4 && (pictures.size(1) == 1 || pictures.size(1) == 3) &&
                       pictures.size(2) == side && pictures.size(3) == side;
    if (!shape || pictures.scalar_type() != at::kFloat || !pictures.device().is_cpu())
        throw ShapeMismatch(
            fmt::format("pictures must be [B, 1 or 3, {0}, {0}] float32 on the CPU, not {1}.", side,
                        pictures.defined() ? fmt::format("[{}] {} on {}", fmt::join(pictures.sizes(), ", "),
                                                         c10::toString(pictures.scalar_type()), pictures.device().str())
                                           : "undefined"));
}

void checkFinite(const PerceptualEncoder& encoder, bool isFinite) {
    if (!isFinite)
        throw ModelFileError(fmt::format(
            "{} answers this picture with numbers that aren't finite: its weights are damaged or too large.",
            encoder.name()));
}

void checkChannels(int channels) {
    if (channels != 1 && channels != 3)
        throw InvalidArgument(fmt::format("channels = {}: pictures have 1 or 3.", channels));
}

} // namespace croquis::perceptual
