// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/plane.hpp"

#include <cstdint>

namespace croquis::image {

/// Kernels of Pillow's `resize`; where a picture is reduced their support grows with the scale, so every source pixel
/// counts.
enum class ResampleFilter {
    box,     ///< support 0.5
    bicubic, ///< a = -0.5, support 2
    lanczos  ///< a = 3
};

/// Resizes a picture as Pillow does for 8-bit modes, bit for bit: weights in 22-bit fixed point, columns before rows,
/// rounded and clipped to 8 bits after each.
Raster<std::uint8_t> resample(const Raster<std::uint8_t>& picture, int width, int height, ResampleFilter filter);

/// A rectangle of a picture's pixel grid; it may reach beyond the picture.
struct Window {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
};

/// Cuts a window out and resizes it as Pillow does for mode F (float, neither rounded nor clipped).
/// @param outside  the value of what the window holds beyond the picture.
/// @return [height, width, picture.channels], in the picture's unit.
Raster<float> resampleWindow(const Raster<std::uint8_t>& picture, Window window, float outside, int width, int height,
                             ResampleFilter filter);

} // namespace croquis::image
