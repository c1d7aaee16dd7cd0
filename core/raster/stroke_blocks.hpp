// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "raster/stroke_chords.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace croquis::raster {

/// The canvas is searched in squares of this many pixels a side, sixteen pixels together.
inline constexpr int kBlockSide = 4;

/// The chords of a stroke between equal steps of t. Each lies within kFlatness px of the curve.
template <class Real>
struct Segments {
    int count = 0;
    Real step = 0;                                     ///< in t
    std::array<Real, kMaximumSegments> x, y;           ///< first vertex
    std::array<Real, kMaximumSegments> ex, ey;         ///< to the second vertex
    std::array<Real, kMaximumSegments> inverseLength2; ///< 0 for a segment without length

    CROQUIS_HD Chord<Real> operator[](int i) const { return {x[i], y[i], ex[i], ey[i], inverseLength2[i]}; }
};

/// A block that the stroke may touch, and the segments that come near it: first..last, both included.
struct NearBlock {
    int x = 0; ///< of the block's top left pixel
    int y = 0;
    std::uint16_t first = 0;
    std::uint16_t last = 0;
};

/// Finds the blocks near one stroke at a time; keeps its memory from stroke to stroke.
template <class Real>
class BlockFinder {
  public:
    /// @param points  x0 y0 .. x3 y3, canvas pixels.
    /// Afterwards segments() and blocks() describe the stroke. blocks() is empty when no pixel of the canvas can be
    /// covered, or when a coordinate isn't finite or is 2^24 px or more from the origin, where a float can't tell
    /// pixels apart. Cost: O(segments + blocks); nearly nothing for a stroke off the canvas.
    void find(const Real* points, Real radius, int width, int height);

    const Segments<Real>& segments() const { return m_segments; }
    const std::vector<NearBlock>& blocks() const { return m_blocks; }

  private:
    struct BlockRange {
        int left, top, right, bottom; // in blocks, all included
    };
    void cut(const Real* points);
    void visit(int segment, Real reach, BlockRange all);

    Segments<Real> m_segments;
    std::vector<NearBlock> m_blocks;
    std::vector<std::int32_t> m_blockAt; // index into m_blocks over the stroke's own range, -1: not yet
};

} // namespace croquis::raster
