// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace croquis::subject {

/// A square map of features, [side, side, channels] float32, channels innermost, in a border of zeros as wide as any
/// convolution of that size reaches. Copies share the numbers.
class FeatureMap {
  public:
    FeatureMap() = default;
    /// The border is zero, the rest is anything.
    FeatureMap(int side, int channels);

    int side() const { return m_side; }
    int channels() const { return m_channels; }
    std::ptrdiff_t rowPitch() const { return m_rowPitch; } ///< floats
    /// Row and column from -border(side()) to side() + border(side()) - 1.
    float* pixel(int y, int x) const { return m_origin + y * m_rowPitch + std::ptrdiff_t{x} * m_channels; }
    bool shared() const { return m_storage.use_count() > 1; }

    static int border(int side) { return side <= 20 ? 8 : 1; }

  private:
    int m_side = 0, m_channels = 0;
    std::ptrdiff_t m_rowPitch = 0;
    at::Tensor m_storage;
    float* m_origin = nullptr;
};

/// Maps that are used again once nobody else has them: memory that was touched before is quicker to write to.
class FeatureMaps {
  public:
    FeatureMap take(int side, int channels);

  private:
    std::vector<FeatureMap> m_all;
};

/// Half the side, the largest of each 2 x 2 pixels. @param map  of an even side.
FeatureMap pooled(FeatureMaps& maps, const FeatureMap& map);

/// Twice the side, bilinear, pixels being areas (half-pixel centres, edges repeated).
FeatureMap doubled(FeatureMaps& maps, const FeatureMap& map);

} // namespace croquis::subject
