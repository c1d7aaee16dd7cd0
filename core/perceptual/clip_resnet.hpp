// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/clip_resnet_network.hpp"
#include "perceptual/perceptual_encoder.hpp"

#include <future>
#include <memory>

namespace croquis::perceptual {

/// The image side of CLIP's modified ResNets (Radford et al., ICML 2021): RN50, RN101, RN50x4, RN50x16 and what is
/// built like them; which one is read off the tensors' shapes. Stages: 0 stem, 1..4 layer1..layer4, after the ReLU; the
/// embedding is the attention pool's. Stage outputs are channels last.
///
/// RN101, a picture of 224 x 224: 19.5 GFLOP forward, as much again for the gradient; 15 MB are kept between. The bits
/// of a result may depend on the number of threads and on the processor.
class ClipResNet : public PerceptualEncoder {
  public:
    /// @throws ModelFileError if a tensor is missing or has a wrong shape.
    explicit ClipResNet(const ClipWeights& weights, Precision precision = Precision::fp32);

    std::string name() const override;
    std::string sha256() const override { return m_sha256.get(); }
    int inputSide() const override { return m_network->architecture().inputSide; }
    int stageCount() const override { return ClipResNetNetwork::kStages; }
    int embeddingSize() const override { return static_cast<int>(m_network->architecture().embeddingSize); }
    Family family() const override { return Family::clipResNet; }
    Precision precision() const override { return m_network->precision(); }
    std::string stageName(int stage) const override { return stage == 0 ? "stem" : "layer" + std::to_string(stage); }
    bool picturesAreIndependent() const override { return false; }
    std::int64_t multiplyAdds(const EncoderOutputs& wanted, int channels) const override;
    Encoding encode(const at::Tensor& pictures, const EncoderOutputs& wanted) const override;
    at::Tensor lastStageGradient(const at::Tensor& lastStage, const at::Tensor& seed) const override;

  private:
    std::shared_ptr<const ClipResNetNetwork> m_network; ///< shared with the graphs of encodings still alive
    std::shared_future<std::string> m_sha256; ///< begun when the weights are read: a large file's takes a while
};

} // namespace croquis::perceptual
