// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace croquis::raster {

struct RasterOptions {
    int width = 224;       ///< canvas pixels
    int height = 224;      ///< canvas pixels
    float strokeWidth = 3; ///< canvas pixels, > 0; CLIPasso's "1.5" is the radius

    /// @throws InvalidArgument naming the field.
    void validate() const;
};

/// Draws strokes so that the picture is differentiable in every control point.
///
/// (The rasteriser's author completes this: what coverage is, what its gradient is, where it vanishes.)
class StrokeRasteriser {
  public:
    explicit StrokeRasteriser(const RasterOptions& options);

    /// @param controlPoints  [S, N, 4, 2] float32 on the CPU, (x, y) in canvas pixels, origin top left, first pixel's centre (0.5, 0.5);
    ///                       read only. Where it requires a gradient the result is differentiable (own backward, one autograd node).
    /// @param strokeCounts   how many of the N strokes each sketch has, one a sketch; empty: all N. The others are not drawn and get a
    ///                       zero gradient.
    /// @return               [S, 1, H, W] float32, 1 = paper, 0 = ink.
    /// @throws ShapeMismatch if the shape, dtype or device differs from the above.
    at::Tensor draw(const at::Tensor& controlPoints, const std::vector<int>& strokeCounts = {}) const;

  private:
    RasterOptions m_options;
};

} // namespace croquis::raster
