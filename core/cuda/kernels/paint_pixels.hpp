// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/outline_crossing.hpp"

namespace croquis::cuda {

/// What a pixel turned out to be; the gradient asks.
enum PixelState : std::uint8_t {
    kHidden, ///< no outline shows
    kWhole,  ///< at most one outline crosses it, nearly straight
    kSplit4, ///< painted as cells
};

/// Paints the sketches as SketchPainter does: the same strokes' product, the same pixels split. A thread a pixel of
/// every tile; each gathers its strokes in their order.
/// @tparam Wide  the radius is raster::kWideRadius or more.
template <class Real, bool Wide>
struct PaintPixels {
    StrokeField<Real> field;
    Output<Real> picture;       ///< [S, H, W], 1 = paper, 0 = ink
    Output<std::uint8_t> state; ///< [S, H, W] PixelState
    Output<Real> cells;         ///< [S, H, W, kCells]: the paper that all strokes leave; written where split

    CROQUIS_HD int threads() const { return field.shape.sketches * field.shape.tiles() * kTilePixels; }

    CROQUIS_HD void operator()(int index) const {
        const FieldShape& shape = field.shape;
        const int tile = index / kTilePixels % shape.tiles();
        const int sketch = index / kTilePixels / shape.tiles();
        const int column = tile % shape.tilesAcross() * kTileSide + index % kTileSide;
        const int row = tile / shape.tilesAcross() * kTileSide + index % kTilePixels / kTileSide;
        if (column >= shape.width || row >= shape.height)
            return;
        const std::int64_t pixel = (std::int64_t(sketch) * shape.height + row) * shape.width + column;
        const Real x = Real(column) + Real(0.5);
        const Real y = Real(row) + Real(0.5);
        int marks = 0;
        Real paper = 1;
        for (int n = 0; n < shape.strokes && paper != 0; ++n) {
            const Crossing<Real> crossing = at(sketch * shape.strokes + n, tile, x, y);
            marks += crossing.kind == Crossing<Real>::plain ? 1 : crossing.kind == Crossing<Real>::sharp ? 2 : 0;
            paper *= crossing.paper;
        }
        const bool split = paper > 0 && marks > 1;
        picture.set(pixel, split ? paintCells(sketch, tile, x, y, pixel) : paper);
        state.set(pixel, paper > 0 ? (split ? kSplit4 : kWhole) : kHidden);
    }

  private:
    CROQUIS_HD Crossing<Real> at(int stroke, int tile, Real x, Real y) const {
        const ChordRange range = field.ranges[std::int64_t(stroke) * field.shape.tiles() + tile];
        if (range == kNoChords)
            return {Crossing<Real>::outside, Real(0), Real(1)};
        return crossingAt<Wide>(field, stroke, field.headers[stroke], range, x, y);
    }

    /// The mean of the cells' paper.
    CROQUIS_HD Real paintCells(int sketch, int tile, Real x, Real y, std::int64_t pixel) const {
        Real paper[kCells] = {1, 1, 1, 1};
        for (int n = 0; n < field.shape.strokes; ++n) {
            const int stroke = sketch * field.shape.strokes + n;
            const Crossing<Real> crossing = at(stroke, tile, x, y);
            if (!crossing.crosses())
                continue;
            const StrokeHeader<Real> header = field.headers[stroke];
            for (int cell = 0; cell < kCells; ++cell)
                paper[cell] *= cellCrossing<Wide>(field, header, x, y, cell, crossing.foot).paper;
        }
        Real sum = 0;
        for (int cell = 0; cell < kCells; ++cell) {
            cells.set(pixel * kCells + cell, paper[cell]);
            sum += paper[cell];
        }
        return sum * (Real(1) / kCells);
    }
};

} // namespace croquis::cuda
