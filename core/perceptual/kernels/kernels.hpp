// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace croquis::perceptual {

/// What happens to a sum before it is stored, after `bias` and `add`. Marks are one bit per value, set where ReLU6
/// changed nothing and lets the gradient through.
enum class Activation {
    none,
    relu,        ///< clamp below to 0
    relu6,       ///< clamp to 0..6
    relu6Marked, ///< the same, and write the marks
    gate         ///< read the marks: what isn't marked becomes 0 (the backward of ReLU6)
};

/// The ends of a sum: out = activation(bias + sum + add).
struct Finish {
    Activation activation = Activation::none;
    const float* bias = nullptr; ///< one per column (channel), or null
    const float* add = nullptr;  ///< one per value, rows `addStride` apart, or null
    std::ptrdiff_t addStride = 0;
    std::uint8_t* marks = nullptr; ///< rows `marksStride` bytes apart, column c in bit c % 8 of byte c / 8
    std::ptrdiff_t marksStride = 0;
};

/// Matrix product: out[r, c] = finish(sum_k in[r, k] weights[k, c]), the sum in the order of k whatever the tiling.
struct Product {
    const float* in = nullptr;
    std::ptrdiff_t inStride = 0;
    const float* weights = nullptr; ///< panels, see packWeights; the first one to use
    int depth = 0;
    int rows = 0;
    int columns = 0; ///< more than one panel: those before the last are full
    float* out = nullptr;
    std::ptrdiff_t outStride = 0;
    int rowLength = 0; ///< rows per picture row: after so many, out goes on `rowPitch` after the first of them
    std::ptrdiff_t rowPitch = 0; ///< floats
    Finish finish;
};

/// One row of a depthwise convolution:
/// out[x, c] = finish(sum over i and t of sources[i][x sourceStep + t, c] weights[i][t, c]), zero padding being part of
/// the sources.
struct DepthwiseRow {
    const float* const* sources = nullptr; ///< at the first tap of the first result
    const float* const* weights = nullptr;
    int sourceCount = 0;
    int taps = 0;       ///< 1, 2, 3 or 5
    int sourceStep = 1; ///< 1; 2 with 3 or 5 taps
    std::ptrdiff_t sourceStride = 0;
    std::ptrdiff_t weightStride = 0;
    float* out = nullptr;
    std::ptrdiff_t outStride = 0;
    int count = 0;
    int channels = 0; ///< a multiple of 16
    Finish finish;    ///< strides are those from one result to the next
};

/// The hot loops for one instruction set. Pure functions of what they are given: any thread.
struct Kernels {
    const char* name;
    int lanes;        ///< floats per vector
    int panelColumns; ///< columns of a full panel, a divisor of kChunkChannels
    void (*multiply)(const Product&);
    void (*depthwise)(const DepthwiseRow&);
};

/// Channels that are worked on together where a picture is small; every panel width divides it.
inline constexpr int kChunkChannels = 96;

/// Kernels of each instruction set, or null where the processor (or the compiler's target) lacks it.
const Kernels* avx512Kernels();
const Kernels* avx2Kernels();
const Kernels* portableKernels();

/// The fastest kernels that this processor runs.
const Kernels& bestKernels();

} // namespace croquis::perceptual
