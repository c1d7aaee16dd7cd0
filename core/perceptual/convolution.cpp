// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/convolution.hpp"

#include <ATen/TensorOperators.h>
#include <ATen/core/List.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/conv2d.h>

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace croquis::perceptual {
namespace {

using at::Tensor;
using MaybeText = std::optional<std::string_view>;
using MaybeScalars = c10::List<std::optional<at::Scalar>>;
using Sizes = at::IntArrayRef;

using PackSignature = Tensor(const Tensor&, Sizes, Sizes, Sizes, std::int64_t, at::OptionalIntArrayRef);
using UnarySignature = Tensor(const Tensor&, const Tensor&, const std::optional<Tensor>&, Sizes, Sizes, Sizes,
                              std::int64_t, std::string_view, MaybeScalars, MaybeText);
using BinarySignature = Tensor&(Tensor&, const Tensor&, const Tensor&, const std::optional<Tensor>&, Sizes, Sizes,
                                Sizes, std::int64_t, std::string_view, std::optional<at::Scalar>, MaybeText,
                                MaybeScalars, MaybeText);

constexpr std::int64_t kOne = 1;
/// ATen wants sizes for both axes; a batch as large as a run's.
constexpr std::int64_t kBatch = 5;

/// LibTorch's operators that call oneDNN with weights already in its order; its compiler uses them on processors.
struct PackedOperators {
    c10::TypedOperatorHandle<PackSignature> pack;
    c10::TypedOperatorHandle<UnarySignature> unary;
    c10::TypedOperatorHandle<BinarySignature> binary;
};

const PackedOperators* packedOperators() {
    static const std::optional<PackedOperators> kOperators = []() -> std::optional<PackedOperators> {
        auto& dispatcher = c10::Dispatcher::singleton();
        const auto pack = dispatcher.findSchema({"mkldnn::_reorder_convolution_weight", ""});
        const auto unary = dispatcher.findSchema({"mkldnn::_convolution_pointwise", ""});
        const auto binary = dispatcher.findSchema({"mkldnn::_convolution_pointwise_", "binary"});
        if (!pack || !unary || !binary)
            return std::nullopt;
        return PackedOperators{pack->typed<PackSignature>(), unary->typed<UnarySignature>(),
                               binary->typed<BinarySignature>()};
    }();
    return kOperators ? &*kOperators : nullptr;
}

std::optional<Tensor> ifDefined(const Tensor& tensor) {
    return tensor.defined() ? std::optional(tensor) : std::nullopt;
}

Tensor unary(const Tensor& pictures, const Tensor& weight, const Tensor& bias, std::int64_t padding,
             std::string_view activation) {
    const std::array<std::int64_t, 2> pad{padding, padding}, one{kOne, kOne};
    return packedOperators()
        ->unary.call(pictures, weight, ifDefined(bias), pad, one, one, 1, activation, MaybeScalars(), std::nullopt)
        .contiguous(at::MemoryFormat::ChannelsLast);
}

} // namespace

at::ScalarType dtypeOf(Precision precision) {
    return precision == Precision::bf16 ? at::kBFloat16 : at::kFloat;
}

Convolution::Convolution(const Tensor& weight, const Tensor& bias, int side, Precision precision)
    : m_weight(weight.to(dtypeOf(precision), false, false, at::MemoryFormat::ChannelsLast)),
      m_bias(bias.defined() ? bias.to(dtypeOf(precision)) : Tensor()), m_padding(weight.size(2) / 2),
      m_packed(packedOperators() != nullptr && computesIn(precision)) {
    if (!m_packed)
        return;
    const std::array<std::int64_t, 2> pad{m_padding, m_padding}, one{kOne, kOne};
    const std::array<std::int64_t, 4> pictures{kBatch, weight.size(1), side, side};
    m_weight = packedOperators()->pack.call(m_weight, pad, one, one, 1, Sizes(pictures));
}

Convolution::Convolution(const Tensor& weight, const Tensor& bias, const at::TensorOptions& options,
                         std::shared_ptr<const NetworkOperators> operators)
    : m_operators(std::move(operators)), m_layer(weight, bias, kOne, weight.size(2) / 2 * 2, 1, options) {}

Tensor Convolution::plain(const Tensor& pictures) const {
    return at::conv2d(pictures, m_weight, ifDefined(m_bias), kOne, m_padding)
        .contiguous(at::MemoryFormat::ChannelsLast);
}

Tensor Convolution::operator()(const Tensor& pictures) const {
    if (m_operators)
        return m_operators->convolved(m_layer, pictures, {}, LayerActivation::none);
    return m_packed ? unary(pictures, m_weight, m_bias, m_padding, "none") : plain(pictures);
}

Tensor Convolution::relu(const Tensor& pictures) const {
    if (m_operators)
        return m_operators->convolved(m_layer, pictures, {}, LayerActivation::relu);
    return m_packed ? unary(pictures, m_weight, m_bias, m_padding, "relu") : plain(pictures).relu_();
}

void Convolution::addTo(Tensor& sum, const Tensor& pictures) const {
    add(sum, pictures, false);
}

void Convolution::addToGated(Tensor& sum, const Tensor& pictures, const Tensor& marks) const {
    if (!marks.defined())
        return add(sum, pictures, false);
    sum = m_operators->convolvedAndGated(m_layer, pictures, sum, marks, LayerActivation::relu);
}

void Convolution::addToRelu(Tensor& sum, const Tensor& pictures) const {
    add(sum, pictures, true);
}

void Convolution::add(Tensor& sum, const Tensor& pictures, bool relu) const {
    if (m_operators) {
        sum = m_operators->convolved(m_layer, pictures, sum, relu ? LayerActivation::relu : LayerActivation::none);
        return;
    }
    if (!m_packed) {
        const Tensor more = plain(pictures);
        if (relu)
            sum = (sum + more).relu_();
        else
            sum.add_(more);
        return;
    }
    const std::array<std::int64_t, 2> pad{m_padding, m_padding}, one{kOne, kOne};
    packedOperators()->binary.call(sum, pictures, m_weight, ifDefined(m_bias), pad, one, one, 1, "add", at::Scalar(1),
                                   relu ? MaybeText("relu") : MaybeText(), MaybeScalars(), std::nullopt);
}

} // namespace croquis::perceptual
