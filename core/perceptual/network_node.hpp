// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.hpp"
#include "perceptual/perceptual_encoder.hpp"

#include <ATen/core/grad_mode.h>
#include <c10/util/Exception.h>
#include <fmt/format.h>
#include <torch/csrc/autograd/custom_function.h>

#include <memory>
#include <utility>

namespace croquis::perceptual {

/// A network as one node of autograd's graph. The network has both ways itself, without a graph inside:
///   Results{stages, embedding} forward(pictures, wanted, Tape*) const;
///   at::Tensor backward(Results gradients, wanted, const Tape&) const;
template <typename Network, typename Wanted>
class NetworkNode : public torch::autograd::Function<NetworkNode<Network, Wanted>> {
    /// What the graph of one encoding holds.
    struct Record : torch::CustomClassHolder {
        std::shared_ptr<const Network> network;
        Wanted wanted;
        typename Network::Tape tape;
    };

  public:
    static torch::autograd::variable_list forward(torch::autograd::AutogradContext* context, const at::Tensor& pictures,
                                                  const std::shared_ptr<const Network>& network, const Wanted& wanted) {
        auto record = c10::make_intrusive<Record>();
        record->network = network;
        record->wanted = wanted;
        auto results = network->forward(pictures, wanted, &record->tape);
        context->saved_data["record"] = c10::IValue::make_capsule(std::move(record));
        context->set_materialize_grads(false);
        if (wanted.embedding)
            results.stages.push_back(std::move(results.embedding));
        return results.stages;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   torch::autograd::variable_list gradients) {
        if (at::GradMode::is_enabled())
            throw InvalidArgument("The encoder can be differentiated only once: create_graph is not possible.");
        const auto record = c10::static_intrusive_pointer_cast<Record>(context->saved_data.at("record").toCapsule());
        typename Network::Results of;
        of.stages.assign(gradients.begin(),
                         gradients.begin() + static_cast<std::ptrdiff_t>(record->wanted.stages.size()));
        if (record->wanted.embedding)
            of.embedding = gradients.back();
        return {record->network->backward(of, record->wanted, record->tape), {}, {}};
    }
};

/// PerceptualEncoder::encode() of such a network, pictures and wanted having been checked.
/// @throws Error for what ATen throws.
template <typename Network, typename Wanted>
Encoding encodeBy(const std::shared_ptr<const Network>& network, const at::Tensor& pictures, const Wanted& wanted) {
    try {
        Encoding encoding;
        if (at::GradMode::is_enabled() && pictures.requires_grad() && (wanted.embedding || !wanted.stages.empty())) {
            encoding.stages = NetworkNode<Network, Wanted>::apply(pictures, network, wanted);
            if (wanted.embedding) {
                encoding.embedding = std::move(encoding.stages.back());
                encoding.stages.pop_back();
            }
        } else {
            const at::NoGradGuard noGradients;
            auto results = network->forward(pictures, wanted, nullptr);
            encoding.stages = std::move(results.stages);
            encoding.embedding = std::move(results.embedding);
        }
        return encoding;
    } catch (const c10::Error& error) {
        throw Error(fmt::format("The pictures could not be encoded: {}", error.what_without_backtrace()));
    }
}

} // namespace croquis::perceptual
