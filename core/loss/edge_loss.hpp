// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/plane.hpp"
#include "loss/gaussian_blur.hpp"

#include <ATen/core/Tensor.h>

#include <vector>

namespace croquis::loss {

/// How far the ink lies from where the photo has edges, at two scales (models.md, recipe "default"):
/// L = sum over s in {2, 5} px of mean((G_s(1 - S) - G_s(E))^2) / mean(G_s(E)^2).
class EdgeLoss {
  public:
    /// @param edges  E, 0..1, the sketches' size. A picture without edges gives a loss of 0.
    explicit EdgeLoss(const image::Plane& edges);

    /// @param sketches  [S, 1, H, W] float32 on the CPU, contiguous, 1 = paper; read only.
    /// @return          [S] float32, one loss a sketch. @throws ShapeMismatch.
    /// Where grad mode is on and the sketches require a gradient it is differentiable (one autograd node; the gradient
    /// is computed at once, and the loss must outlive the backward pass); otherwise no gradient is computed.
    /// Cost: 0.2 ms a sketch at 224 x 224 with AVX-512, half of it for the gradient; sketches are independent.
    at::Tensor operator()(const at::Tensor& sketches) const;

    struct Scale {
        GaussianBlur blur;
        std::vector<float> target; ///< G_s(E)
        double norm = 0;           ///< 1 / sum(G_s(E)^2), 0 without edges
    };
    const std::vector<Scale>& scales() const { return m_scales; }

  private:
    int m_width;
    int m_height;
    std::vector<Scale> m_scales;
};

} // namespace croquis::loss
