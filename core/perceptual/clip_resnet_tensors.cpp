// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/clip_resnet_tensors.hpp"

#include "perceptual/clip_normalisation.hpp"

#include <ATen/core/grad_mode.h>

#include <utility>

namespace croquis::perceptual {
namespace {

struct NetworkTape final : TensorNetwork::Tape {
    ClipResNetNetwork::Tape of;
};

} // namespace

std::array<std::int64_t, 3> ClipResNetTensors::stageShape(int stage) const {
    const auto& of = m_network.architecture();
    return {of.channels(stage), of.side(stage), of.side(stage)};
}

ChannelNormalisation ClipResNetTensors::normalisation() const {
    return {kClipMean, kClipDeviation};
}

std::uint64_t ClipResNetTensors::bytesPerPicture(const EncoderOutputs& wanted, bool back) const {
    const auto kept = static_cast<std::uint64_t>(m_network.keptNumbers(wanted));
    const auto largest = static_cast<std::uint64_t>(m_network.largestNumbers());
    constexpr std::uint64_t kBeside = 4; // results or gradients of the largest layer at the same time
    std::uint64_t floats = 3 * static_cast<std::uint64_t>(inputSide()) * static_cast<std::uint64_t>(inputSide());
    for (const int stage : wanted.stages) {
        const auto shape = stageShape(stage);
        floats += static_cast<std::uint64_t>(shape[0] * shape[1] * shape[2]);
    }
    return m_network.elementBytes() * (kBeside * largest + (back ? kept : 0)) + sizeof(float) * floats;
}

Encoding ClipResNetTensors::forward(const at::Tensor& pictures, const EncoderOutputs& wanted,
                                    std::unique_ptr<Tape>* tape) const {
    const at::NoGradGuard noGradients;
    auto kept = tape != nullptr ? std::make_unique<NetworkTape>() : nullptr;
    auto results = m_network.forwardNormalised(pictures, wanted, kept ? &kept->of : nullptr);
    if (tape != nullptr)
        *tape = std::move(kept);
    return {std::move(results.stages), std::move(results.embedding), {}};
}

at::Tensor ClipResNetTensors::backward(const Encoding& gradients, const EncoderOutputs& wanted,
                                       const Tape& tape) const {
    const at::NoGradGuard noGradients;
    return m_network
        .backwardNormalised({gradients.stages, gradients.embedding}, wanted, static_cast<const NetworkTape&>(tape).of)
        .contiguous(at::MemoryFormat::ChannelsLast);
}

} // namespace croquis::perceptual
