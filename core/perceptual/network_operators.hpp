// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace croquis::perceptual {

/// What bounds a layer's results.
enum class LayerActivation { none, relu, relu6 };

/// A frozen convolution of square taps with zeros around the picture, for pictures of one dtype on one device.
/// Channels are each other's (groups 1) or each its own (depthwise).
struct NetworkLayer {
    at::Tensor weight;   ///< [out, in / groups, k, k], channels last in memory, in the pictures' dtype
    at::Tensor bias;     ///< [out] float32; undefined: none
    at::Tensor nearBias; ///< the same in the pictures' dtype
    at::Tensor taps;     ///< [k * k * in / groups, out] float32, the same weights in the order in which taps are met
    std::int64_t stride = 1;
    std::int64_t before = 0, after = 0; ///< pixels of zeros above and to the left, below and to the right
    std::int64_t groups = 1;

    NetworkLayer() = default;
    /// @param kernel   the weight, float32. @param biases  likewise, or undefined. @param step  the stride.
    /// @param padding  pixels of zeros on both sides together; the odd one is behind.
    NetworkLayer(const at::Tensor& kernel, const at::Tensor& biases, std::int64_t step, std::int64_t padding,
                 std::int64_t groupCount, const at::TensorOptions& options);
};

/// What networks for cards are made of: here LibTorch's operators, for any device; who has kernels of his own for some
/// overrides those. Pictures are [B, C, H, W], channels last in memory. Nothing waits for the device. Immutable; any
/// thread.
class NetworkOperators {
  public:
    NetworkOperators() = default;
    NetworkOperators(const NetworkOperators&) = delete;
    NetworkOperators& operator=(const NetworkOperators&) = delete;
    virtual ~NetworkOperators() = default;

    /// values = activation(values + bias + addend), in place. @param bias  [C] float32; undefined: none.
    /// @param addend  as the values; undefined: none.
    virtual void finish(at::Tensor& values, const at::Tensor& bias, const at::Tensor& addend,
                        LayerActivation activation) const;
    /// Takes the gradient of an activation's results to that of what it was given; in place or fresh.
    virtual void gate(at::Tensor& gradient, const at::Tensor& results, LayerActivation activation) const;

    /// Half the width and height, each pixel the mean of four.
    virtual at::Tensor halved(const at::Tensor& pictures) const;
    /// Its way back, and that of the activation before it where that had results.
    virtual at::Tensor halvedBack(const at::Tensor& gradient, const at::Tensor& results,
                                  LayerActivation activation) const;

    /// activation(layer(pictures) + addend). @param addend  undefined: none.
    virtual at::Tensor convolved(const NetworkLayer& layer, const at::Tensor& pictures, const at::Tensor& addend,
                                 LayerActivation activation) const;
    /// layer(pictures) + addend, which is a gradient, and the way back of the activation before it.
    virtual at::Tensor convolvedAndGated(const NetworkLayer& layer, const at::Tensor& pictures,
                                         const at::Tensor& addend, const at::Tensor& results,
                                         LayerActivation activation) const;
    /// The way back of layer(pictures), and that of the activation before it where that had results.
    virtual at::Tensor convolvedBack(const NetworkLayer& layer, const at::Tensor& gradient, const at::Tensor& results,
                                     LayerActivation activation) const;
};

} // namespace croquis::perceptual
