// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/clip_resnet_network.hpp"
#include "perceptual/tensor_network.hpp"

#include <memory>
#include <utility>

namespace croquis::perceptual {

/// CLIP's ResNets for any device (ClipResNet, ClipResNetNetwork).
class ClipResNetTensors final : public TensorNetwork {
  public:
    /// @param options  dtype and device of the convolutions; in fp16 the attention pool is float32.
    /// @throws ModelFileError if a tensor is missing or has a wrong shape.
    ClipResNetTensors(const ClipWeights& weights, const at::TensorOptions& options,
                      std::shared_ptr<const NetworkOperators> operators)
        : m_network(weights, options, std::move(operators)) {}

    int inputSide() const override { return m_network.architecture().inputSide; }
    std::array<std::int64_t, 3> stageShape(int stage) const override;
    std::int64_t embeddingSize() const override { return m_network.architecture().embeddingSize; }
    ChannelNormalisation normalisation() const override;
    std::uint64_t bytesPerPicture(const EncoderOutputs& wanted, bool back) const override;
    Encoding forward(const at::Tensor& pictures, const EncoderOutputs& wanted,
                     std::unique_ptr<Tape>* tape) const override;
    at::Tensor backward(const Encoding& gradients, const EncoderOutputs& wanted, const Tape& tape) const override;

  private:
    ClipResNetNetwork m_network;
};

} // namespace croquis::perceptual
