// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/launch/card.hpp"
#include "perceptual/network_operators.hpp"

namespace croquis::card {

/// A card's operators: products of matrices are cuBLAS' and cuDNN's, through LibTorch; what is between them, and
/// convolutions that are none, kernels of ours. Those move packs of channels in float32 or bfloat16; where channels or
/// dtype don't fit them (no network of CLIP's in bf16 is such), LibTorch's serve.
///
/// On Lane::work, so within Card::run(). All throw what CardRun::launch() throws.
class CardOperators final : public perceptual::NetworkOperators {
  public:
    /// @param card  kept by reference.
    explicit CardOperators(cuda::Card& card) : m_card(card) {}

    void finish(at::Tensor& values, const at::Tensor& bias, const at::Tensor& addend,
                perceptual::LayerActivation activation) const override;
    void gate(at::Tensor& gradient, const at::Tensor& results, perceptual::LayerActivation activation) const override;
    at::Tensor halved(const at::Tensor& pictures) const override;
    at::Tensor halvedBack(const at::Tensor& gradient, const at::Tensor& results,
                          perceptual::LayerActivation activation) const override;
    at::Tensor convolved(const perceptual::NetworkLayer& layer, const at::Tensor& pictures, const at::Tensor& addend,
                         perceptual::LayerActivation activation) const override;
    at::Tensor convolvedAndGated(const perceptual::NetworkLayer& layer, const at::Tensor& pictures,
                                 const at::Tensor& addend, const at::Tensor& results,
                                 perceptual::LayerActivation activation) const override;
    at::Tensor convolvedBack(const perceptual::NetworkLayer& layer, const at::Tensor& gradient,
                             const at::Tensor& results, perceptual::LayerActivation activation) const override;

  private:
    at::Tensor multiplied(const perceptual::NetworkLayer& layer, const at::Tensor& pictures, const at::Tensor& addend,
                          perceptual::LayerActivation activation) const;

    cuda::Card& m_card;
};

} // namespace croquis::card
