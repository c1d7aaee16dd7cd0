// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/card_operators.hpp"

#include "card/card_run.hpp"

#include <ATen/ops/_addmm_activation.h>
#include <ATen/ops/addmm.h>
#include <ATen/ops/cudnn_convolution_relu.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/mm.h>

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <type_traits>

namespace croquis::card {
namespace {

using at::Tensor;
using perceptual::LayerActivation;
using perceptual::NetworkLayer;

constexpr auto kLast = at::MemoryFormat::ChannelsLast;
constexpr int kColours = cuda::ColourTaps<float>::kColours;
constexpr std::uintptr_t kAlignment = alignof(cuda::NumberPack<float>);

cuda::Ramp rampOf(LayerActivation activation) {
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    return {activation == LayerActivation::none ? -kInfinity : 0, activation == LayerActivation::relu6 ? 6 : kInfinity};
}

int intOf(std::int64_t number) {
    return static_cast<int>(number);
}

bool isAligned(const Tensor& tensor) {
    return reinterpret_cast<std::uintptr_t>(tensor.const_data_ptr()) % kAlignment == 0;
}

/// Whether pictures are made of packs that one thread each can have.
bool hasPacks(const Tensor& pictures) {
    const auto dtype = pictures.scalar_type();
    if (dtype != at::kFloat && dtype != at::kBFloat16)
        return false;
    const auto size = static_cast<std::int64_t>(kAlignment / pictures.element_size());
    return pictures.size(1) % size == 0 && pictures.numel() / size <= std::numeric_limits<std::int32_t>::max() &&
           pictures.is_contiguous(kLast) && isAligned(pictures);
}

bool havePacks(std::initializer_list<const Tensor*> all) {
    for (const Tensor* pictures : all)
        if (pictures->defined() && !hasPacks(*pictures))
            return false;
    return true;
}

/// Calls the action with a number of the pictures' type.
template <class Action>
void byType(const Tensor& pictures, Action&& action) {
    if (pictures.scalar_type() == at::kFloat)
        action(float());
    else
        action(cuda::BFloat16());
}

template <class Number>
const cuda::NetworkKernels<Number>& kernelsOf(const cuda::Card& card) {
    if constexpr (std::is_same_v<Number, float>)
        return card.kernels().network;
    else
        return card.kernels().roughNetwork;
}

template <class Element>
cuda::Input<Element> inputOf(const Tensor& tensor) {
    if (!tensor.defined())
        return {};
    return {static_cast<const Element*>(tensor.const_data_ptr()),
            tensor.numel() * tensor.element_size() / static_cast<std::int64_t>(sizeof(Element))};
}

template <class Element>
cuda::Output<Element> outputOf(const Tensor& tensor) {
    return {static_cast<Element*>(tensor.mutable_data_ptr()),
            tensor.numel() * tensor.element_size() / static_cast<std::int64_t>(sizeof(Element))};
}

template <class Number>
int packsIn(std::int64_t numbers) {
    return intOf(numbers / cuda::NumberPack<Number>::kSize);
}

Tensor picturesLike(const Tensor& of, std::int64_t channels, std::int64_t side) {
    return at::empty({of.size(0), channels, side, side}, of.options(), kLast);
}

bool isProduct(const NetworkLayer& layer) {
    return layer.weight.size(2) == 1 && layer.stride == 1 && layer.groups == 1;
}
bool isDepthwise(const NetworkLayer& layer) {
    return layer.groups == layer.weight.size(0) && layer.weight.size(1) == 1;
}
bool isOfColours(const NetworkLayer& layer) {
    return layer.groups == 1 && layer.weight.size(1) == kColours;
}

/// Whether cuDNN adds the bias and bounds from below while it writes its sums, at no cost. Not in float32, for which it
/// may have to compile a kernel.
bool endsWithRelu(const NetworkLayer& layer, const Tensor& pictures, const Tensor& addend, LayerActivation activation) {
    return pictures.is_cuda() && pictures.element_size() == 2 && activation == LayerActivation::relu &&
           layer.bias.defined() && !addend.defined() && layer.before == layer.after;
}

/// [B, C, H, W] with its channels last in memory as [B H W, C].
Tensor rowsOf(const Tensor& pictures) {
    return pictures.permute({0, 2, 3, 1}).view({-1, pictures.size(1)});
}

Tensor picturesOf(const Tensor& rows, const Tensor& as) {
    return rows.view({as.size(0), as.size(2), as.size(3), -1}).permute({0, 3, 1, 2});
}

/// @param in, out  pixels in a row.
cuda::TapShape shapeOf(const NetworkLayer& layer, std::int64_t count, std::int64_t in, std::int64_t out) {
    return {intOf(count),        intOf(layer.weight.size(0)),
            intOf(layer.before), intOf(layer.weight.size(2)),
            intOf(layer.stride), intOf(in),
            intOf(out)};
}

} // namespace

void CardOperators::finish(Tensor& values, const Tensor& bias, const Tensor& addend, LayerActivation activation) const {
    if (!bias.defined() && !addend.defined() && activation == LayerActivation::none)
        return;
    if (!havePacks({&values, &addend}) || (bias.defined() && !isAligned(bias)))
        return NetworkOperators::finish(values, bias, addend, activation);
    byType(values, [&]<class Number>(Number) {
        using Pack = cuda::NumberPack<Number>;
        launchOn(m_card, kernelsOf<Number>(m_card).finishLayer,
                 cuda::FinishLayer<Number>{packsIn<Number>(values.numel()),
                                           packsIn<Number>(values.size(1)),
                                           rampOf(activation),
                                           inputOf<cuda::NumberPack<float>>(bias),
                                           inputOf<Pack>(addend),
                                           outputOf<Pack>(values),
                                           {},
                                           {}});
    });
}

void CardOperators::gate(Tensor& gradient, const Tensor& results, LayerActivation activation) const {
    if (activation == LayerActivation::none)
        return;
    if (!havePacks({&gradient, &results}))
        return NetworkOperators::gate(gradient, results, activation);
    byType(gradient, [&]<class Number>(Number) {
        using Pack = cuda::NumberPack<Number>;
        launchOn(m_card, kernelsOf<Number>(m_card).gateGradient,
                 cuda::GateGradient<Number>{packsIn<Number>(gradient.numel()), rampOf(activation),
                                            inputOf<Pack>(results), outputOf<Pack>(gradient)});
    });
}

Tensor CardOperators::halved(const Tensor& pictures) const {
    const std::int64_t side = pictures.size(2) / 2;
    if (!hasPacks(pictures) || pictures.size(2) != 2 * side || pictures.size(3) != 2 * side)
        return NetworkOperators::halved(pictures);
    Tensor results = picturesLike(pictures, pictures.size(1), side);
    byType(pictures, [&]<class Number>(Number) {
        using Pack = cuda::NumberPack<Number>;
        launchOn(m_card, kernelsOf<Number>(m_card).halvePictures,
                 cuda::HalvePictures<Number>{packsIn<Number>(results.numel()), packsIn<Number>(results.size(1)),
                                             intOf(side), inputOf<Pack>(pictures), outputOf<Pack>(results)});
    });
    return results;
}

Tensor CardOperators::halvedBack(const Tensor& gradient, const Tensor& results, LayerActivation activation) const {
    if (!havePacks({&gradient, &results}) || gradient.size(2) != gradient.size(3))
        return NetworkOperators::halvedBack(gradient, results, activation);
    const std::int64_t side = 2 * gradient.size(2);
    Tensor all = picturesLike(gradient, gradient.size(1), side);
    byType(gradient, [&]<class Number>(Number) {
        using Pack = cuda::NumberPack<Number>;
        launchOn(m_card, kernelsOf<Number>(m_card).spreadHalves,
                 cuda::SpreadHalves<Number>{packsIn<Number>(all.numel()), packsIn<Number>(all.size(1)), intOf(side),
                                            rampOf(activation), inputOf<Pack>(results), inputOf<Pack>(gradient),
                                            outputOf<Pack>(all)});
    });
    return all;
}

Tensor CardOperators::convolved(const NetworkLayer& layer, const Tensor& pictures, const Tensor& addend,
                                LayerActivation activation) const {
    if (isProduct(layer) && pictures.is_contiguous(kLast))
        return multiplied(layer, pictures, addend, activation);
    const bool depthwise = isDepthwise(layer), colours = isOfColours(layer);
    if (!depthwise && !colours && endsWithRelu(layer, pictures, addend, activation))
        return at::cudnn_convolution_relu(pictures, layer.weight, layer.nearBias, {layer.stride, layer.stride},
                                          {layer.before, layer.before}, {1, 1}, layer.groups)
            .contiguous(kLast);
    if (!(depthwise || colours) || !layer.bias.defined() || addend.defined() || pictures.size(2) != pictures.size(3))
        return NetworkOperators::convolved(layer, pictures, addend, activation);
    const std::int64_t in = pictures.size(2),
                       out = (in + layer.before + layer.after - layer.weight.size(2)) / layer.stride + 1;
    Tensor results = picturesLike(pictures, layer.weight.size(0), out);
    if (!hasPacks(results) || !(depthwise ? hasPacks(pictures) : pictures.is_contiguous(kLast)))
        return NetworkOperators::convolved(layer, pictures, addend, activation);
    byType(pictures, [&]<class Number>(Number) {
        using Pack = cuda::NumberPack<Number>;
        const auto shape = shapeOf(layer, pictures.size(0), in, out);
        const auto taps = inputOf<cuda::NumberPack<float>>(layer.taps),
                   bias = inputOf<cuda::NumberPack<float>>(layer.bias);
        if (depthwise)
            launchOn(m_card, kernelsOf<Number>(m_card).depthwiseTaps,
                     cuda::DepthwiseTaps<Number>{shape, rampOf(activation), inputOf<Pack>(pictures), taps, bias,
                                                 outputOf<Pack>(results)});
        else
            launchOn(m_card, kernelsOf<Number>(m_card).colourTaps,
                     cuda::ColourTaps<Number>{shape, rampOf(activation), inputOf<Number>(pictures), taps, bias,
                                              outputOf<Pack>(results)});
    });
    return results;
}

Tensor CardOperators::multiplied(const NetworkLayer& layer, const Tensor& pictures, const Tensor& addend,
                                 LayerActivation activation) const {
    const Tensor rows = rowsOf(pictures), matrix = layer.weight.view({layer.weight.size(0), -1}).t();
    // cuBLAS adds a bias, and bounds from below, while it writes its sums.
    const bool ends = layer.bias.defined() && !addend.defined() && activation != LayerActivation::relu6;
    if (ends && activation == LayerActivation::relu)
        return picturesOf(at::_addmm_activation(layer.nearBias, rows, matrix), pictures);
    if (ends)
        return picturesOf(at::addmm(layer.nearBias, rows, matrix), pictures);
    Tensor values = picturesOf(at::mm(rows, matrix), pictures);
    finish(values, layer.bias, addend, activation);
    return values;
}

Tensor CardOperators::convolvedAndGated(const NetworkLayer& layer, const Tensor& pictures, const Tensor& addend,
                                        const Tensor& results, LayerActivation activation) const {
    if (!havePacks({&addend, &results})) // of which the sum is one more
        return NetworkOperators::convolvedAndGated(layer, pictures, addend, results, activation);
    Tensor sum = convolved(layer, pictures, {}, LayerActivation::none);
    byType(sum, [&]<class Number>(Number) {
        using Pack = cuda::NumberPack<Number>;
        launchOn(m_card, kernelsOf<Number>(m_card).finishLayer,
                 cuda::FinishLayer<Number>{packsIn<Number>(sum.numel()),
                                           packsIn<Number>(sum.size(1)),
                                           rampOf(LayerActivation::none),
                                           {},
                                           inputOf<Pack>(addend),
                                           outputOf<Pack>(sum),
                                           inputOf<Pack>(results),
                                           rampOf(activation)});
    });
    return sum;
}

Tensor CardOperators::convolvedBack(const NetworkLayer& layer, const Tensor& gradient, const Tensor& results,
                                    LayerActivation activation) const {
    if (isProduct(layer) && gradient.is_contiguous(kLast)) {
        const std::int64_t out = layer.weight.size(0);
        Tensor inner = picturesOf(at::mm(rowsOf(gradient), layer.weight.view({out, -1})), gradient);
        if (results.defined())
            gate(inner, results, activation);
        return inner;
    }
    const bool depthwise = isDepthwise(layer), colours = isOfColours(layer) && !results.defined();
    if (!(depthwise || colours) || !havePacks({&gradient, &results}) || gradient.size(2) != gradient.size(3))
        return NetworkOperators::convolvedBack(layer, gradient, results, activation);
    const std::int64_t in = gradient.size(2) * layer.stride;
    Tensor inner = picturesLike(gradient, depthwise ? gradient.size(1) : kColours, in);
    byType(gradient, [&]<class Number>(Number) {
        using Pack = cuda::NumberPack<Number>;
        const auto shape = shapeOf(layer, gradient.size(0), in, gradient.size(2));
        const auto taps = inputOf<cuda::NumberPack<float>>(layer.taps);
        if (depthwise)
            launchOn(m_card, kernelsOf<Number>(m_card).depthwiseTapsBack,
                     cuda::DepthwiseTapsBack<Number>{shape, rampOf(activation), inputOf<Pack>(results), taps,
                                                     inputOf<Pack>(gradient), outputOf<Pack>(inner)});
        else
            launchOn(m_card, kernelsOf<Number>(m_card).colourTapsBack,
                     cuda::ColourTapsBack<Number>{shape, taps, inputOf<Pack>(gradient), outputOf<Number>(inner)});
    });
    return inner;
}

} // namespace croquis::card
