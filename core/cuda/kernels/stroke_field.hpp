// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/memory.hpp"
#include "raster/stroke_chords.hpp"

namespace croquis::cuda {

/// The canvas is searched in squares of this many pixels a side: a warp draws half of one, so its threads meet the same
/// strokes.
inline constexpr int kTileSide = 8;
inline constexpr int kTilePixels = kTileSide * kTileSide;

/// Sizes of one batch of sketches of equal canvas. Threads are counted in 31 bits: S * N * tiles() and
/// S * tiles() * kTilePixels stay below 2^31 (12 sketches of 128 strokes on 448 x 448: 5 million).
struct FieldShape {
    int sketches = 1; ///< S
    int strokes = 0;  ///< N, room for each sketch
    int width = 224;  ///< canvas pixels
    int height = 224;

    CROQUIS_HD int tilesAcross() const { return (width + kTileSide - 1) / kTileSide; }
    CROQUIS_HD int tilesDown() const { return (height + kTileSide - 1) / kTileSide; }
    CROQUIS_HD int tiles() const { return tilesAcross() * tilesDown(); }
    CROQUIS_HD int allStrokes() const { return sketches * strokes; }
    CROQUIS_HD std::int64_t pixels() const { return std::int64_t(width) * height; }
};

/// What of a stroke its pixels need.
template <class Real>
struct StrokeHeader {
    raster::CubicTerms<Real> curve;
    int chords;                   ///< 0: the stroke isn't drawn
    int left, top, right, bottom; ///< tiles that it may touch, all included
};

/// The chords of a stroke that come near a tile, first..last, both included, in 16 bits.
using ChordRange = std::uint16_t;
inline constexpr ChordRange kNoChords = 0x00ff; // first 255, last 0

CROQUIS_HD ChordRange chordRange(int first, int last) {
    return static_cast<ChordRange>(first | last << 8);
}
CROQUIS_HD int firstChord(ChordRange range) {
    return range & 0xff;
}
CROQUIS_HD int lastChord(ChordRange range) {
    return range >> 8;
}

/// The strokes of a batch, flattened and binned, as the raster bodies read them.
template <class Real>
struct StrokeField {
    FieldShape shape;
    Real radius = Real(1.5);           ///< canvas pixels
    Input<StrokeHeader<Real>> headers; ///< [S, N]
    Input<raster::Chord<Real>> chords; ///< [S, N, kMaximumSegments]
    Input<ChordRange> ranges;          ///< [S, N, tiles]
};

} // namespace croquis::cuda
