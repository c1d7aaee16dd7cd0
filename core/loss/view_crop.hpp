// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "loss/view_warp.hpp"

#include <vector>

namespace croquis::loss {

/// Resamples a crop of a square picture to the picture's own side: bilinear between pixel centres, the crop's border
/// repeated beyond its outermost centres.
class CropSamples {
  public:
    /// @param crop  a square of at least one pixel within the picture. @param side  of the picture, pixels.
    CropSamples(const ViewCrop& crop, int side);

    /// @param picture, view  [side, side], not the same.
    void gather(const float* picture, float* view) const;
    /// The transpose: d loss / d view becomes d loss / d picture, 0 outside the crop.
    void scatter(const float* viewGradient, float* gradient) const;

  private:
    /// Where a column or a row of the view reads: two of the picture's, and the second one's share.
    struct Sample {
        int first, second;
        float share;
    };
    static std::vector<Sample> samplesFrom(int offset, int cropSide, int side);

    std::vector<Sample> m_columns, m_rows;
};

} // namespace croquis::loss
