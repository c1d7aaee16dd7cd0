// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/plane.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace croquis::image {

struct Size {
    int width = 0;
    int height = 0;

    friend bool operator==(const Size&, const Size&) = default;
};

/// The size after the long side was brought down to Photo::kLongestSide; no side falls under 1, nothing is enlarged.
Size reducedSize(Size full);

/// Flattens a picture on white and reduces it by area averaging, row by row, so that the whole of it never lies in
/// memory. Exact: weights and sums are integers.
class RowReducer {
  public:
    /// @param target  no side larger than the source's.
    /// @param channels  of the rows to come: 3 (RGB) or 4 (RGB and unassociated alpha).
    RowReducer(Size source, Size target, int channels);

    /// The next row, top first: source width x channels values.
    void addRow(const std::uint8_t* row);

    /// Rows of the target that are complete.
    int finishedRows() const { return m_targetRow; }

    /// [target], 3 channels, after the last row. Both may be moved from.
    Raster<std::uint8_t>& rgb() { return m_rgb; }
    /// [target], 1 channel; empty when every pixel was opaque.
    Raster<std::uint8_t>& alpha();

  private:
    /// The source pixels that a target pixel overlaps: the first and the last in part, those between in full.
    struct Overlap {
        std::size_t first = 0;
        std::size_t last = 0;
        std::uint64_t firstWeight = 0;
        std::uint64_t lastWeight = 0; ///< 0 when last == first
    };

    void flatten(const std::uint8_t* row);
    void narrow();
    void addToTarget(std::uint64_t weight);
    void finishTargetRow();
    void copyRow();

    Size m_source;
    Size m_target;
    int m_channels;
    bool m_opaque = true;
    int m_sourceRow = 0;
    int m_targetRow = 0;
    std::vector<Overlap> m_overlaps;     // [target width]
    std::vector<std::uint8_t> m_flat;    // [source width, channels]
    std::vector<std::uint64_t> m_narrow; // [target width, channels], the row's sums
    std::vector<std::uint64_t> m_sums;   // the same, of the rows of one target row
    Raster<std::uint8_t> m_rgb;
    Raster<std::uint8_t> m_alpha;
};

} // namespace croquis::image
