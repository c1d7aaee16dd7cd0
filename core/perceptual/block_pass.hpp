// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/depthwise_taps.hpp"
#include "perceptual/kernels/kernels.hpp"
#include "perceptual/packed_matrix.hpp"
#include "perceptual/pixel_window.hpp"
#include "perceptual/workspace.hpp"

#include <ATen/core/Tensor.h>

#include <vector>

namespace croquis::perceptual {

/// One direction through an inverted residual: a product per pixel that widens, a depthwise convolution, a product that
/// narrows. The backward direction has the same three steps, with transposed weights, marks read instead of written,
/// and no biases. Immutable once filled.
struct BlockPass {
    int sourceSide = 0; ///< pixels, of the widened picture
    int resultSide = 0; ///< after the depthwise step
    DepthwiseTaps taps;
    PackedMatrix widen;
    at::Tensor widenBias;     ///< or undefined
    at::Tensor depthwise;     ///< see arrangeDepthwise
    at::Tensor depthwiseBias; ///< or undefined
    PackedMatrix narrow;
    at::Tensor narrowBias; ///< or undefined

    int channels() const { return widen.columns(); }
};

/// A depthwise kernel in the order in which a pass reads it.
/// @param kernel  [C, 1, k, k] float32.
/// @return        [k, k, C]: the kernel's rows, in each the taps of every phase in turn.
at::Tensor arrangeDepthwise(const at::Tensor& kernel, const DepthwiseTaps& taps);

/// What a pass reads and writes. Pictures lie one after the other, pixels in rows, channels innermost, float32 unless
/// said otherwise.
struct BlockPictures {
    int count = 0;
    const float* in = nullptr; ///< strides in floats
    std::ptrdiff_t inStride = 0, inRowPitch = 0, inPitch = 0;
    float* out = nullptr;                      ///< [count, resultSide, resultSide, narrow.columns()], dense
    const float* add = nullptr;                ///< what is added to `out`, in the same layout, or null
    Activation activation = Activation::relu6; ///< of the first two steps
    std::uint8_t* widenMarks =
        nullptr; ///< [count, sourceSide, sourceSide, channels / 8], unless the activation is relu6
    std::uint8_t* depthwiseMarks = nullptr; ///< [count, resultSide, resultSide, channels / 8]
    float* widened = nullptr;               ///< a copy of the widened picture, or null; large pictures only
    const float* depthwiseAdd = nullptr;    ///< added to the depthwise step's sums, dense, or null
};

/// Runs a pass on at::get_num_threads() threads. Every result's sum has one fixed order, so the bits depend neither on
/// the number of threads nor on the other pictures. Large pictures go by bands of rows, all three steps in a buffer
/// that fits the second-level cache; small ones by groups of channels.
void runBlock(const Kernels& kernels, const BlockPass& pass, const BlockPictures& pictures, Workspace& workspace);

/// The results of a forward pass that depend on some of its sources. @param sources  of the widened picture; not empty.
PixelWindow reachedResults(const BlockPass& pass, const PixelWindow& sources);

/// Computes a window of the results of one picture, with runBlock()'s bits, and leaves the others as they are. On the
/// calling thread.
/// @param pictures  of a forward pass, count 1, without marks and `widened`.
/// @param scratch   grown as needed.
void runWindow(const Kernels& kernels, const BlockPass& pass, const BlockPictures& pictures, const PixelWindow& window,
               std::vector<float>& scratch);

} // namespace croquis::perceptual
