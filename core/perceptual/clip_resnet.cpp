// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/clip_resnet.hpp"

#include "base/error.hpp"
#include "perceptual/encoder_checks.hpp"

#include <c10/util/Exception.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <torch/csrc/autograd/custom_function.h>

namespace croquis::perceptual {
namespace {

using Network = ClipResNetNetwork;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// What the graph of one encoding holds.
struct Record : torch::CustomClassHolder {
    std::shared_ptr<const Network> network;
    EncoderOutputs wanted;
    Network::Tape tape;
};

class EncodeFunction : public torch::autograd::Function<EncodeFunction> {
  public:
    static variable_list forward(AutogradContext* context, const at::Tensor& pictures,
                                 const std::shared_ptr<const Network>& network, const EncoderOutputs& wanted) {
        auto record = c10::make_intrusive<Record>();
        record->network = network;
        record->wanted = wanted;
        Network::Results results = network->forward(pictures, wanted, &record->tape);
        context->saved_data["record"] = c10::IValue::make_capsule(std::move(record));
        context->set_materialize_grads(false);
        if (wanted.embedding)
            results.stages.push_back(std::move(results.embedding));
        return results.stages;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        if (at::GradMode::is_enabled())
            throw InvalidArgument("The encoder can be differentiated only once: create_graph is not possible.");
        const auto record = c10::static_intrusive_pointer_cast<Record>(context->saved_data.at("record").toCapsule());
        Network::Results of;
        of.stages.assign(gradients.begin(),
                         gradients.begin() + static_cast<std::ptrdiff_t>(record->wanted.stages.size()));
        if (record->wanted.embedding)
            of.embedding = gradients.back();
        return {record->network->backward(of, record->wanted, record->tape), {}, {}};
    }
};

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
    try {
        Encoding encoding;
        if (at::GradMode::is_enabled() && pictures.requires_grad() && (wanted.embedding || !wanted.stages.empty())) {
            encoding.stages = EncodeFunction::apply(pictures, m_network, wanted);
            if (wanted.embedding) {
                encoding.embedding = std::move(encoding.stages.back());
                encoding.stages.pop_back();
            }
        } else {
            const at::NoGradGuard noGradients;
            Network::Results results = m_network->forward(pictures, wanted, nullptr);
            encoding.stages = std::move(results.stages);
            encoding.embedding = std::move(results.embedding);
        }
        return encoding;
    } catch (const c10::Error& error) {
        throw Error(fmt::format("The pictures could not be encoded: {}", error.what_without_backtrace()));
    }
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
