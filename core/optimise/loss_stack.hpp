// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/canvas_target.hpp"
#include "loss/augmenter.hpp"
#include "loss/edge_loss.hpp"
#include "loss/perceptual_loss.hpp"
#include "optimise/recipe/loss_terms.hpp"
#include "optimise/recipe/recipe.hpp"
#include "raster/stroke_rasteriser.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace croquis::optimise {

/// How many warps a run draws before it begins.
int warpCount(const Recipe& recipe);

/// How many views of the bank lie between those of one sketch and the next's; 0: all sketches see the same.
int viewsApart(const Recipe& recipe);

/// The warps of a run, which all sketches share so that the photo's views are encoded once; with Recipe::viewsBySeed
/// each seed's, viewsApart() from each other.
std::vector<loss::ViewWarp> warpsOf(const Recipe& recipe, std::span<const std::uint64_t> seeds = {});
/// What a recipe asks of the perceptual loss.
loss::PerceptualLossOptions perceptualOptions(const Recipe& recipe);

/// Everything a recipe puts between control points and loss: rasteriser, views, network, edges.
class LossStack {
  public:
    /// @param edges  the edge term's target, [224, 224], 0..1; empty: there is no such term. The encoder is kept by
    /// reference.
    /// @param seeds  of the sketches, for warpsOf().
    LossStack(const Recipe& recipe, const perceptual::PerceptualEncoder& encoder, const image::CanvasTarget& target,
              const image::Plane& edges, std::span<const std::uint64_t> seeds = {});

    /// Encodes the photo's views that are not encoded yet.
    void prepare(std::span<const int> views) { m_perceptual.prepare(views); }
    bool isPrepared(int view) const { return m_perceptual.isPrepared(view); }
    /// Forgets all views but the clean one and the given ones.
    void keepOnly(std::span<const int> views) { m_perceptual.keepOnly(views); }

    struct Row {
        LossTerms clean;             ///< un-augmented
        std::vector<float> gradient; ///< [N, 4, 2] of the mean over all views; empty unless asked for
    };
    /// @param sketches      control points per sketch, [N_s, 4, 2] canvas pixels.
    /// @param views         the same number of bank indices for each sketch, sketch by sketch; the first of each is 0,
    /// the clean view, or `clean` is the loss through another.
    /// @param withGradient  false: no part computes a gradient or keeps what one needs.
    std::vector<Row> evaluate(std::span<const std::vector<float>> sketches, std::span<const int> views,
                              bool withGradient) const;

    /// To first order, what the un-augmented loss gains when each stroke alone is left out: its gradient by the
    /// picture, times what the picture gains there. The clean view must be prepared.
    /// @param sketch  [N, 4, 2] canvas pixels.
    /// Cost: one forward and backward pass of one view, and N pictures of N - 1 strokes.
    std::vector<double> removalCosts(const std::vector<float>& sketch) const;

    const raster::StrokeRasteriser& rasteriser() const { return m_rasteriser; }

  private:
    Recipe m_recipe;
    raster::StrokeRasteriser m_rasteriser;
    loss::Augmenter m_augmenter;
    loss::PerceptualLoss m_perceptual;
    std::optional<loss::EdgeLoss> m_edges;
};

} // namespace croquis::optimise
