// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/network_operators.hpp"

#include <ATen/TensorOperators.h>
#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/avg_pool2d_backward.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/conv_transpose2d.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/hardtanh_backward.h>
#include <ATen/ops/threshold_backward.h>

#include <optional>

namespace croquis::perceptual {
namespace {

constexpr auto kLast = at::MemoryFormat::ChannelsLast;
constexpr double kMostOfRelu6 = 6;

} // namespace

NetworkLayer::NetworkLayer(const at::Tensor& kernel, const at::Tensor& biases, std::int64_t step, std::int64_t padding,
                           std::int64_t groupCount, const at::TensorOptions& options)
    : weight(kernel.to(options).contiguous(kLast)),
      bias(biases.defined() ? biases.to(options.dtype(at::kFloat)) : at::Tensor()),
      nearBias(biases.defined() ? biases.to(options) : at::Tensor()),
      taps(kernel.permute({2, 3, 1, 0}).reshape({-1, kernel.size(0)}).contiguous().to(options.dtype(at::kFloat))),
      stride(step), before(padding / 2), after(padding - padding / 2), groups(groupCount) {}

void NetworkOperators::finish(at::Tensor& values, const at::Tensor& bias, const at::Tensor& addend,
                              LayerActivation activation) const {
    if (bias.defined())
        values.add_(bias.view({1, -1, 1, 1}));
    if (addend.defined())
        values.add_(addend);
    if (activation == LayerActivation::relu)
        values.clamp_min_(0);
    else if (activation == LayerActivation::relu6)
        values.clamp_(0, kMostOfRelu6);
}

void NetworkOperators::gate(at::Tensor& gradient, const at::Tensor& results, LayerActivation activation) const {
    if (activation == LayerActivation::relu)
        gradient = at::threshold_backward(gradient, results, 0);
    else if (activation == LayerActivation::relu6)
        gradient = at::hardtanh_backward(gradient, results, 0, kMostOfRelu6);
}

at::Tensor NetworkOperators::halved(const at::Tensor& pictures) const {
    return at::avg_pool2d(pictures, 2);
}

at::Tensor NetworkOperators::halvedBack(const at::Tensor& gradient, const at::Tensor& results,
                                        LayerActivation activation) const {
    const at::Tensor before =
        at::empty({gradient.size(0), gradient.size(1), gradient.size(2) * 2, gradient.size(3) * 2}, gradient.options(),
                  kLast); // only its sizes are read
    at::Tensor all = at::avg_pool2d_backward(gradient.contiguous(kLast), before, 2, 2, 0, false, true, std::nullopt)
                         .contiguous(kLast);
    if (results.defined())
        gate(all, results, activation);
    return all;
}

at::Tensor NetworkOperators::convolved(const NetworkLayer& layer, const at::Tensor& pictures, const at::Tensor& addend,
                                       LayerActivation activation) const {
    const bool even = layer.before == layer.after;
    const at::Tensor in =
        even ? pictures
             : at::constant_pad_nd(pictures, {layer.before, layer.after, layer.before, layer.after}).contiguous(kLast);
    at::Tensor values =
        at::conv2d(in, layer.weight, std::nullopt, layer.stride, even ? layer.before : 0, 1, layer.groups)
            .contiguous(kLast);
    finish(values, layer.bias, addend, activation);
    return values;
}

at::Tensor NetworkOperators::convolvedAndGated(const NetworkLayer& layer, const at::Tensor& pictures,
                                               const at::Tensor& addend, const at::Tensor& results,
                                               LayerActivation activation) const {
    at::Tensor sum = convolved(layer, pictures, addend, LayerActivation::none);
    gate(sum, results, activation);
    return sum;
}

at::Tensor NetworkOperators::convolvedBack(const NetworkLayer& layer, const at::Tensor& gradient,
                                           const at::Tensor& results, LayerActivation activation) const {
    const bool even = layer.before == layer.after;
    const std::int64_t side = gradient.size(2) * layer.stride;
    // Where the stride leaves rows out at the end, which only a picture with as many zeros on both sides can have.
    const std::int64_t rest =
        even ? side - ((gradient.size(2) - 1) * layer.stride - 2 * layer.before + layer.weight.size(2)) : 0;
    const at::Tensor all = at::conv_transpose2d(gradient, layer.weight, std::nullopt, layer.stride,
                                                even ? layer.before : 0, rest, layer.groups);
    at::Tensor inner = (even ? all : all.narrow(2, layer.before, side).narrow(3, layer.before, side)).contiguous(kLast);
    if (results.defined())
        gate(inner, results, activation);
    return inner;
}

} // namespace croquis::perceptual
