// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "loss/augmenter.hpp"
#include "perceptual/perceptual_encoder.hpp"

#include <ATen/core/Tensor.h>

#include <optional>
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
    bool relative = true;    ///< a stage's distance is divided by the target's mean square (models.md); off: CLIPasso's
                             ///< plain one
    bool absolute = false;   ///< mean |difference| in place of the mean square (CLIPasso's option L1)
    int viewGroup = 4;       ///< of the photo's warped views, from the bank's first on, are encoded together where the
                             ///< encoder's bits depend on it
    bool wholeGroups = true; ///< off: of a group only what prepare() is asked for at once
};

/// Compares views of sketches with the same views of the photo through a frozen network:
/// per view  sum_l w_l mean((f_l(S) - f_l(T))^2) [/ mean(f_l(T)^2)] + w_e (1 - cos(e(S), e(T))).
/// The photo's views are encoded ahead, in batches, once each, and shared by all sketches. No bit of a sketch's result
/// depends on the other sketches: an encoder whose bits depend on its batch is given each sketch's views by themselves,
/// and the photo's in fixed groups.
class PerceptualLoss {
  public:
    /// @param photo  [1, 3, H, W] float32, 0..1, what the network sees of the photo; kept.
    /// The encoder and the augmenter are kept by reference and must outlive this.
    PerceptualLoss(const perceptual::PerceptualEncoder& encoder, const Augmenter& augmenter, at::Tensor photo,
                   PerceptualLossOptions options);

    /// Encodes the views that are not encoded yet. Cost: one forward pass a new view.
    void prepare(std::span<const int> views);
    bool isPrepared(int view) const { return m_targets.at(static_cast<std::size_t>(view)).has_value(); }
    /// Drops what is known of all views but the clean one and the given ones.
    void keepOnly(std::span<const int> views);

    struct Result {
        at::Tensor perView; ///< [R] float32, the weighted sum; differentiable in the sketches' views
        at::Tensor terms;   ///< [R, stages + 1] float32, weighted, detached; the last is the embedding's
    };
    /// @param sketchViews  [R, 1, H, W] float32. @param views  R indices into the augmenter's bank, prepared before.
    /// @param viewsEach    as many rows, from the first on, are one sketch's; divides R.
    Result compare(const at::Tensor& sketchViews, std::span<const int> views, int viewsEach) const;

    /// Names of the columns of Result::terms.
    std::vector<std::string> termNames() const;

  private:
    /// One view of the photo.
    struct Target {
        std::vector<at::Tensor> stages; ///< per stage [1, ...]
        at::Tensor norms;               ///< [stages]: 1 / mean square, or 1
        at::Tensor embedding;           ///< [1, D], unit length
    };

    std::vector<std::vector<int>> batchesOf(std::span<const int> views) const;
    void encode(std::span<const int> views);
    /// [R, terms], differentiable.
    at::Tensor termsOf(const at::Tensor& sketchViews, std::span<const int> views) const;

    const perceptual::PerceptualEncoder& m_encoder;
    const Augmenter& m_augmenter;
    at::Tensor m_photo;
    PerceptualLossOptions m_options;
    perceptual::EncoderOutputs m_wanted;
    std::vector<std::optional<Target>> m_targets; ///< per view of the bank
};

} // namespace croquis::loss
