// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/efficientnet_lite_tensors.hpp"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace croquis::perceptual {
namespace {

using Network = EfficientNetLiteNetwork;
constexpr auto kLast = at::MemoryFormat::ChannelsLast;
constexpr int kBlocks = Network::kBlockCount;

/// Where in a list of wanted stages one is, or -1.
int placeOf(const std::vector<int>& stages, int stage) {
    const auto found = std::find(stages.begin(), stages.end(), stage);
    return found == stages.end() ? -1 : static_cast<int>(found - stages.begin());
}

} // namespace

/// Results of the ReLU6s, of the blocks that were computed.
struct EfficientNetLiteTensors::NetworkTape final : TensorNetwork::Tape {
    std::array<at::Tensor, kBlocks> expanded, convolved;
    at::Tensor head;
    int blocks = 0;
};

NetworkLayer EfficientNetLiteTensors::readLayer(const TensorFile& file, const std::string& name,
                                                std::vector<std::int64_t> shape, int stride,
                                                std::int64_t groups) const {
    const at::Tensor weight = file.read(name + ".weight", shape), bias = file.read(name + ".bias", {shape[0]});
    return {weight, bias, stride, shape[2] - stride, groups, m_options}; // of sides that the stride divides
}

EfficientNetLiteTensors::EfficientNetLiteTensors(const TensorFile& file, const at::TensorOptions& options,
                                                 std::shared_ptr<const NetworkOperators> operators)
    : m_options(options), m_operators(std::move(operators)) {
    for (int index = 0; index < kBlocks; ++index) {
        const Network::Block& of = Network::blocks()[static_cast<std::size_t>(index)];
        const auto name = [&](const char* part) { return fmt::format("blocks.{}.{}", index, part); };
        Block block;
        block.expand = index == 0 ? readLayer(file, "stem", {of.middleChannels, 3, 3, 3}, 2, 1)
                                  : readLayer(file, name("expand"), {of.middleChannels, of.inChannels, 1, 1}, 1, 1);
        block.depthwise = readLayer(file, name("depthwise"), {of.middleChannels, 1, of.kernelSide, of.kernelSide},
                                    of.stride, of.middleChannels);
        block.project = readLayer(file, name("project"), {of.outChannels, of.middleChannels, 1, 1}, 1, 1);
        m_blocks.push_back(std::move(block));
    }
    m_head = readLayer(file, "head", {Network::kEmbeddingSize, Network::blocks().back().outChannels, 1, 1}, 1, 1);
}

std::array<std::int64_t, 3> EfficientNetLiteTensors::stageShape(int stage) const {
    if (stage == 0)
        return {Stem::kOutChannels, Stem::kSide, Stem::kSide};
    const auto last = std::find_if(Network::blocks().begin(), Network::blocks().end(),
                                   [stage](const auto& block) { return block.stage == stage && block.endsStage; });
    return {last->outChannels, last->outSide, last->outSide};
}

ChannelNormalisation EfficientNetLiteTensors::normalisation() const {
    constexpr double mean = 127.0 / 255, deviation = 128.0 / 255; // (255 x - 127) / 128
    return {{mean, mean, mean}, {deviation, deviation, deviation}};
}

std::uint64_t EfficientNetLiteTensors::bytesPerPicture(const EncoderOutputs& wanted, bool /*back*/) const {
    constexpr std::uint64_t kBeside = 4; // results or gradients of the largest layer at the same time
    std::uint64_t kept = wanted.embedding ? std::uint64_t{Network::kEmbeddingSize} * 49 : 0, largest = 0; // either way
    const int blocks = Network::Wanted{wanted.stages, wanted.embedding}.blockCount();
    for (int index = 0; index < blocks; ++index) {
        const Network::Block& of = Network::blocks()[static_cast<std::size_t>(index)];
        const auto numbers = [&](int side) { return static_cast<std::uint64_t>(of.middleChannels) * side * side; };
        kept += numbers(of.inSide) + numbers(of.outSide);
        largest = std::max(largest, numbers(of.inSide));
    }
    return (kept + kBeside * largest) * at::elementSize(m_options.dtype().toScalarType());
}

