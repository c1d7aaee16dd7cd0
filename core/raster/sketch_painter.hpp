// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "raster/outline_batch.hpp"
#include "raster/raster_options.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace croquis::raster {

/// Which machine code paints. All give the same bits; they differ in speed only.
enum class InstructionSet { baseline, avx2, avx512 };

/// The best of those that this processor has.
InstructionSet widestInstructionSet();

/// What painting leaves for the gradient: the pixels and cells that each stroke's outline crosses.
template <class Real>
struct PaintTape {
    std::vector<OutlineBatch<Real>> pixels; ///< crossed by one outline that is nearly straight there
    std::vector<OutlineBatch<Real>> cells;  ///< of all other pixels
    std::vector<std::size_t> pixelEnds;     ///< one a stroke: where its batches end
    std::vector<std::size_t> cellEnds;

    /// Keeps the memory.
    void clear() {
        pixels.clear();
        cells.clear();
        pixelEnds.clear();
        cellEnds.clear();
    }
};

/// Paints one sketch on plain memory and differentiates it: StrokeRasteriser without tensors. See there for what is
/// drawn.
///
/// The arithmetic runs in Real (float; double for reference), in an order that depends on nothing but the strokes: the
/// same bits on every run, thread and instruction set. Any thread; const throughout.
template <class Real>
class SketchPainter {
  public:
    /// @throws InvalidArgument when an option is out of range or the processor lacks the instruction set.
    explicit SketchPainter(const RasterOptions& options, InstructionSet instructions = widestInstructionSet());

    /// @param controlPoints  N x 4 x (x, y), canvas pixels.
    /// @param picture        H x W, row by row; overwritten: 1 = paper, 0 = ink.
    /// @param tape           overwritten (its memory is used again); gradient() needs it.
    /// @throws ShapeMismatch when a size doesn't fit.
    /// Cost: see StrokeRasteriser::draw().
    void paint(std::span<const Real> controlPoints, std::span<Real> picture, PaintTape<Real>& tape) const;

    /// @param controlPoints, tape   of the same paint().
    /// @param pictureGradient       H x W, d loss / d picture.
    /// @param controlPointGradient  N x 4 x 2, overwritten: d loss / d controlPoints.
    /// @throws ShapeMismatch when a size doesn't fit.
    /// Cost: a fifth of paint()'s.
    void gradient(std::span<const Real> controlPoints, std::span<const Real> pictureGradient,
                  const PaintTape<Real>& tape, std::span<Real> controlPointGradient) const;

  private:
    RasterOptions m_options;
    InstructionSet m_instructions;
};

} // namespace croquis::raster
