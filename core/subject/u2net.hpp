// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "subject/map_convolution.hpp"

#include <filesystem>
#include <vector>

namespace croquis::subject {

/// U2-Net p (Qin et al., "U2-Net: Going deeper with nested U-structure for salient object detection", Pattern
/// Recognition 2020): a U of eleven residual Us, batch norms folded into the convolutions. Immutable; any thread.
class U2Net {
  public:
    static constexpr int kSide = 320;

    /// @param onnxFile  the published network, exported with its batch norms folded.
    /// @throws ModelFileError when the file is missing, damaged or not this network.
    explicit U2Net(const std::filesystem::path& onnxFile,
                   const perceptual::Kernels& kernels = perceptual::bestKernels());

    /// @param picture  [320, 320, 3] float32, normalised; read only.
    /// @return         [320, 320], the fused map, 0..1. The bits don't depend on the number of threads.
    /// Cost: 19.8e9 multiplications with an addition, shared among at::get_num_threads() threads; 150 MB meanwhile.
    std::vector<float> operator()(const float* picture) const;

  private:
    class Builder;

    /// A residual U-block: its first convolution plus what a small U makes of it. Levels are halved in size one from
    /// the other, or, in a flat one, looked at with doubled dilations.
    struct Nest {
        MapConvolution in;
        std::vector<MapConvolution> down; ///< the last one is the bottom
        std::vector<MapConvolution> up;   ///< from the bottom
        bool flat = false;

        FeatureMap operator()(FeatureMaps& room, std::span<const FeatureMap> maps) const;
    };

    std::vector<float> fused(FeatureMaps& room, std::span<const FeatureMap> decoded) const;

    std::vector<Nest> m_encoder, m_decoder; ///< the decoder from the bottom
    std::vector<MapConvolution> m_sides;    ///< from the top
    std::vector<float> m_fusion;            ///< a weight a side, and the bias
};

} // namespace croquis::subject
