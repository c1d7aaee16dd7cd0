// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/packed_matrix.hpp"
#include "perceptual/pixel_window.hpp"

#include <ATen/core/Tensor.h>

namespace croquis::perceptual {

/// The first convolution, 3 x 3 at stride 2 with TensorFlow's SAME padding (a row below, a column to the right, of
/// normalised zeros), as a product over windows of the normalised picture (255 x - 127) / 128. A grey picture has one
/// channel and the sum of the weights. Holds the weights and the windows; the product itself is the first block's first
/// step. Immutable; any thread, several at once. Arguments are trusted.
class Stem {
  public:
    static constexpr int kPictureSide = 224;
    static constexpr int kSide = 112;
    static constexpr int kOutChannels = 32;

    Stem() = default;
    /// @param weight  [32, 3, 3, 3] float32 on the CPU (result channel, picture channel, row, column); copied.
    /// @param bias    [32] float32; shared.
    Stem(const Kernels& kernels, const at::Tensor& weight, at::Tensor bias);

    /// The product's weights, windows to results. @param channels  1 or 3, those of the pictures.
    const PackedMatrix& forward(int channels) const { return channels == 1 ? m_grey.forward : m_colour.forward; }
    /// The transposed weights, gradients of the results to those of the windows.
    const PackedMatrix& backward(int channels) const { return channels == 1 ? m_grey.backward : m_colour.backward; }
    const at::Tensor& bias() const { return m_bias; }

    /// The windows' numbers: for each of the 112 rows of results the three rows of the picture it sees, interleaved, so
    /// that the window of result (y, x) is the 9 * channels floats from windowPitch * y + windowStride * x on, in the
    /// order of forward()'s rows.
    /// All in floats.
    static int windowStride(int channels) { return 2 * 3 * channels; }
    static int windowRowPitch(int channels) { return (kPictureSide + 1) * 3 * channels; }
    /// @param pictures  [count, channels, 224, 224] float32, contiguous, sRGB 0..1; read only.
    /// @param windows   [count, 112, windowRowPitch(channels)], all of it written.
    /// Cost: O(count channels 224^2), a copy; rows are shared among at::get_num_threads() threads.
    static void fillWindows(const float* pictures, int count, int channels, float* windows);

    /// Replaces what the windows of one colour picture hold of some of its pixels, with fillWindows()'s bits.
    /// @param pixels   [place.height(), place.width(), 3] float32, sRGB 0..1; read only.
    /// @param windows  [112, windowRowPitch(3)], filled.
    /// @return         the results that read these pixels.
    static PixelWindow refillWindows(const float* pixels, const PixelWindow& place, float* windows);

    /// The pictures' gradient from that of the windows: every pixel adds up, in a fixed order, what the windows that
    /// see it hold, and is scaled as the normalisation is.
    /// @param windows   [count, 112, 112, backward(channels).columns()] float32, dense; read only.
    /// @param pictures  [count, channels, 224, 224], contiguous, all of it written.
    /// Cost: O(count channels 224^2); rows are shared among the threads, and the bits don't depend on their number.
    void gatherWindows(const float* windows, int count, int channels, float* pictures) const;

  private:
    struct Weights {
        PackedMatrix forward, backward; ///< [9 channels, 32] and [32, 9 channels and zeros up to a multiple of 16]
    };
    static Weights arrange(const Kernels& kernels, const at::Tensor& weight);

    Weights m_grey, m_colour;
    at::Tensor m_bias;
};

} // namespace croquis::perceptual
