// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/block_pass.hpp"
#include "perceptual/pooled_head.hpp"
#include "perceptual/safetensors_file.hpp"
#include "perceptual/stem.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace croquis::perceptual {

/// The layers of EfficientNet-Lite0 and the two ways through them, on plain memory and without autograd.
class EfficientNetLiteNetwork {
  public:
    static constexpr int kInputSide = Stem::kPictureSide;
    static constexpr int kStageCount = 8;
    static constexpr int kBlockCount = 16;
    static constexpr int kEmbeddingSize = PooledHead::kChannels;

    /// A block of the architecture.
    struct Block {
        int stage;
        int inSide, outSide;
        int inChannels, middleChannels, outChannels;
        int kernelSide, stride;
        bool endsStage;
        bool addsInput() const { return stride == 1 && inChannels == outChannels; }
    };
    static const std::array<Block, kBlockCount>& blocks();

    /// Which results a call computes.
    struct Wanted {
        std::vector<int> stages; ///< ascending, valid
        bool embedding = false;
        int blockCount() const; ///< that must be computed
    };

    /// What the way back needs of the way forth: one bit per ReLU6.
    struct Marks {
        std::array<at::Tensor, kBlockCount> widen, depthwise; ///< [B, side, side, channels / 8] uint8
        at::Tensor head;                                      ///< [B, 49, 1280 / 8] uint8
    };

    struct Results {
        std::vector<at::Tensor> stages; ///< [B, C, H, W] float32, channels last
        at::Tensor embedding;           ///< [B, 1280], or undefined
    };

    /// @throws ModelFileError if a tensor is missing or has a wrong shape.
    EfficientNetLiteNetwork(const SafetensorsFile& file, const Kernels& kernels);

    /// @param pictures  [B, 1 or 3, 224, 224] float32, contiguous.
    /// @param marks     filled, where not null.
    Results forward(const at::Tensor& pictures, const Wanted& wanted, Marks* marks) const;

    /// The gradient of the pictures, [B, channels, 224, 224], from those of the results (undefined where there is
    /// none).
    at::Tensor backward(const Results& gradients, const Wanted& wanted, const Marks& marks, int count,
                        int channels) const;

  private:
    using StageGradients = std::array<at::Tensor, kStageCount>;
    struct PictureCount {
        int count, channels;
    };

    void readBlock(const SafetensorsFile& file, int index);
    /// From the gradient of block `last`'s result down to the pictures, those of the stages below added on the way.
    at::Tensor blocksBackward(const float* gradient, int last, const StageGradients& stages, const Marks& marks,
                              PictureCount pictures, Workspace& workspace) const;

    const Kernels& m_kernels;
    Stem m_stem;
    std::array<BlockPass, kBlockCount> m_forward,
        m_backward; ///< the first with the stem in place of its outer product
    PooledHead m_head;
    mutable WorkspacePool m_workspaces;
};

} // namespace croquis::perceptual
