// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "loss/view_warp.hpp"

#include <ATen/core/Tensor.h>

#include <span>
#include <vector>

namespace croquis::loss {

/// Resamples pictures through a bank of warps. View 0 of the bank is the picture itself; view k is warp k - 1.
/// Immutable; any thread, several at once. Inside a call the views are shared among at::get_num_threads() threads; no
/// bit of a result or gradient depends on their number.
class Augmenter {
  public:
    /// @param bank  made for pictures of the side that is then passed (see WarpOptions::side); may be empty.
    /// @param outside  what a view shows beyond the picture's border.
    explicit Augmenter(std::vector<ViewWarp> bank, float outside = 0);

    /// Warps and the picture itself.
    int viewCount() const { return static_cast<int>(m_bank.size()); }

    /// @param picture  [1, C, H, W] float32 on the CPU, contiguous, H = W = the bank's side; any unit; read only.
    /// @param views    indices into the bank, in any order, repeated or none.
    /// @return         [views, C, H, W] float32, fresh, in the views' own frame (view pixel centres, origin top left);
    /// bilinear, `outside` beyond the picture's border. Not differentiable.
    /// @throws ShapeMismatch if the shape, dtype or device differs; InvalidArgument for an index outside the bank.
    /// Cost: O(views C H W).
    at::Tensor viewsOfPicture(const at::Tensor& picture, std::span<const int> views) const;

    /// @param sketches  [S, 1, H, W] float32 on the CPU, contiguous, S at least 1, H = W = the bank's side; read only.
    /// @param views     S * V indices into the bank, sketch by sketch, V at least 1.
    /// @return          [S * V, 1, H, W] float32, fresh, sketch by sketch, resampled as above. Differentiable where the
    /// sketches require a gradient: one autograd node that keeps no picture, only the indices; the augmenter must
    /// outlive its backward pass.
    /// @throws ShapeMismatch if the shape, dtype or device differs or S doesn't divide the number of views;
    /// InvalidArgument for an index outside the bank.
    /// Cost: O(S V H W), the backward pass the same and one picture of memory a view.
    at::Tensor viewsOfSketches(const at::Tensor& sketches, std::span<const int> views) const;

  private:
    std::vector<ViewWarp> m_bank; ///< [0] is the identity
    float m_outside;
};

} // namespace croquis::loss
