// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/clip_resnet.hpp"

#include "base/error.hpp"
#include "perceptual/encoder_checks.hpp"
#include "perceptual/network_node.hpp"

#include <c10/util/Exception.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace croquis::perceptual {
namespace {

using Network = ClipResNetNetwork;
struct Published {
    std::int64_t width;
    std::array<int, Network::kLayers> blocks;
    const char* name;
};

constexpr std::array<Published, 4> kPublished{{{64, {3, 4, 6, 3}, "clip-rn50"},
                                               {64, {3, 4, 23, 3}, "clip-rn101"},
                                               {80, {4, 6, 10, 6}, "clip-rn50x4"},
                                               {96, {6, 8, 18, 8}, "clip-rn50x16"}}};

} // namespace

ClipResNet::ClipResNet(const ClipWeights& weights, Precision precision)
    : m_network(std::make_shared<const Network>(weights, precision)), m_sha256(weights.file().sha256Beside()) {}

std::string ClipResNet::name() const {
    const Network::Architecture& of = m_network->architecture();
    for (const Published& network : kPublished)
        if (network.width == of.width && network.blocks == of.blocks)
            return network.name;
    return fmt::format("clip-resnet-{}-{}", of.width, fmt::join(of.blocks, "-"));
}

std::int64_t ClipResNet::multiplyAdds(const EncoderOutputs& wanted, int channels) const {
    checkChannels(channels);
    checkStages(*this, wanted.stages);
    if (!wanted.embedding && wanted.stages.empty())
        return 0;
    const Network::Architecture& of = m_network->architecture();
    const std::int64_t side = of.inputSide / 2;
    return side * side * (of.width / 2) * 9 * channels +
           m_network->multiplyAdds(wanted.embedding ? Network::kLayers : wanted.stages.back()) +
           (wanted.embedding ? m_network->pool().multiplyAdds() : 0);
}

Encoding ClipResNet::encode(const at::Tensor& pictures, const EncoderOutputs& wanted) const {
    checkPictures(*this, pictures);
    checkStages(*this, wanted.stages);
    if (wanted.attention)
        throw InvalidArgument(name() + " has no attention maps.");
    return encodeBy(m_network, pictures, wanted);
}

at::Tensor ClipResNet::lastStageGradient(const at::Tensor& lastStage, const at::Tensor& seed) const {
    const Network::Architecture& of = m_network->architecture();
    const std::int64_t side = of.side(Network::kLayers);
    const bool proper = lastStage.dim() == 4 && seed.dim() == 2 && lastStage.size(0) == seed.size(0) &&
                        lastStage.size(1) == of.channels(Network::kLayers) && lastStage.size(2) == side &&
                        lastStage.size(3) == side && seed.size(1) == of.embeddingSize &&
                        lastStage.scalar_type() == at::kFloat && seed.scalar_type() == at::kFloat;
    if (!proper)
        throw ShapeMismatch(
            fmt::format("lastStageGradient takes [B, {}, {}, {}] and [B, {}] float32, not [{}] and [{}].",
                        of.channels(Network::kLayers), side, side, of.embeddingSize, fmt::join(lastStage.sizes(), ", "),
                        fmt::join(seed.sizes(), ", ")));
    const at::NoGradGuard noGradients;
    AttentionPool::Tape tape;
    m_network->pool().forward(lastStage, &tape);
    return m_network->pool().backward(seed, tape);
}

} // namespace croquis::perceptual
