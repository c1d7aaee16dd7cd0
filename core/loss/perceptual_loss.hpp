// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "loss/augmenter.hpp"
#include "perceptual/perceptual_encoder.hpp"

#include <ATen/core/Tensor.h>

#include <span>
#include <string>
#include <vector>

namespace croquis::loss {

struct StageWeight {
    int stage = 0; ///< index in the encoder's own table
    double weight = 1;
};

struct PerceptualLossOptions {
    std::vector<StageWeight> stages;
    double embeddingWeight = 1; ///< of 1 - cosine
    bool relative = true; ///< a stage's mean squared error is divided by the target's mean square (models.md); off:
                          ///< CLIPasso's plain one
};

/// Compares views of sketches with the same views of the photo through a frozen network:
/// per view  sum_l w_l mean((f_l(S) - f_l(T))^2) [/ mean(f_l(T)^2)] + w_e (1 - cos(e(S), e(T))).
/// The photo's views are encoded ahead, in batches, once each, and shared by all sketches.
class PerceptualLoss {
  public:
    /// @param photo  [1, 3, H, W] float32, 0..1, what the network sees of the photo; kept.
    /// The encoder and the augmenter are kept by reference and must outlive this.
    PerceptualLoss(const perceptual::PerceptualEncoder& encoder, const Augmenter& augmenter, at::Tensor photo,
                   PerceptualLossOptions options);

    /// Encodes the views that are not encoded yet. Cost: one forward pass a new view.
    void prepare(std::span<const int> views);
    bool isPrepared(int view) const { return m_prepared.at(static_cast<std::size_t>(view)); }

    struct Result {
        at::Tensor perView; ///< [R] float32, the weighted sum; differentiable in the sketches' views
        at::Tensor terms;   ///< [R, stages + 1] float32, weighted, detached; the last is the embedding's
    };
    /// @param sketchViews  [R, 1, H, W] float32. @param views  R indices into the augmenter's bank, prepared before.
    Result compare(const at::Tensor& sketchViews, std::span<const int> views) const;

    /// Names of the columns of Result::terms.
    std::vector<std::string> termNames() const;

  private:
    const perceptual::PerceptualEncoder& m_encoder;
    const Augmenter& m_augmenter;
    at::Tensor m_photo;
    PerceptualLossOptions m_options;
    perceptual::EncoderOutputs m_wanted;
    std::vector<bool> m_prepared;      ///< per view of the bank
    std::vector<at::Tensor> m_targets; ///< per stage [views, C, H, W]
    std::vector<at::Tensor> m_norms;   ///< per stage [views]: 1 / mean square, or 1
    at::Tensor m_embeddings;           ///< [views, D], unit length
};

} // namespace croquis::loss