Encoding EfficientNetLiteTensors::forward(const at::Tensor& pictures, const EncoderOutputs& wanted,
                                          std::unique_ptr<Tape>* tape) const {
    const at::NoGradGuard noGradients;
    const auto kept = std::make_shared<NetworkTape>();
    Encoding encoding;
    kept->blocks = Network::Wanted{wanted.stages, wanted.embedding}.blockCount();
    at::Tensor now = pictures.to(m_options.dtype().toScalarType(), false, false, kLast);
    for (int index = 0; index < kept->blocks; ++index) {
        const auto at = static_cast<std::size_t>(index);
        const Network::Block& of = Network::blocks()[at];
        kept->expanded[at] = m_operators->convolved(m_blocks[at].expand, now, {}, LayerActivation::relu6);
        if (index == 0 && placeOf(wanted.stages, 0) >= 0)
            encoding.stages.push_back(kept->expanded[at].to(at::kFloat));
        kept->convolved[at] =
            m_operators->convolved(m_blocks[at].depthwise, kept->expanded[at], {}, LayerActivation::relu6);
        now = m_operators->convolved(m_blocks[at].project, kept->convolved[at], of.addsInput() ? now : at::Tensor(),
                                     LayerActivation::none);
        if (of.endsStage && placeOf(wanted.stages, of.stage) >= 0)
            encoding.stages.push_back(now.to(at::kFloat));
    }
    if (wanted.embedding) {
        kept->head = m_operators->convolved(m_head, now, {}, LayerActivation::relu6);
        encoding.embedding = kept->head.to(at::kFloat).mean(at::IntArrayRef{2, 3});
    }
    if (tape != nullptr)
        *tape = std::make_unique<NetworkTape>(*kept);
    return encoding;
}

at::Tensor EfficientNetLiteTensors::backward(const Encoding& gradients, const EncoderOutputs& wanted,
                                             const Tape& tape) const {
    const at::NoGradGuard noGradients;
    const auto& kept = static_cast<const NetworkTape&>(tape);
    const at::ScalarType dtype = m_options.dtype().toScalarType();
    at::Tensor gradient; // of the block's result; ours, so that it may be changed
    const auto add = [&](int stage) {
        const int place = placeOf(wanted.stages, stage);
        if (place < 0)
            return;
        const at::Tensor& more = gradients.stages[static_cast<std::size_t>(place)];
        gradient = gradient.defined() ? gradient.add_(more) : more.to(dtype, false, true, kLast);
    };
    if (wanted.embedding) {
        const auto pixels = static_cast<double>(kept.head.size(2) * kept.head.size(3));
        const at::Tensor each = (gradients.embedding / pixels).to(dtype).unsqueeze(2).unsqueeze(3);
        at::Tensor ofHead = each.expand_as(kept.head).contiguous(kLast);
        m_operators->gate(ofHead, kept.head, LayerActivation::relu6);
        gradient = m_operators->convolvedBack(m_head, ofHead, {}, LayerActivation::none);
    }
    for (int index = kept.blocks - 1; index >= 0; --index) {
        const auto at = static_cast<std::size_t>(index);
        const Network::Block& of = Network::blocks()[at];
        if (of.endsStage)
            add(of.stage);
        const auto& [expand, depthwise, project] = m_blocks[at];
        at::Tensor inner;
        if (gradient.defined()) {
            inner = m_operators->convolvedBack(project, gradient, kept.convolved[at], LayerActivation::relu6);
            inner = m_operators->convolvedBack(depthwise, inner, index > 0 ? kept.expanded[at] : at::Tensor(),
                                               LayerActivation::relu6);
        }
        if (index == 0) {
            std::swap(gradient, inner);
            add(0);
            inner = gradient;
            m_operators->gate(inner, kept.expanded[at], LayerActivation::relu6);
        }
        inner = m_operators->convolvedBack(expand, inner, {}, LayerActivation::none);
        gradient = of.addsInput() ? inner.add_(gradient) : std::move(inner);
    }
    return gradient.to(at::kFloat).contiguous(kLast);
}

} // namespace croquis::perceptual
