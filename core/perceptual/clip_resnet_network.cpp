// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/clip_resnet_network.hpp"

#include "perceptual/clip_pictures.hpp"
#include "perceptual/relu_marks.hpp"

#include <ATen/TensorOperators.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <fmt/format.h>

#include <algorithm>

namespace croquis::perceptual {
namespace {

constexpr double kEpsilon = 1e-5;

/// Weight and bias of a convolution with the batch norm after it (running statistics).
std::pair<at::Tensor, at::Tensor> folded(const ClipWeights& weights, const std::string& convolution,
                                         const std::string& norm, const std::vector<std::int64_t>& shape) {
    const auto read = [&](const char* part) { return weights.read(norm + part, {shape[0]}).to(at::kDouble); };
    const at::Tensor scale = read(".weight") / (read(".running_var") + kEpsilon).sqrt();
    if (!scale.isfinite().all().item<bool>())
        weights.fail(norm + ".running_var", "holds a negative variance");
    const at::Tensor bias = read(".bias") - read(".running_mean") * scale;
    return {weights.read(convolution + ".weight", shape).mul_(scale.to(at::kFloat).view({-1, 1, 1, 1})),
            bias.to(at::kFloat)};
}

const at::Tensor* find(const std::vector<at::Tensor>& tensors, const std::vector<int>& stages, int stage) {
    const auto found = std::find(stages.begin(), stages.end(), stage);
    const at::Tensor* tensor =
        found == stages.end() ? nullptr : &tensors[static_cast<std::size_t>(found - stages.begin())];
    return tensor != nullptr && tensor->defined() ? tensor : nullptr;
}

} // namespace

ClipResNetNetwork::ClipResNetNetwork(const ClipWeights& weights, Precision precision)
    : m_precision(precision), m_architecture(readArchitecture(weights)) {
    read(weights);
}

ClipResNetNetwork::ClipResNetNetwork(const ClipWeights& weights, const at::TensorOptions& options,
                                     std::shared_ptr<const NetworkOperators> operators)
    : m_precision(options.dtype() == at::kFloat ? Precision::fp32 : Precision::bf16), m_options(options),
      m_operators(std::move(operators)), m_architecture(readArchitecture(weights)) {
    read(weights);
    // In fp16 the scaled gradient would leave the range of its numbers here first.
    m_pool = m_pool.on(options.dtype() == at::kHalf ? options.dtype(at::kFloat) : options);
}

void ClipResNetNetwork::read(const ClipWeights& weights) {
    readStem(weights);
    for (int layer = 0; layer < kLayers; ++layer)
        for (int index = 0; index < m_architecture.blocks[layer]; ++index)
            m_layers[layer].push_back(readBlock(weights, layer, index));
    m_pool = AttentionPool(weights, m_architecture.channels(kLayers), m_architecture.side(kLayers));
}

ClipResNetNetwork::Pair ClipResNetNetwork::readPair(const ClipWeights& weights, const std::string& convolution,
                                                    const std::string& norm, std::vector<std::int64_t> shape,
                                                    int side) const {
    const auto [weight, bias] = folded(weights, convolution, norm, shape);
    return {convolutionOf(weight, bias, side), convolutionOf(Convolution::transposed(weight), {}, side)};
}

Convolution ClipResNetNetwork::convolutionOf(const at::Tensor& weight, const at::Tensor& bias, int side) const {
    return m_operators ? Convolution(weight, bias, *m_options, m_operators)
                       : Convolution(weight, bias, side, m_precision);
}

at::ScalarType ClipResNetNetwork::dtype() const {
    return m_options ? m_options->dtype().toScalarType() : dtypeOf(m_precision);
}

at::Tensor ClipResNetNetwork::marksOf(const at::Tensor& results) const {
    return m_operators ? results : positiveMarks(results);
}

void ClipResNetNetwork::gate(at::Tensor& gradient, const at::Tensor& marks) const {
    if (m_operators)
        m_operators->gate(gradient, marks, LayerActivation::relu);
    else
        gateByMarks(gradient, marks);
}

const NetworkOperators& ClipResNetNetwork::operators() const {
    static const NetworkOperators kPlain;
    return m_operators ? *m_operators : kPlain;
}

at::Tensor ClipResNetNetwork::pooled(const at::Tensor& pictures, int stride) const {
    return stride == 1 ? pictures : operators().halved(pictures);
}

at::Tensor ClipResNetNetwork::pooledBackward(at::Tensor gradient, int stride, const at::Tensor& marks) const {
    if (stride != 1 && m_operators)
        return m_operators->halvedBack(gradient, marks, LayerActivation::relu);
    if (stride != 1)
        gradient = operators().halvedBack(gradient, {}, LayerActivation::none);
    if (marks.defined())
        gate(gradient, marks);
    return gradient;
}

void ClipResNetNetwork::readStem(const ClipWeights& weights) {
    const std::int64_t width = m_architecture.width, half = width / 2;
    const auto [weight, bias] = folded(weights, "conv1", "bn1", {half, 3, 3, 3});
    const at::TensorOptions options = m_options.value_or(at::TensorOptions(dtypeOf(m_precision)));
    m_first = NetworkLayer(weight, bias, 2, 2, 1, options);
    m_firstBias = bias.to(options);
    m_second = readPair(weights, "conv2", "bn2", {half, half, 3, 3}, m_architecture.inputSide / 2);
    m_third = readPair(weights, "conv3", "bn3", {width, half, 3, 3}, m_architecture.inputSide / 2);
}

ClipResNetNetwork::Block ClipResNetNetwork::readBlock(const ClipWeights& weights, int layer, int index) const {
    const int stage = layer + 1, stride = index == 0 && layer > 0 ? 2 : 1;
    const int side = m_architecture.side(stage), before = side * stride;
    const std::int64_t out = m_architecture.channels(stage), middle = out / kExpansion,
                       in = index == 0 ? m_architecture.channels(layer) : out;
    const std::string name = fmt::format("layer{}.{}.", stage, index);
    const auto pair = [&](const char* convolution, const char* norm, std::vector<std::int64_t> shape, int at) {
        return readPair(weights, name + convolution, name + norm, std::move(shape), at);
    };
    Block block;
    block.stride = stride;
    block.reduce = pair("conv1", "bn1", {middle, in, 1, 1}, before);
    block.middle = pair("conv2", "bn2", {middle, middle, 3, 3}, before);
    block.widen = pair("conv3", "bn3", {out, middle, 1, 1}, side);
    if (index == 0)
        block.shortcut = pair("downsample.0", "downsample.1", {out, in, 1, 1}, side);
    return block;
}

at::Tensor ClipResNetNetwork::firstForward(const at::Tensor& pictures) const {
    if (m_operators)
        return m_operators->convolved(m_first, pictures, {}, LayerActivation::relu);
    return at::conv2d(pictures, m_first.weight, m_firstBias, 2, 1).contiguous(at::MemoryFormat::ChannelsLast).relu_();
}

at::Tensor ClipResNetNetwork::stemForward(const at::Tensor& pictures, Tape* tape) const {
    const at::Tensor first = firstForward(pictures.to(dtype(), false, false, at::MemoryFormat::ChannelsLast));
    const at::Tensor second = m_second.forth.relu(first);
    const at::Tensor third = m_third.forth.relu(second);
    if (tape != nullptr)
        tape->stem = {marksOf(first), marksOf(second), marksOf(third)};
    return pooled(third, 2);
}

at::Tensor ClipResNetNetwork::stemBackward(at::Tensor gradient, const Tape& tape) const {
    gradient = pooledBackward(std::move(gradient), 2, tape.stem[2]);
    gradient = m_third.back(gradient);
    gate(gradient, tape.stem[1]);
    gradient = m_second.back(gradient);
    gate(gradient, tape.stem[0]);
    return operators().convolvedBack(m_first, gradient, {}, LayerActivation::none).to(at::kFloat);
}

at::Tensor ClipResNetNetwork::blockForward(const Block& block, at::Tensor pictures, Tape::Block* tape) const {
    const at::Tensor reduced = block.reduce.forth.relu(pictures);
    const at::Tensor middle = block.middle.forth.relu(reduced);
    // A block without a convolution in its shortcut is the only one that still needs its input.
    at::Tensor result = block.shortcut ? block.shortcut->forth(pooled(pictures, block.stride)) : std::move(pictures);
    block.widen.forth.addToRelu(result, pooled(middle, block.stride));
    if (tape != nullptr)
        *tape = {marksOf(reduced), marksOf(middle), marksOf(result)};
    return result;
}

at::Tensor ClipResNetNetwork::blockBackward(const Block& block, at::Tensor gradient, const Tape::Block& tape,
                                            const at::Tensor& before) const {
    at::Tensor inner = pooledBackward(block.widen.back(gradient), block.stride, tape.middle);
    inner = block.middle.back(inner);
    gate(inner, tape.reduced);
    at::Tensor result =
        block.shortcut ? pooledBackward(block.shortcut->back(gradient), block.stride, {}) : std::move(gradient);
    if (m_operators) {
        block.reduce.back.addToGated(result, inner, before);
        return result;
    }
    block.reduce.back.addTo(result, inner);
    if (before.defined())
        gate(result, before);
    return result;
}

ClipResNetNetwork::Results ClipResNetNetwork::forward(const at::Tensor& pictures, const EncoderOutputs& wanted,
                                                      Tape* tape) const {
    if (tape != nullptr) {
        tape->count = pictures.size(0);
        tape->channels = pictures.size(1);
    }
    return forwardNormalised(normalisedForClip(pictures), wanted, tape);
}

ClipResNetNetwork::Results ClipResNetNetwork::forwardNormalised(const at::Tensor& pictures,
                                                                const EncoderOutputs& wanted, Tape* tape) const {
    Results results;
    const int last = lastStage(wanted);
    at::Tensor now;
    for (int stage = 0; stage <= last; ++stage) {
        if (stage == 0) {
            now = stemForward(pictures, tape);
        } else {
            const auto& blocks = m_layers[stage - 1];
            if (tape != nullptr)
                tape->layers[stage - 1].resize(blocks.size());
            for (std::size_t i = 0; i < blocks.size(); ++i)
                now = blockForward(blocks[i], std::move(now), tape != nullptr ? &tape->layers[stage - 1][i] : nullptr);
        }
        if (std::find(wanted.stages.begin(), wanted.stages.end(), stage) != wanted.stages.end())
            results.stages.push_back(now.to(at::kFloat));
    }
    if (wanted.embedding)
        results.embedding = m_pool.forward(now, tape != nullptr ? &tape->pool : nullptr);
    return results;
}

at::Tensor ClipResNetNetwork::backward(const Results& gradients, const EncoderOutputs& wanted, const Tape& tape) const {
    const at::Tensor gradient = backwardNormalised(gradients, wanted, tape);
    if (!gradient.defined())
        return at::zeros({tape.count, tape.channels, m_architecture.inputSide, m_architecture.inputSide});
    return normalisedForClipBackward(gradient, tape.channels);
}

at::Tensor ClipResNetNetwork::backwardNormalised(const Results& gradients, const EncoderOutputs& wanted,
                                                 const Tape& tape) const {
    at::Tensor gradient; // of the stage's result; ours, so that it may be changed
    const auto add = [&](const at::Tensor& more) {
        if (gradient.defined())
            gradient.add_(more);
        else
            gradient =
                at::empty(more.sizes(), more.options().dtype(dtype()), at::MemoryFormat::ChannelsLast).copy_(more);
    };
    if (gradients.embedding.defined())
        add(m_pool.backward(gradients.embedding, tape.pool));
    for (int stage = kLayers; stage >= 0; --stage) {
        if (const at::Tensor* ofStage = find(gradients.stages, wanted.stages, stage))
            add(*ofStage);
        if (stage == 0 || !gradient.defined())
            continue;
        const auto& blocks = m_layers[stage - 1];
        const auto& tapes = tape.layers[stage - 1];
        gate(gradient, tapes.back().result);
        for (std::size_t i = blocks.size(); i-- > 0;)
            gradient =
                blockBackward(blocks[i], std::move(gradient), tapes[i], i > 0 ? tapes[i - 1].result : at::Tensor());
    }
    return gradient.defined() ? stemBackward(std::move(gradient), tape) : gradient;
}

} // namespace croquis::perceptual
