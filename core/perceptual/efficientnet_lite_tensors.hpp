// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/efficientnet_lite_network.hpp"
#include "perceptual/network_operators.hpp"
#include "perceptual/tensor_network.hpp"

#include <memory>
#include <vector>

namespace croquis::perceptual {

/// EfficientNet-Lite0 for any device (EfficientNetLite, EfficientNetLiteNetwork::blocks()).
class EfficientNetLiteTensors final : public TensorNetwork {
  public:
    /// @param options  dtype and device of the convolutions. @param operators  for that device.
    /// @throws ModelFileError if a tensor is missing or has a wrong shape.
    EfficientNetLiteTensors(const TensorFile& file, const at::TensorOptions& options,
                            std::shared_ptr<const NetworkOperators> operators);

    int inputSide() const override { return EfficientNetLiteNetwork::kInputSide; }
    std::array<std::int64_t, 3> stageShape(int stage) const override;
    std::int64_t embeddingSize() const override { return EfficientNetLiteNetwork::kEmbeddingSize; }
    ChannelNormalisation normalisation() const override;
    std::uint64_t bytesPerPicture(const EncoderOutputs& wanted, bool back) const override;
    Encoding forward(const at::Tensor& pictures, const EncoderOutputs& wanted,
                     std::unique_ptr<Tape>* tape) const override;
    at::Tensor backward(const Encoding& gradients, const EncoderOutputs& wanted, const Tape& tape) const override;

  private:
    /// Convolutions with TensorFlow's SAME padding: at stride 2 one row and column more behind than before.
    struct Block {
        NetworkLayer expand, depthwise, project; ///< the first block's expand is the stem
    };
    struct NetworkTape;

    NetworkLayer readLayer(const TensorFile& file, const std::string& name, std::vector<std::int64_t> shape, int stride,
                           std::int64_t groups) const;

    at::TensorOptions m_options;
    std::shared_ptr<const NetworkOperators> m_operators;
    std::vector<Block> m_blocks;
    NetworkLayer m_head;
};

} // namespace croquis::perceptual
