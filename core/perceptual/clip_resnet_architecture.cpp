// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/clip_resnet_network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace croquis::perceptual {
namespace {

constexpr int kMostBlocks = 64;
constexpr std::int64_t kMostWidth = 512, kMostSide = 32;

} // namespace

ClipResNetNetwork::Architecture ClipResNetNetwork::readArchitecture(const ClipWeights& weights) const {
    Architecture result;
    result.width = weights.shape("conv3.weight", 4)[0];
    if (result.width < 2 || result.width > kMostWidth || result.width % 2 != 0)
        weights.file().fail(fmt::format("its width of {} channels is none of CLIP's", result.width));
    for (int layer = 0; layer < kLayers; ++layer)
        result.blocks[layer] = weights.countIn(fmt::format("layer{}.", layer + 1), kMostBlocks);
    const std::int64_t places = weights.shape("attnpool.positional_embedding", 2)[0] - 1;
    const auto side = std::llround(std::sqrt(static_cast<double>(std::max<std::int64_t>(places, 0))));
    if (side < 1 || side > kMostSide || side * side != places)
        weights.fail("attnpool.positional_embedding", fmt::format("is of {} places, which are no square", places));
    result.inputSide = static_cast<int>(32 * side);
    result.embeddingSize = weights.shape("attnpool.c_proj.weight", 2)[0];
    if (result.embeddingSize < 1)
        weights.fail("attnpool.c_proj.weight", "is empty");
    return result;
}

std::int64_t ClipResNetNetwork::multiplyAdds(int lastStage) const {
    const Architecture& of = m_architecture;
    const auto area = [](std::int64_t side) { return side * side; };
    const std::int64_t half = of.width / 2;
    std::int64_t sum = area(of.inputSide / 2) * 9 * half * (half + of.width);
    for (int stage = 1; stage <= lastStage; ++stage) {
        const std::int64_t out = of.channels(stage), middle = out / kExpansion, in = of.channels(stage - 1),
                           before = area(stage == 1 ? of.side(stage) : of.side(stage - 1)),
                           after = area(of.side(stage));
        sum += before * middle * (in + 9 * middle) + after * out * (middle + in);
        sum += (of.blocks[stage - 1] - 1) * after * middle * (2 * out + 9 * middle);
    }
    return sum;
}

std::int64_t ClipResNetNetwork::keptNumbers(const EncoderOutputs& wanted) const {
    const Architecture& of = m_architecture;
    const int last = lastStage(wanted);
    std::int64_t sum =
        last < 0 ? 0 : 2 * of.width * pixels(of.inputSide / 2); // twice half the width and once the whole
    for (int stage = 1; stage <= last; ++stage) {
        const std::int64_t out = of.channels(stage), middle = out / kExpansion, after = pixels(of.side(stage)),
                           before = pixels(stage == 1 ? of.side(stage) : of.side(stage - 1));
        sum += 2 * middle * before + out * after + (of.blocks[stage - 1] - 1) * after * (2 * middle + out);
    }
    return sum;
}

} // namespace croquis::perceptual
