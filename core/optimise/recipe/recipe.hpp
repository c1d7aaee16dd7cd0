// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/placement.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace croquis::optimise {

enum class Quality { draft, normal, fine };

/// @throws InvalidArgument for any other word.
Quality qualityFromName(std::string_view name);
std::string_view nameOf(Quality quality);

/// Whose network judges the sketch; a recipe's constants depend on it.
enum class Network { embedded, clip };

/// Where the first strokes lie.
enum class Seeding {
    contours,  ///< on the photo's traced contours (models.md, recipe step 3)
    attention, ///< short random walks from pixels drawn out of the saliency (method.md 1.6, 1.7)
    anywhere   ///< the same from anywhere on the canvas (CLIPasso without attention)
};
/// What tells where the network looks.
enum class Saliency {
    occlusion, ///< what it notices when a place is blurred away (models.md, recipe step 2)
    attention  ///< CLIP's own: a vision transformer's attention, a ResNet's Grad-CAM (method.md 1.4)
};
/// When a sketch has converged.
enum class StopRule {
    still, ///< none of its points moved further than `stillness` between two evaluations
    ties   ///< two evaluations came within `stopTolerance` of the best loss (method.md 1.12)
};
enum class StageDistance { squared, absolute };
/// How often a view is: by perspective and crop together, or by one after the other (method.md 1.11).
enum class Resampling { once, twice };
/// Of CLIP's vision transformers (perceptual::GeluChoice, in its order).
enum class Activation { automatic, gelu, quickGelu };

using StageWeights = std::vector<std::pair<int, double>>;

/// Every constant of a run. The defaults are the recipe "default" with the embedded network (models.md; they were found
/// by prototype on 13 photos, judged by eye). `recipeOptions()` lists them with the names of the command line.
struct Recipe {
    static constexpr double kThinnestStroke = 0.1, kWidestStroke = 50; ///< canvas pixels

    std::string name = "default";
    std::string model; ///< of the catalogue, where none is asked for; empty: the catalogue's default

    geometry::Placement placement = geometry::Placement::fit;
    bool findSubject = true; ///< unless a mask is asked for or refused; else the whole photo is drawn
    int seeds = 1;           ///< sketches drawn together where no number is asked for; the best is kept

    Seeding seeding = Seeding::contours;
    Saliency saliency = Saliency::occlusion;
    int occlusionSpacing = 12;    ///< canvas pixels between the patches of the occlusion saliency
    bool edgesOnly = true;        ///< seeding by attention: only on the dark sides of edges (XDoG, method.md 1.5)
    bool normalisedEdges = true;  ///< those of CLIP's normalised picture rather than of the picture itself
    double xdogSharing = 0.98;    ///< gamma: of XDoG's wide Gaussian that is taken away (saliency::XDogOptions)
    double xdogSteepness = 200;   ///< phi
    double xdogThreshold = -0.1;  ///< epsilon
    double xdogSigma = 0.8;       ///< canvas pixels, of the narrow Gaussian
    double xdogRatio = 10;        ///< k: of the wide Gaussian's sigma to the narrow one's
    double seedTemperature = 0.3; ///< of the softmax over the saliency
    double walkStep = 0.05;       ///< of a random walk: share of the canvas that a step's range spans along an axis

    Activation activation = Activation::automatic; ///< automatic: as the model's file or what lies beside it tells

    int iterations = 120;
    int augmentedViews = 1;   ///< beside the clean one, each iteration
    double earlyShare = 0;    ///< of the run, from its beginning, in which no more than `earlyViews` are seen
    int earlyViews = 1;       ///< beside the clean one
    int warpBank = 40;        ///< warps drawn before the run, whose targets are encoded once
    bool freshWarps = false;  ///< instead of the bank, warps of each iteration's own: all sketches of a run see the
                              ///< same, so that their targets are encoded once
    bool viewsBySeed = false; ///< every sketch sees warps of its own seed's, as in runs of the published program; the
                              ///< photo's are then encoded for each
    double viewDistortion = 0.5; ///< of the random perspective: corners move inward by up to this share of half a side
    double viewCropArea = 0.8;   ///< share of the area that the random crop keeps
    Resampling viewsResampled = Resampling::once;
    double viewFill = 0; ///< what a view shows outside the canvas; 0: black as in CLIPasso, 1: paper

    StageWeights stageWeights{{4, 1.0}, {5, 1.0}, {6, 0.5}}; ///< ascending, each once
    double embeddingWeight = 1.0;
    bool relativeLoss = true; ///< a stage's distance is divided by the target's mean square
    StageDistance stageDistance = StageDistance::squared;
    double edgeWeight = 0.6;
    double keeperWeight = 0.25; ///< a stroke; four times models.md's at 16 strokes: calmer lines, above all at 32

    double learningRate = 0.5;       ///< canvas pixels; first half of the run
    double finalLearningRate = 0.05; ///< canvas pixels; reached along a cosine over the second half
    double strokeWidth = 3;          ///< canvas pixels (CLIPasso's "width" of 1.5 is a radius)
    double reseedingShare = 0.6; ///< of the run, in which dead strokes are placed again: later ones could not settle
    int evaluationInterval = 10; ///< iterations; method.md 1.12
    bool finalEvaluation = true; ///< the last step's sketch is evaluated too; off: the run ends with a step
    bool savesNextStep = false;  ///< the best sketch is kept as it is one step after its evaluation (method.md 1.12)
    double bestBelow = 0;        ///< loss; only what is below it can be the best (method.md 1.12); 0: whatever it is
    StopRule stopRule = StopRule::still;
    double stillness = 0.02;     ///< canvas pixels
    double stopTolerance = 1e-5; ///< loss

    /// How many views beside the clean one an iteration sees.
    int augmentedViewsAt(int iteration) const {
        return iteration < earlyShare * iterations ? std::min(earlyViews, augmentedViews) : augmentedViews;
    }

    /// @throws InvalidArgument naming the option (recipeOptions()).
    void validate() const;
};

/// The recipes there are: "default", and "clipasso", as in the paper (method.md).
/// @param quality  clipasso: draft is 500 iterations (the published single run's), normal and fine its 2001.
/// @param network  which judges; clipasso takes CLIP's constants whatever it is.
/// @throws InvalidArgument for an unknown recipe.
Recipe recipeFor(std::string_view name, Quality quality, Network network = Network::embedded);

} // namespace croquis::optimise
