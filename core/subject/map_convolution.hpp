// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/packed_matrix.hpp"
#include "subject/feature_map.hpp"
#include "subject/tile_convolution.hpp"

#include <ATen/core/Tensor.h>

#include <optional>
#include <span>
#include <vector>

namespace croquis::subject {

/// A 3 x 3 convolution over one or two feature maps, their channels one after the other, with as much zero padding as
/// its dilation. Large maps go by tiles (TileConvolution); else row by row as products over the maps as they lie: no
/// window is copied. Rows are shared among at::get_num_threads() threads; every sum has one fixed order. Immutable; any
/// thread. Arguments are trusted.
class MapConvolution {
  public:
    MapConvolution() = default;
    /// @param kernels   kept by reference.
    /// @param weight    [out, in, 3, 3] float32. @param bias  [out] float32.
    /// @param side      of the maps.
    /// @param channels  of each map; `in` together.
    MapConvolution(const perceptual::Kernels& kernels, const at::Tensor& weight, at::Tensor bias, int dilation,
                   int side, std::span<const int> channels);

    int outChannels() const { return static_cast<int>(m_bias.numel()); }

    /// @param maps  with borders of at least the dilation.
    FeatureMap operator()(FeatureMaps& room, std::span<const FeatureMap> maps) const;
    FeatureMap relu(FeatureMaps& room, std::span<const FeatureMap> maps) const;
    /// sum += relu(this(maps)). @param sum  none of the maps.
    void addRelu(std::span<const FeatureMap> maps, const FeatureMap& sum) const;

  private:
    /// What of the sum is one product: neighbouring pixels of one map.
    struct Part {
        int map, down, right; ///< pixels from the result to the first of them
        perceptual::PackedMatrix weights;
    };
    void computeRow(std::span<const FeatureMap> maps, int y, perceptual::Activation activation, float* out) const;
    FeatureMap compute(FeatureMaps& room, std::span<const FeatureMap> maps, perceptual::Activation activation) const;

    const perceptual::Kernels* m_kernels = nullptr;
    std::vector<Part> m_parts;
    at::Tensor m_bias;
    std::optional<TileConvolution> m_tiles; ///< instead of the parts
};

} // namespace croquis::subject
