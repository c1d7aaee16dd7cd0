// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/block_pass.hpp"

namespace croquis::perceptual {

/// A pass and its pictures, with the widths that follow from them.
struct BlockRun {
    const Kernels& kernels;
    const BlockPass& pass;
    const BlockPictures& pictures;
    int channels = pass.channels();
    int before = pass.taps.paddingBefore();
    int paddedSide = before + pass.sourceSide + pass.taps.paddingAfter(pass.sourceSide, pass.resultSide);
    std::ptrdiff_t sourcePixels = std::ptrdiff_t{pass.sourceSide} * pass.sourceSide;
    std::ptrdiff_t resultPixels = std::ptrdiff_t{pass.resultSide} * pass.resultSide;
};

/// The first step's sums from a pixel of the picture on, for channels from `channel` on; how many, and where they go,
/// is left to the caller.
Product widenProduct(const BlockRun& run, int picture, int row, int column, int channel);

/// The widened pictures' rows that a result needs, for some channels.
struct SourceRows {
    const float* first = nullptr; ///< of row 0, or of the ring's first row
    std::ptrdiff_t pitch = 0;
    int ring = 0; ///< row r lies at r % ring
    std::ptrdiff_t stride = 0;
    int origin = 0; ///< the picture's column with which a row begins; below 0 in the padding
};

/// Columns of a row; of results all of them unless the pass has one phase.
struct Columns {
    int begin = 0, end = 0;
    int count() const { return end - begin; }
};

/// The second step for some results of row `y`.
void depthwiseResults(const BlockRun& run, const SourceRows& rows, int picture, int y, Columns columns, int channel,
                      int channels, float* out, std::ptrdiff_t outStride);

/// The last step for `rows` pixels from `pixel` (counted through all pictures) on, whose depthwise results start at
/// `from`.
void narrowPixels(const BlockRun& run, const float* from, std::ptrdiff_t pixel, int rows, int column, int columns);

} // namespace croquis::perceptual
