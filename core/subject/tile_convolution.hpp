// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/packed_matrix.hpp"
#include "subject/feature_map.hpp"

#include <ATen/core/Tensor.h>

#include <span>
#include <vector>

namespace croquis::subject {

/// relu of a 3 x 3 convolution by tiles of 4 x 4 results, with a quarter of the multiplications (Lavin and Gray, "Fast
/// algorithms for convolutional neural networks", CVPR 2016: F(4 x 4, 3 x 3); the transforms are Winograd's for the
/// points 0, 1, -1, 2, -2). Rounding is some ten times the plain convolution's. Tiles are shared among
/// at::get_num_threads() threads; every sum has one fixed order. Immutable; any thread. Arguments are trusted.
class TileConvolution {
  public:
    /// Of this kind are worth the transforms. @param side  of the maps.
    static bool serves(int side, std::int64_t inChannels, std::int64_t outChannels) {
        return side >= 40 && side % kTile == 0 && inChannels >= 16 && outChannels >= 16;
    }

    /// @param kernels  kept by reference. @param weight  [out, in, 3, 3] float32. @param bias  [out] float32.
    TileConvolution(const perceptual::Kernels& kernels, const at::Tensor& weight, at::Tensor bias);

    /// result = relu(this(maps)), or += where `adds`.
    /// @param maps    of one side, their channels one after the other. @param result  none of the maps.
    void operator()(std::span<const FeatureMap> maps, const FeatureMap& result, bool adds) const;

  private:
    static constexpr int kTile = 4; ///< results across
    static constexpr int kReach = kTile + 2;

    struct Block;
    void transformMaps(std::span<const FeatureMap> maps, const Block& block) const;
    void multiply(const Block& block) const;
    void transformResults(const Block& block, const FeatureMap& result, bool adds) const;

    const perceptual::Kernels* m_kernels;
    int m_in, m_out;
    std::vector<perceptual::PackedMatrix> m_weights; ///< kReach x kReach, [in, out] each
    at::Tensor m_bias;
};

} // namespace croquis::subject
