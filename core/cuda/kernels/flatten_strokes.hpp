// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/stroke_field.hpp"

namespace croquis::cuda {

/// Cuts every stroke into chords and says which tiles it may touch. kLanes threads a stroke; reads the control points,
/// writes headers and, of each stroke, as many chords as it has.
template <class Real>
struct FlattenStrokes {
    static constexpr int kLanes = 32;

    FieldShape shape;
    Real radius = Real(1.5);            ///< canvas pixels
    Input<Real> points;                 ///< [S, N, 4, 2] canvas pixels
    Input<int> counts;                  ///< [S] how many of the N strokes a sketch has
    Output<StrokeHeader<Real>> headers; ///< [S, N]
    Output<raster::Chord<Real>> chords; ///< [S, N, kMaximumSegments]

    CROQUIS_HD int threads() const { return shape.allStrokes() * kLanes; }

    CROQUIS_HD void operator()(int index) const {
        const int stroke = index / kLanes;
        const int lane = index % kLanes;
        StrokeHeader<Real> header{};
        const Real* p = points.row(std::int64_t(stroke) * 8, 8);
        const bool drawn =
            stroke % shape.strokes < counts[stroke / shape.strokes] && raster::canBeDrawn(p) && findTiles(p, header);
        if (drawn) {
            header.curve = raster::cubicTerms(p);
            header.chords = raster::chordCount(p);
            for (int i = lane; i < header.chords; i += kLanes)
                chords.set(std::int64_t(stroke) * raster::kMaximumSegments + i,
                           raster::chordAt(header.curve, p, i, header.chords));
        }
        if (lane == 0)
            headers.set(stroke, header);
    }

  private:
    CROQUIS_HD static int tileOf(Real pixel, int size) {
        return static_cast<int>(raster::within(pixel, Real(0), Real(size - 1))) / kTileSide;
    }

    /// False for a stroke that reaches no pixel.
    CROQUIS_HD bool findTiles(const Real* p, StrokeHeader<Real>& header) const {
        using raster::larger;
        using raster::smaller;
        const Real reach = radius + raster::kOutlineReach<Real>;
        const Real left = smaller(smaller(p[0], p[2]), smaller(p[4], p[6])) - reach;
        const Real right = larger(larger(p[0], p[2]), larger(p[4], p[6])) + reach;
        const Real top = smaller(smaller(p[1], p[3]), smaller(p[5], p[7])) - reach;
        const Real bottom = larger(larger(p[1], p[3]), larger(p[5], p[7])) + reach;
        if (right < 0 || bottom < 0 || left > Real(shape.width) || top > Real(shape.height))
            return false;
        header.left = tileOf(left, shape.width);
        header.top = tileOf(top, shape.height);
        header.right = tileOf(right, shape.width);
        header.bottom = tileOf(bottom, shape.height);
        return true;
    }
};

} // namespace croquis::cuda
