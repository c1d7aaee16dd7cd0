// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/perceptual_encoder.hpp"
#include "perceptual/tensor_network.hpp"

#include <limits>

namespace croquis::test {

/// A stand-in network of plain means, as a processor's encoder and as a card's network: quick, differentiable, the
/// same for both. Its stage is [1, 14, 14], its embedding the same 196 numbers.
inline constexpr int kMeanSide = 14;

class MeanEncoder final : public perceptual::PerceptualEncoder {
  public:
    std::string name() const override { return "means"; }
    std::string sha256() const override { return ""; }
    int inputSide() const override { return 224; }
    int stageCount() const override { return 1; }
    int embeddingSize() const override { return kMeanSide * kMeanSide; }
    perceptual::Encoding encode(const at::Tensor& pictures, const perceptual::EncoderOutputs& wanted) const override;

    int nanAt = std::numeric_limits<int>::max(); ///< which call with a gradient gives NaN, counted from 0

  private:
    mutable int m_calls = 0;
};

class MeanNetwork final : public perceptual::TensorNetwork {
  public:
    int inputSide() const override { return side; }
    std::array<std::int64_t, 3> stageShape(int /*stage*/) const override { return {1, kMeanSide, kMeanSide}; }
    std::int64_t embeddingSize() const override { return kMeanSide * kMeanSide; }
    perceptual::ChannelNormalisation normalisation() const override { return {{0.5, 0.25, 0.125}, {2, 0.5, 0.25}}; }
    std::uint64_t bytesPerPicture(const perceptual::EncoderOutputs& /*wanted*/, bool back) const override {
        return back ? bytes : bytesForth;
    }
    perceptual::Encoding forward(const at::Tensor& pictures, const perceptual::EncoderOutputs& wanted,
                                 std::unique_ptr<Tape>* tape) const override;
    at::Tensor backward(const perceptual::Encoding& gradients, const perceptual::EncoderOutputs& wanted,
                        const Tape& tape) const override;

    int side = 224;
    std::uint64_t bytes = 0, bytesForth = 0;             ///< that a picture is said to take, forth and back, and forth
    mutable std::int64_t together = 0;                   ///< pictures with a tape, at most
    int nanAt = std::numeric_limits<int>::max();         ///< which call of backward() gives NaN, counted from 0
    float most = std::numeric_limits<float>::infinity(); ///< beyond it a gradient is infinite, as in fp16
    bool waits = false;                                  ///< asks for a number of a tensor, which no capture may
    bool companyCounts = false; ///< the last bits of a picture depend on those beside it, as on a card
    mutable int pictures = 0;   ///< encoded without a tape
    mutable float largest = 0;  ///< of all gradients that came to backward()

  private:
    mutable int m_calls = 0;
};

} // namespace croquis::test
