// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/packed_matrix.hpp"
#include "perceptual/workspace.hpp"

#include <ATen/core/Tensor.h>

namespace croquis::perceptual {

/// The network's end: a 1 x 1 convolution, ReLU6, and the mean over the 7 x 7 pixels. Immutable.
class PooledHead {
  public:
    static constexpr int kSide = 7;
    static constexpr int kInChannels = 320;
    static constexpr int kChannels = 1280;

    PooledHead() = default;
    /// @param weight  [1280, 320] float32.   @param bias  [1280].
    PooledHead(const Kernels& kernels, const at::Tensor& weight, at::Tensor bias);

    /// @param in     [count, 7, 7, 320] float32, dense.
    /// @param marks  made, [count, 49, 1280 / 8] uint8, where not null.
    /// @return       [count, 1280] float32.
    at::Tensor forward(const Kernels& kernels, const float* in, int count, at::Tensor* marks,
                       Workspace& workspace) const;

    /// @param gradient  [count, 1280].   @param add  added to `out`, same layout, or null.   @param out  [count, 7, 7,
    /// 320].
    void backward(const Kernels& kernels, const at::Tensor& gradient, const at::Tensor& marks, const float* add,
                  float* out, Workspace& workspace) const;

  private:
    static constexpr int kPixels = kSide * kSide;

    PackedMatrix m_forward, m_backward;
    at::Tensor m_bias;
};

} // namespace croquis::perceptual
