// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/perceptual_encoder.hpp"

#include <ATen/core/Tensor.h>

namespace croquis::perceptual {

/// A convolution with frozen weights, stride 1, padded to keep the picture's size. Where LibTorch brings oneDNN its
/// weights are kept in the order in which oneDNN's kernels read them, and bias, ReLU and sum are part of the kernel;
/// elsewhere ATen's plain convolution serves. Pictures and results are channels last, in the precision's dtype.
/// Immutable; any thread.
class Convolution {
  public:
    Convolution() = default;
    /// @param weight  [out, in, k, k] float32, k odd. @param bias  [out] float32, or undefined.
    /// @param side    of the pictures that will come, for the choice of the weights' order.
    Convolution(const at::Tensor& weight, const at::Tensor& bias, int side, Precision precision);
    /// ATen's plain one, for pictures of that dtype on that device.
    Convolution(const at::Tensor& weight, const at::Tensor& bias, const at::TensorOptions& options);

    at::Tensor operator()(const at::Tensor& pictures) const;
    at::Tensor relu(const at::Tensor& pictures) const;
    /// sum += this(pictures)
    void addTo(at::Tensor& sum, const at::Tensor& pictures) const;
    /// sum = relu(sum + this(pictures)); the plain one leaves the memory of the old sum as it was.
    void addToRelu(at::Tensor& sum, const at::Tensor& pictures) const;

    /// Of the weights: the convolution that takes the gradient of the result to that of the pictures.
    static at::Tensor transposed(const at::Tensor& weight) { return weight.transpose(0, 1).flip({2, 3}).contiguous(); }

  private:
    void add(at::Tensor& sum, const at::Tensor& pictures, bool relu) const;
    at::Tensor plain(const at::Tensor& pictures) const;

    at::Tensor m_weight, m_bias;
    std::int64_t m_padding = 0;
    bool m_packed = false;
};

at::ScalarType dtypeOf(Precision precision);

} // namespace croquis::perceptual
