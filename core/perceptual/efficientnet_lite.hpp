// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/efficientnet_lite_network.hpp"
#include "perceptual/perceptual_encoder.hpp"
#include "perceptual/tensor_file.hpp"

namespace croquis::perceptual {

/// EfficientNet-Lite0 (Liu, "Higher accuracy on vision models with EfficientNet-Lite", 2020; Tan and Le, ICML 2019),
/// ImageNet, batch norms folded. Stages: 0 stem (after ReLU6) .. 7 last block's group, after the additions; the
/// embedding is the mean over the pixels of the 1280-channel head. Stage outputs are channels-last.
///
/// Two pictures forward and back cost about 3.1 GFLOP; what is kept between is one bit per ReLU6, 0.9 MB a picture. The
/// bits of a result depend neither on the number of threads nor on the rest of the batch, but on the processor's
/// instruction set.
class EfficientNetLite : public PerceptualEncoder {
  public:
    /// Whether the file's tensors are named like this network's.
    static bool recognises(const TensorFile& file);

    /// @throws ModelFileError if a tensor is missing or has a wrong shape.
    explicit EfficientNetLite(const TensorFile& file, const Kernels& kernels = bestKernels());

    std::string name() const override { return "efficientnet-lite0"; }
    std::string sha256() const override { return m_sha256; }
    int inputSide() const override { return EfficientNetLiteNetwork::kInputSide; }
    int stageCount() const override { return EfficientNetLiteNetwork::kStageCount; }
    int embeddingSize() const override { return EfficientNetLiteNetwork::kEmbeddingSize; }
    std::int64_t multiplyAdds(const EncoderOutputs& wanted, int channels) const override;
    Encoding encode(const at::Tensor& pictures, const EncoderOutputs& wanted) const override;
    /// Null where a stage before EfficientNetLiteVariants::kFirstStage is wanted.
    std::unique_ptr<PictureVariants> variantsOf(const at::Tensor& picture, const EncoderOutputs& wanted) const override;

  private:
    EfficientNetLiteNetwork::Wanted checked(const at::Tensor& pictures, const EncoderOutputs& wanted) const;

    std::shared_ptr<const EfficientNetLiteNetwork> m_network; ///< shared with the graphs of encodings still alive
    std::string m_sha256;
};

} // namespace croquis::perceptual
