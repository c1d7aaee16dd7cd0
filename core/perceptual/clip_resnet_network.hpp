// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/attention_pool.hpp"
#include "perceptual/clip_weights.hpp"
#include "perceptual/convolution.hpp"

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace croquis::perceptual {

/// CLIP's modified ResNet with explicit ways forth and back (method.md 1.3). Batch norms are folded into the
/// convolutions, every weight is packed for both ways, and between them one byte per ReLU is kept. Immutable; any
/// thread.
class ClipResNetNetwork {
  public:
    static constexpr int kLayers = 4;
    static constexpr int kStages = kLayers + 1; ///< the stem first

    /// What the tensors' shapes say.
    struct Architecture {
        std::int64_t width = 0; ///< channels after the stem: 64, 80, 96
        std::array<int, kLayers> blocks{};
        int inputSide = 0;
        std::int64_t embeddingSize = 0;

        int side(int stage) const { return inputSide >> (stage == 0 ? 2 : stage + 1); }
        std::int64_t channels(int stage) const { return stage == 0 ? width : width << (stage + 1); }
    };

    struct Results {
        std::vector<at::Tensor> stages; ///< one per wanted stage, ascending, [B, C, H, W] float32, channels last
        at::Tensor embedding;           ///< [B, D] float32
    };

    /// What the way back needs of the way forth.
    struct Tape {
        struct Block {
            at::Tensor reduced, middle, result; ///< marks of the three ReLUs
        };
        std::array<at::Tensor, 3> stem;
        std::array<std::vector<Block>, kLayers> layers;
        AttentionPool::Tape pool;
        std::int64_t count = 0, channels = 0;
    };

    /// For the processor. @throws ModelFileError if a tensor is missing or has a wrong shape.
    ClipResNetNetwork(const ClipWeights& weights, Precision precision);
    /// For any device. @param options  dtype and device of the convolutions. @param operators  for that device.
    ClipResNetNetwork(const ClipWeights& weights, const at::TensorOptions& options,
                      std::shared_ptr<const NetworkOperators> operators);

    Precision precision() const { return m_precision; }

    const Architecture& architecture() const { return m_architecture; }
    const AttentionPool& pool() const { return m_pool; }
    std::int64_t multiplyAdds(int lastStage) const;
    /// Numbers that the tape of a picture holds, and those of the largest layer's result.
    std::int64_t keptNumbers(const EncoderOutputs& wanted) const;
    std::int64_t largestNumbers() const { return m_architecture.width * pixels(m_architecture.inputSide / 2); }
    std::uint64_t elementBytes() const { return at::elementSize(dtype()); } ///< of a number of the convolutions

    /// @param pictures  [B, 1 or 3, side, side] float32, sRGB 0..1; one channel stands for three equal ones.
    /// @param tape      filled for backward() where not null.
    /// Cost: layers beyond the last wanted result are left out.
    Results forward(const at::Tensor& pictures, const EncoderOutputs& wanted, Tape* tape) const;
    /// The same from pictures that are normalised: [B, 3, side, side] float32.
    Results forwardNormalised(const at::Tensor& pictures, const EncoderOutputs& wanted, Tape* tape) const;

    /// The gradient of the pictures from those of the results, undefined where there is none.
    /// @return [B, 1 or 3, side, side] float32
    at::Tensor backward(const Results& gradients, const EncoderOutputs& wanted, const Tape& tape) const;
    /// Of the normalised pictures: [B, 3, side, side] float32; undefined where there is no gradient at all.
    at::Tensor backwardNormalised(const Results& gradients, const EncoderOutputs& wanted, const Tape& tape) const;

  private:
    static constexpr int kExpansion = 4; ///< of a block's channels from its middle to its end
    static std::int64_t pixels(std::int64_t side) { return side * side; }
    static int lastStage(const EncoderOutputs& wanted) {
        return wanted.embedding ? kLayers : wanted.stages.empty() ? -1 : wanted.stages.back();
    }
    /// A convolution and the one that takes gradients back.
    struct Pair {
        Convolution forth, back;
    };
    struct Block {
        Pair reduce, middle, widen;
        std::optional<Pair> shortcut;
        int stride = 1;
    };

    void read(const ClipWeights& weights);
    Architecture readArchitecture(const ClipWeights& weights) const;
    Pair readPair(const ClipWeights& weights, const std::string& convolution, const std::string& norm,
                  std::vector<std::int64_t> shape, int side) const;
    Block readBlock(const ClipWeights& weights, int layer, int index) const;
    void readStem(const ClipWeights& weights);
    at::Tensor stemForward(const at::Tensor& pictures, Tape* tape) const;
    at::Tensor stemBackward(at::Tensor gradient, const Tape& tape) const;
    at::Tensor blockForward(const Block& block, at::Tensor pictures, Tape::Block* tape) const;
    /// @param gradient  of the block's result, its ReLU gone back. @param before  of the ReLU that the block's pictures
    ///                  come from, if that is to be gone back too.
    at::Tensor blockBackward(const Block& block, at::Tensor gradient, const Tape::Block& tape,
                             const at::Tensor& before) const;
    Convolution convolutionOf(const at::Tensor& weight, const at::Tensor& bias, int side) const;
    at::ScalarType dtype() const;
    const NetworkOperators& operators() const; ///< the processor's are LibTorch's
    at::Tensor firstForward(const at::Tensor& pictures) const;
    at::Tensor marksOf(const at::Tensor& results) const;
    void gate(at::Tensor& gradient, const at::Tensor& marks) const;
    at::Tensor pooled(const at::Tensor& pictures, int stride) const;
    /// @param marks  of the ReLU before; undefined: there is none.
    at::Tensor pooledBackward(at::Tensor gradient, int stride, const at::Tensor& marks) const;

    Precision m_precision;
    std::optional<at::TensorOptions> m_options;          ///< none: packed for the processor
    std::shared_ptr<const NetworkOperators> m_operators; ///< null: likewise
    Architecture m_architecture;
    NetworkLayer m_first;   ///< the stem's convolution with stride 2
    at::Tensor m_firstBias; ///< its bias for the processor
    Pair m_second, m_third;
    std::array<std::vector<Block>, kLayers> m_layers;
    AttentionPool m_pool;
};

} // namespace croquis::perceptual
