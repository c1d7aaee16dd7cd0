// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "loss/view_warp.hpp"

#include <ATen/core/Tensor.h>

#include <span>
#include <vector>

namespace croquis::loss {

/// Resamples pictures through a bank of warps. View 0 of the bank is the picture itself; view k is warp k - 1.
class Augmenter {
  public:
    explicit Augmenter(std::vector<ViewWarp> bank);

    int viewCount() const { return static_cast<int>(m_bank.size()); }

    /// @param picture  [1, C, H, W] float32 on the CPU, contiguous, H = W = the bank's side; read only.
    /// @param views    indices into the bank.
    /// @return         [views, C, H, W] float32; not differentiable. @throws ShapeMismatch, InvalidArgument for an
    /// index outside the bank.
    at::Tensor viewsOfPicture(const at::Tensor& picture, std::span<const int> views) const;

    /// @param sketches  [S, 1, H, W] float32 on the CPU, contiguous; differentiable where it requires a gradient (one
    /// autograd node).
    /// @param views     S * V indices into the bank, sketch by sketch.
    /// @return          [S * V, 1, H, W] float32, sketch by sketch.
    /// The augmenter must outlive the backward pass. Cost: O(S V H W); views of the batch are independent, so the
    /// result doesn't depend on the thread count.
    at::Tensor viewsOfSketches(const at::Tensor& sketches, std::span<const int> views) const;

  private:
    std::vector<ViewWarp> m_bank; ///< [0] is the identity
};

} // namespace croquis::loss
