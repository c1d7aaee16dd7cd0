// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/efficientnet_lite_network.hpp"
#include "perceptual/tensor_network.hpp"

#include <vector>

namespace croquis::perceptual {

/// EfficientNet-Lite0 for any device (EfficientNetLite, EfficientNetLiteNetwork::blocks()).
class EfficientNetLiteTensors final : public TensorNetwork {
  public:
    /// @param options  dtype and device of the convolutions.
    /// @throws ModelFileError if a tensor is missing or has a wrong shape.
    EfficientNetLiteTensors(const TensorFile& file, const at::TensorOptions& options);

    int inputSide() const override { return EfficientNetLiteNetwork::kInputSide; }
    std::array<std::int64_t, 3> stageShape(int stage) const override;
    std::int64_t embeddingSize() const override { return EfficientNetLiteNetwork::kEmbeddingSize; }
    ChannelNormalisation normalisation() const override;
    std::uint64_t bytesPerPicture(const EncoderOutputs& wanted, bool back) const override;
    Encoding forward(const at::Tensor& pictures, const EncoderOutputs& wanted,
                     std::unique_ptr<Tape>* tape) const override;
    at::Tensor backward(const Encoding& gradients, const EncoderOutputs& wanted, const Tape& tape) const override;

  private:
    /// A convolution with TensorFlow's SAME padding: at stride 2 one row and column more behind than before.
    struct Layer {
        at::Tensor weight, bias;
        std::int64_t stride = 1, before = 0, after = 0, groups = 1;

        at::Tensor forward(const at::Tensor& pictures) const;
        at::Tensor backward(const at::Tensor& gradient) const;
    };
    struct Block {
        Layer expand, depthwise, project; ///< the first block's expand is the stem
    };
    struct NetworkTape;

    Layer readLayer(const TensorFile& file, const std::string& name, std::vector<std::int64_t> shape, int stride,
                    std::int64_t groups) const;

    at::TensorOptions m_options;
    std::vector<Block> m_blocks;
    Layer m_head;
};

} // namespace croquis::perceptual
