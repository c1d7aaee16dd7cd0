// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "raster/outline_batch.hpp"
#include "raster/sketch_painter.hpp"
#include "raster/stroke_blocks.hpp"

#include <cstddef>
#include <span>

namespace croquis::raster {

/// The picture as the kernels see it.
template <class Real>
struct Canvas {
    int width;
    int height;
    Real* picture;
};

/// A stroke as the kernels see it.
template <class Real>
struct StrokeShape {
    CubicTerms<Real> curve;
    Real radius;
};

/// The loops over sixteen pixels or cells at a time, compiled for one instruction set.
template <class Real>
struct BlockKernels {
    using Batch = OutlineBatch<Real>;

    /// Blackens what certainly lies inside the stroke and packs the pixels that the outline may cross into `batches`
    /// (room for every pixel of `blocks`): centre, place and a foot that is right to about kFlatness px. Returns their
    /// number; the last batch's other lanes are zero.
    std::size_t (*trace)(const StrokeShape<Real>& stroke, const Segments<Real>& segments,
                         std::span<const NearBlock> blocks, Canvas<Real> canvas, std::span<Batch> batches);
    /// Refines the feet, by at most `longestStep` in t, and sets paper and mark.
    void (*cover)(const StrokeShape<Real>& stroke, Real cellsPerPixel, Real longestStep, std::span<Batch> batches);
    /// Writes the eight numbers of the stroke's gradient.
    void (*gradient)(const StrokeShape<Real>& stroke, std::span<const Batch> pixels, std::span<const Batch> cells,
                     const Real* pictureGradient, Real* controlPointGradient);
};

/// @throws InvalidArgument where the processor lacks the instruction set.
template <class Real>
BlockKernels<Real> blockKernels(InstructionSet instructions, bool wide);

} // namespace croquis::raster
