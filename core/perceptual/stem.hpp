// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/packed_matrix.hpp"

#include <ATen/core/Tensor.h>

namespace croquis::perceptual {

/// The first convolution, 3 x 3 at stride 2 with TensorFlow's SAME padding (a row below, a column to the right, of
/// normalised zeros), as a product over windows of the normalised picture (255 x - 127) / 128. A grey picture has one
/// channel and the sum of the weights.
class Stem {
  public:
    static constexpr int kPictureSide = 224;
    static constexpr int kSide = 112;
    static constexpr int kOutChannels = 32;

    Stem() = default;
    /// @param weight  [32, 3, 3, 3] float32.   @param bias  [32].
    Stem(const Kernels& kernels, const at::Tensor& weight, at::Tensor bias);

    const PackedMatrix& forward(int channels) const { return channels == 1 ? m_grey.forward : m_colour.forward; }
    const PackedMatrix& backward(int channels) const { return channels == 1 ? m_grey.backward : m_colour.backward; }
    const at::Tensor& bias() const { return m_bias; }

    /// The windows' numbers: for each of the 112 rows of results the three rows of the picture it sees, interleaved, so
    /// that the window of result (y, x) is the 9 * channels floats from windowPitch * y + windowStride * x on, in the
    /// order of forward()'s rows.
    static int windowStride(int channels) { return 2 * 3 * channels; }
    static int windowRowPitch(int channels) { return (kPictureSide + 1) * 3 * channels; }
    /// @param pictures  [count, channels, 224, 224] contiguous.   @param windows  [count, 112, windowRowPitch].
    static void fillWindows(const float* pictures, int count, int channels, float* windows);

    /// The pictures' gradient from that of the windows. @param windows  [count, 112, 112,
    /// backward(channels).columns()].
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
