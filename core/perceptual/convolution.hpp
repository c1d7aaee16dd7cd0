// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/network_operators.hpp"
#include "perceptual/perceptual_encoder.hpp"

#include <ATen/core/Tensor.h>

#include <memory>

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
    /// For pictures of that dtype on that device. @param operators  for it.
    Convolution(const at::Tensor& weight, const at::Tensor& bias, const at::TensorOptions& options,
                std::shared_ptr<const NetworkOperators> operators);

    at::Tensor operator()(const at::Tensor& pictures) const;
    at::Tensor relu(const at::Tensor& pictures) const;
    /// sum += this(pictures)
    void addTo(at::Tensor& sum, const at::Tensor& pictures) const;
    /// The same for gradients, with the way back of the ReLU before them where there is one. @param marks  its results,
    /// or undefined. Only with operators.
    void addToGated(at::Tensor& sum, const at::Tensor& pictures, const at::Tensor& marks) const;
    /// sum = relu(sum + this(pictures)); with operators the memory of the old sum stays as it was.
    void addToRelu(at::Tensor& sum, const at::Tensor& pictures) const;

    /// Of the weights: the convolution that takes the gradient of the result to that of the pictures.
    static at::Tensor transposed(const at::Tensor& weight) { return weight.transpose(0, 1).flip({2, 3}).contiguous(); }

  private:
    void add(at::Tensor& sum, const at::Tensor& pictures, bool relu) const;
    at::Tensor plain(const at::Tensor& pictures) const;

    std::shared_ptr<const NetworkOperators> m_operators; ///< null: for the processor
    NetworkLayer m_layer;                                ///< of those
    at::Tensor m_weight, m_bias;                         ///< of the processor's
    std::int64_t m_padding = 0;
    bool m_packed = false;
};

at::ScalarType dtypeOf(Precision precision);

} // namespace croquis::perceptual
