// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/efficientnet_lite.hpp"

#include "base/error.hpp"
#include "perceptual/encoder_checks.hpp"

#include <c10/util/Exception.h>
#include <fmt/format.h>
#include <torch/csrc/autograd/custom_function.h>

namespace croquis::perceptual {
namespace {

using Network = EfficientNetLiteNetwork;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// What the graph of one encoding holds.
struct Tape : torch::CustomClassHolder {
    std::shared_ptr<const Network> network;
    Network::Wanted wanted;
    Network::Marks marks;
    int count = 0, channels = 0;
};

class EncodeFunction : public torch::autograd::Function<EncodeFunction> {
  public:
    static variable_list forward(AutogradContext* context, const at::Tensor& pictures,
                                 const std::shared_ptr<const Network>& network, const Network::Wanted& wanted) {
        auto tape = c10::make_intrusive<Tape>();
        tape->network = network;
        tape->wanted = wanted;
        tape->count = static_cast<int>(pictures.size(0));
        tape->channels = static_cast<int>(pictures.size(1));
        Network::Results results = network->forward(pictures.contiguous(), wanted, &tape->marks);
        context->saved_data["tape"] = c10::IValue::make_capsule(std::move(tape));
        context->set_materialize_grads(false);
        if (wanted.embedding)
            results.stages.push_back(std::move(results.embedding));
        return results.stages;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        if (at::GradMode::is_enabled())
            throw InvalidArgument("The encoder can be differentiated only once: create_graph is not possible.");
        const auto tape = c10::static_intrusive_pointer_cast<Tape>(context->saved_data.at("tape").toCapsule());
        Network::Results of;
        of.stages.assign(gradients.begin(),
                         gradients.begin() + static_cast<std::ptrdiff_t>(tape->wanted.stages.size()));
        if (tape->wanted.embedding)
            of.embedding = gradients.back();
        return {tape->network->backward(of, tape->wanted, tape->marks, tape->count, tape->channels), {}, {}};
    }
};

} // namespace

bool EfficientNetLite::recognises(const TensorFile& file) {
    return file.contains("stem.weight") && file.contains("blocks.0.depthwise.weight") && file.contains("head.weight");
}

EfficientNetLite::EfficientNetLite(const TensorFile& file, const Kernels& kernels)
    : m_network(std::make_shared<const Network>(file, kernels)), m_sha256(file.sha256()) {}

std::int64_t EfficientNetLite::multiplyAdds(const EncoderOutputs& wanted, int channels) const {
    checkChannels(channels);
    checkStages(*this, wanted.stages);
    const Network::Wanted network{wanted.stages, wanted.embedding};
    std::int64_t sum = 0;
    if (network.blockCount() > 0)
        sum += std::int64_t{Stem::kSide} * Stem::kSide * Stem::kOutChannels * 9 * channels;
    for (int index = 0; index < network.blockCount(); ++index) {
        const Network::Block& block = Network::blocks()[index];
        const std::int64_t in = std::int64_t{block.inSide} * block.inSide,
                           out = std::int64_t{block.outSide} * block.outSide;
        if (index > 0)
            sum += in * block.inChannels * block.middleChannels;
        sum += out * block.middleChannels * (block.kernelSide * block.kernelSide + block.outChannels);
    }
    if (network.embedding) {
        const Network::Block& last = Network::blocks().back();
        sum += std::int64_t{last.outSide} * last.outSide * last.outChannels * Network::kEmbeddingSize;
    }
    return sum;
}

Encoding EfficientNetLite::encode(const at::Tensor& pictures, const EncoderOutputs& wanted) const {
    checkPictures(*this, pictures);
    checkStages(*this, wanted.stages);
    if (wanted.attention)
        throw InvalidArgument("efficientnet-lite0 has no attention maps.");
    const Network::Wanted network{wanted.stages, wanted.embedding};
    try {
        Encoding encoding;
        if (at::GradMode::is_enabled() && pictures.requires_grad() && network.blockCount() > 0) {
            encoding.stages = EncodeFunction::apply(pictures, m_network, network);
            if (network.embedding) {
                encoding.embedding = std::move(encoding.stages.back());
                encoding.stages.pop_back();
            }
        } else {
            const at::NoGradGuard noGrad;
            Network::Results results = m_network->forward(pictures.contiguous(), network, nullptr);
            encoding.stages = std::move(results.stages);
            encoding.embedding = std::move(results.embedding);
        }
        return encoding;
    } catch (const c10::Error& error) {
        throw Error(fmt::format("The pictures could not be encoded: {}", error.what_without_backtrace()));
    }
}

} // namespace croquis::perceptual
