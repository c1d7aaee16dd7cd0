// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/fixed_sum.hpp"
#include "cuda/kernels/paint_pixels.hpp"
#include "raster/stroke_slope.hpp"

namespace croquis::cuda {

/// Threads that share a stroke's pixels: every place of a tile twice.
inline constexpr int kGradientLanes = 2 * kTilePixels;

/// The gradient of PaintPixels, first half: each of a stroke's kGradientLanes threads gathers the slopes of the pixels
/// that it meets, always the same in the same order, and writes its own eight sums.
template <class Real, bool Wide>
struct GatherSlopes {
    StrokeField<Real> field;
    Input<std::uint8_t> state;   ///< [S, H, W] of PaintPixels
    Input<Real> cells;           ///< [S, H, W, kCells] of PaintPixels
    Input<Real> pictureGradient; ///< [S, H, W] d loss / d picture
    Output<Real> parts;          ///< [S, N, 8, kGradientLanes]

    CROQUIS_HD int threads() const { return field.shape.allStrokes() * kGradientLanes; }

    CROQUIS_HD void operator()(int index) const {
        const int stroke = index / kGradientLanes;
        const int lane = index % kGradientLanes;
        const StrokeHeader<Real> header = field.headers[stroke];
        Real sums[8] = {};
        int met = 0;
        if (header.chords > 0)
            for (int row = header.top; row <= header.bottom; ++row)
                for (int column = header.left; column <= header.right; ++column) {
                    const int tile = row * field.shape.tilesAcross() + column;
                    const ChordRange range = field.ranges[std::int64_t(stroke) * field.shape.tiles() + tile];
                    if (range != kNoChords && met++ % 2 == lane / kTilePixels)
                        add(stroke, header, range, column * kTileSide + lane % kTileSide,
                            row * kTileSide + lane % kTilePixels / kTileSide, sums);
                }
        for (int k = 0; k < 8; ++k)
            parts.set((std::int64_t(stroke) * 8 + k) * kGradientLanes + lane, sums[k]);
    }

  private:
    CROQUIS_HD void add(int stroke, const StrokeHeader<Real>& header, ChordRange range, int column, int row,
                        Real* sums) const {
        const FieldShape& shape = field.shape;
        if (column >= shape.width || row >= shape.height)
            return;
        const std::int64_t pixel = (std::int64_t(stroke / shape.strokes) * shape.height + row) * shape.width + column;
        const std::uint8_t is = state[pixel];
        if (is == kHidden)
            return;
        const Real x = Real(column) + Real(0.5);
        const Real y = Real(row) + Real(0.5);
        const Crossing<Real> crossing = crossingAt<Wide>(field, stroke, header, range, x, y);
        if (!crossing.crosses())
            return;
        const Real wanted = pictureGradient[pixel];
        if (is == kWhole) {
            addSlopes(header, Real(1), x, y, crossing.foot, wanted, sums);
            return;
        }
        for (int cell = 0; cell < kCells; ++cell) {
            const auto at = cellCrossing<Wide>(field, header, x, y, cell, crossing.foot);
            const Real others = at.paper > 0 ? cells[pixel * kCells + cell] / (at.paper * kCells) : Real(0);
            addSlopes(header, Real(kSplit), at.x, at.y, at.foot, others * wanted, sums);
        }
    }

    CROQUIS_HD void addSlopes(const StrokeHeader<Real>& header, Real cellsPerPixel, Real x, Real y, Real foot,
                              Real weight, Real* sums) const {
        const auto slopes = raster::controlSlopes<Wide>(header.curve, field.radius, cellsPerPixel, x, y, foot, weight);
        for (int k = 0; k < 8; ++k)
            sums[k] -= slopes.number[k];
    }
};

/// The second half: a thread a number adds the lanes up, in a fixed order.
template <class Real>
struct SumSlopes {
    FieldShape shape;
    Input<Real> parts;     ///< [S, N, 8, kGradientLanes]
    Output<Real> gradient; ///< [S, N, 4, 2] d loss / d control points; 0 for strokes that aren't drawn

    CROQUIS_HD int threads() const { return shape.allStrokes() * 8; }

    CROQUIS_HD void operator()(int index) const {
        gradient.set(index, fixedSum(parts, std::int64_t(index) * kGradientLanes, kGradientLanes));
    }
};

} // namespace croquis::cuda
