// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/stroke_field.hpp"

namespace croquis::cuda {

/// Says of every tile and stroke which of the stroke's chords come near the tile's pixels. A thread a tile and stroke;
/// writes all of `ranges`, so that nothing is left of the iteration before.
template <class Real>
struct BinStrokes {
    /// px from a tile's centre to its farthest pixel centre, sqrt(2) * 3.5 rounded up.
    static constexpr Real kTileReach = Real(4.9498);

    FieldShape shape;
    Real radius = Real(1.5);
    Input<StrokeHeader<Real>> headers; ///< [S, N]
    Input<raster::Chord<Real>> chords; ///< [S, N, kMaximumSegments]
    Output<ChordRange> ranges;         ///< [S, N, tiles]

    CROQUIS_HD int threads() const { return shape.allStrokes() * shape.tiles(); }

    CROQUIS_HD void operator()(int index) const {
        const int stroke = index / shape.tiles();
        const int tile = index % shape.tiles();
        const int column = tile % shape.tilesAcross();
        const int row = tile / shape.tilesAcross();
        const StrokeHeader<Real> header = headers[stroke];
        ChordRange range = kNoChords;
        if (header.chords > 0 && column >= header.left && column <= header.right && row >= header.top &&
            row <= header.bottom)
            range = near(stroke, header.chords, Real(column * kTileSide + kTileSide / 2),
                         Real(row * kTileSide + kTileSide / 2));
        ranges.set(index, range);
    }

  private:
    CROQUIS_HD ChordRange near(int stroke, int count, Real x, Real y) const {
        const Real reach = radius + raster::kOutlineReach<Real> + kTileReach;
        int first = -1;
        int last = -1;
        for (int i = 0; i < count; ++i) {
            const auto chord = chords[std::int64_t(stroke) * raster::kMaximumSegments + i];
            if (raster::footOn(chord, x, y).distance2 > reach * reach)
                continue;
            first = first < 0 ? i : first;
            last = i;
        }
        return first < 0 ? kNoChords : chordRange(first, last);
    }
};

} // namespace croquis::cuda
