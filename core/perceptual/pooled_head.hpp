// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/packed_matrix.hpp"
#include "perceptual/workspace.hpp"

#include <ATen/core/Tensor.h>

namespace croquis::perceptual {

/// The network's end: a 1 x 1 convolution, ReLU6, and the mean over the 7 x 7 pixels. Immutable; any thread, several at
/// once with a workspace each. Inside, the work is shared among at::get_num_threads() threads; every sum has one fixed
/// order, so the bits depend neither on their number nor on the other pictures. Arguments are trusted.
class PooledHead {
  public:
    static constexpr int kSide = 7;
    static constexpr int kInChannels = 320;
    static constexpr int kChannels = 1280;

    PooledHead() = default;
    /// @param weight  [1280, 320] float32 on the CPU; copied twice, in the order of each way. @param bias  [1280]
    /// float32; shared.
    PooledHead(const Kernels& kernels, const at::Tensor& weight, at::Tensor bias);

    /// @param kernels    the ones that the weights were arranged for.
    /// @param in         [count, 7, 7, 320] float32, dense; read only.
    /// @param marks      made for backward(), [count, 49, 1280 / 8] uint8, where not null.
    /// @param workspace  its perThread() room is used.
    /// @return           [count, 1280] float32, fresh: the mean, not normalised.
    /// Cost: count * 49 * 320 * 1280 multiplications with an addition (20 million a picture).
    at::Tensor forward(const Kernels& kernels, const float* in, int count, at::Tensor* marks,
                       Workspace& workspace) const;

    /// The gradient of `in` from that of the result.
    /// @param gradient   [count, 1280] float32 on the CPU, any strides.
    /// @param marks      forward()'s.
    /// @param add        added to `out`, same layout (the last stage's own gradient), or null.
    /// @param out        [count, 7, 7, 320] float32, dense, all of it written.
    /// @param workspace  its slot `middle` is used, 0.25 MB a picture.
    /// Cost: as forward().
    void backward(const Kernels& kernels, const at::Tensor& gradient, const at::Tensor& marks, const float* add,
                  float* out, Workspace& workspace) const;

  private:
    static constexpr int kPixels = kSide * kSide;

    PackedMatrix m_forward, m_backward;
    at::Tensor m_bias;
};

} // namespace croquis::perceptual
