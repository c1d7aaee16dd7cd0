// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/block_pass.hpp"
#include "perceptual/pooled_head.hpp"
#include "perceptual/stem.hpp"
#include "perceptual/tensor_file.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace croquis::perceptual {

/// The layers of EfficientNet-Lite0 (Tan and Le 2019; TensorFlow's "lite" variant without squeeze and excitation) and
/// the two ways through them, on plain memory and without autograd.
///
/// Immutable after construction: any thread may call forward() and backward(), several at once, each on a workspace of
/// its own that is kept for later calls (a few MB a picture of the largest batch). Inside a call the work is shared
/// among at::get_num_threads() threads; every sum has one fixed order, so the bits depend neither on their number nor
/// on the other pictures of the batch. Arguments are trusted: EfficientNetLite checks those that come from outside.
class EfficientNetLiteNetwork {
  public:
    static constexpr int kInputSide = Stem::kPictureSide;
    static constexpr int kStageCount = 8;
    static constexpr int kBlockCount = 16;
    static constexpr int kEmbeddingSize = PooledHead::kChannels;

    /// A block (inverted residual) of the architecture: channels widen, are convolved one by one, and narrow again.
    struct Block {
        int stage;           ///< 1 to 7; stage 0 is the stem
        int inSide, outSide; ///< pixels
        int inChannels, middleChannels, outChannels;
        int kernelSide, stride; ///< of the depthwise convolution, pixels
        bool endsStage;         ///< its result is the stage's
        bool addsInput() const { return stride == 1 && inChannels == outChannels; }
    };
    static const std::array<Block, kBlockCount>& blocks();

    /// Which results a call computes.
    struct Wanted {
        std::vector<int> stages; ///< 0 to kStageCount - 1, each once, ascending
        bool embedding = false;
        int blockCount() const; ///< blocks that must be computed; 0 when nothing is wanted
    };

    /// What the way back needs of the way forth: one bit per ReLU6, set where it changed nothing. 0.8 MB a picture
    /// with all blocks. Undefined for blocks and a head that weren't computed.
    struct Tape {
        /// [B, side, side, middleChannels / 8] uint8, the side before (widen) and after (depthwise) the convolution.
        std::array<at::Tensor, kBlockCount> widen, depthwise;
        at::Tensor head;             ///< [B, 49, 1280 / 8] uint8
        int count = 0, channels = 0; ///< of the pictures
    };

    /// Of forward(), or the gradients of them for backward().
    struct Results {
        std::vector<at::Tensor> stages; ///< one per wanted stage, [B, C, H, W] float32, channels last in memory
        at::Tensor embedding;           ///< [B, 1280] float32, not normalised; undefined where it isn't wanted
    };

    /// Reads and rearranges the weights. @param kernels  kept by reference.
    /// @throws ModelFileError if a tensor is missing or has a wrong shape.
    /// Cost: 13 MB of weights, kept twice (one order for each way).
    EfficientNetLiteNetwork(const TensorFile& file, const Kernels& kernels);

    /// @param pictures  [B, 1 or 3, 224, 224] float32 on the CPU, contiguous, sRGB 0..1; read only. One channel stands
    /// for three equal ones.
    /// @param tape      filled for backward(), where not null.
    /// @return          freshly made tensors, without a gradient.
    /// Cost: 0.38e9 multiplications with an addition a picture for everything; blocks beyond the last
    /// wanted result are left out.
    Results forward(const at::Tensor& pictures, const Wanted& wanted, Tape* tape) const;

    /// The end of forward(), from a block on. @param first  1 or more.
    /// @param in  the result of the block before it, [count, inSide, inSide, inChannels] float32, dense; read only.
    Results forwardFrom(int first, const float* in, int count, const Wanted& wanted) const;

    /// One step of forward(), for colour pictures: a block and the strides of what it reads, block 0 the stem's
    /// windows. `in`, `add`, `out` and `count` are left to the caller.
    struct Step {
        BlockPass pass;
        BlockPictures pictures;
    };
    Step step(int index) const;
    const Kernels& kernels() const { return m_kernels; }

    /// The gradient of the pictures from those of the results; weights get none.
    /// @param gradients  the shapes of forward()'s results, float32 on the CPU, any strides; undefined where there is
    /// none. @param wanted, tape  those of the forward() call; read only, so that it may be repeated.
    /// @return           [B, 1 or 3, 224, 224] float32, contiguous; zeros where all gradients are undefined.
    /// Cost: as many multiplications as forward() down from the last result that has a gradient.
    at::Tensor backward(const Results& gradients, const Wanted& wanted, const Tape& tape) const;

  private:
    using StageGradients = std::array<at::Tensor, kStageCount>;

    void readBlock(const TensorFile& file, int index);
    BlockPictures sourcesOf(int index, int channels) const;
    /// @param in  of block `first`; of block 0 the stem's windows.
    Results blocksForward(const float* in, int first, int count, int channels, const Wanted& wanted, Tape* tape,
                          Workspace& workspace) const;
    /// From the gradient of block `last`'s result down to the pictures, those of the stages below added on the way.
    at::Tensor blocksBackward(const float* gradient, int last, const StageGradients& stages, const Tape& tape,
                              Workspace& workspace) const;

    const Kernels& m_kernels;
    Stem m_stem;
    std::array<BlockPass, kBlockCount> m_forward,
        m_backward; ///< the first with the stem in place of its outer product
    PooledHead m_head;
    mutable WorkspacePool m_workspaces;
};

} // namespace croquis::perceptual
