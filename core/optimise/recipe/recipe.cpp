// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimise/recipe/recipe.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <array>

namespace croquis::optimise {
namespace {

constexpr std::array<std::pair<Quality, std::string_view>, 3> kQualities{
    {{Quality::draft, "draft"}, {Quality::normal, "normal"}, {Quality::fine, "fine"}}};

constexpr double kWidestGaussian = 100; // canvas pixels (saliency::XDogOptions)

template <typename Value>
void requireRange(std::string_view option, Value value, Value low, Value high) {
    if (!(value >= low && value <= high))
        throw InvalidArgument(
            fmt::format("The recipe's {} must lie between {} and {}, not {}.", option, low, high, value));
}

Recipe embeddedDefault(Quality quality) {
    Recipe recipe;
    if (quality == Quality::draft) {
        recipe.iterations = 40;
        recipe.warpBank = 16; // each is seen two or three times, as in a normal run
        recipe.occlusionSpacing = 16;
    } else if (quality == Quality::fine) {
        recipe.iterations = 300;
        recipe.augmentedViews = 2;
    }
    return recipe;
}

/// method.md 1.10: layer2 and layer3 of the ResNets, blocks 2 and 3 of the transformers.
void usePaperLoss(Recipe& recipe) {
    recipe.stageWeights = {{2, 1.0}, {3, 1.0}};
    recipe.embeddingWeight = 0.1;
    recipe.relativeLoss = false;
    recipe.edgeWeight = 0;
    recipe.keeperWeight = 0;
}

/// The paper's loss on strokes that begin on contours, die no useless death and come to rest. Five views cost five
/// times one view's arithmetic: draft and normal see fewer, out of a bank whose targets are encoded once; fine sees the
/// paper's.
Recipe clipDefault(Quality quality) {
    Recipe recipe;
    usePaperLoss(recipe);
    recipe.saliency = Saliency::attention;
    recipe.learningRate = 1;
    recipe.finalLearningRate = 0.05;
    if (quality == Quality::fine) {
        recipe.iterations = 2000;
        recipe.augmentedViews = 4;
        recipe.freshWarps = true;
    } else {
        recipe.iterations = quality == Quality::draft ? 100 : 400;
        recipe.augmentedViews = quality == Quality::draft ? 1 : 2;
    }
    return recipe;
}

Recipe clipasso(Quality quality) {
    Recipe recipe;
    recipe.name = "clipasso";
    recipe.model = "RN101";
    usePaperLoss(recipe);
    recipe.placement = geometry::Placement::squash;
    recipe.findSubject = false;
    recipe.seeds = 3;
    recipe.seeding = Seeding::attention;
    recipe.saliency = Saliency::attention;
    recipe.iterations = quality == Quality::draft ? 500 : 2001;
    recipe.augmentedViews = 4;
    recipe.freshWarps = true;
    recipe.learningRate = 1;
    recipe.finalLearningRate = 1;
    recipe.reseedingShare = 0;
    recipe.finalEvaluation = false;
    recipe.savesNextStep = true;
    recipe.stopRule = StopRule::ties;
    return recipe;
}

} // namespace

Quality qualityFromName(std::string_view name) {
    for (const auto& [quality, word] : kQualities)
        if (word == name)
            return quality;
    throw InvalidArgument(fmt::format("There is no quality \"{}\": choose draft, normal or fine.", name));
}

std::string_view nameOf(Quality quality) {
    return kQualities[static_cast<std::size_t>(quality)].second;
}

void Recipe::validate() const {
    requireRange("seeds", seeds, 1, 16);
    requireRange("occlusion-spacing", occlusionSpacing, 4, 64);
    requireRange("xdog-sharing", xdogSharing, 0.0, 1.0);
    requireRange("xdog-steepness", xdogSteepness, 1e-3, 1e6);
    requireRange("xdog-threshold", xdogThreshold, -100.0, 100.0);
    requireRange("xdog-sigma", xdogSigma, 0.1, 50.0);
    requireRange("xdog-ratio", xdogRatio, 1.001, kWidestGaussian / xdogSigma);
    requireRange("seed-temperature", seedTemperature, 0.001, 1000.0);
    requireRange("walk-step", walkStep, 0.0, 1.0);
    requireRange("iterations", iterations, 0, 100000);
    requireRange("augmented-views", augmentedViews, 0, 16);
    requireRange("early-share", earlyShare, 0.0, 1.0);
    requireRange("early-views", earlyViews, 0, 16);
    requireRange("warp-bank", warpBank, augmentedViews, 1000);
    requireRange("view-distortion", viewDistortion, 0.0, 0.9);
    requireRange("view-crop-area", viewCropArea, 0.01, 1.0);
    requireRange("view-fill", viewFill, 0.0, 1.0);
    for (const auto& [stage, weight] : stageWeights)
        requireRange("stage-weights", weight, 0.0, 1000.0);
    requireRange("embedding-weight", embeddingWeight, 0.0, 1000.0);
    requireRange("edge-weight", edgeWeight, 0.0, 1000.0);
    requireRange("keeper-weight", keeperWeight, 0.0, 1000.0);
    requireRange("learning-rate", learningRate, 0.0, 10.0);
    requireRange("final-learning-rate", finalLearningRate, 0.0, learningRate);
    requireRange("stroke-width", strokeWidth, kThinnestStroke, kWidestStroke);
    requireRange("reseeding-share", reseedingShare, 0.0, 1.0);
    requireRange("evaluation-interval", evaluationInterval, 1, 1000);
    requireRange("best-below", bestBelow, 0.0, 1e9);
    requireRange("stillness", stillness, 0.0, 100.0);
    requireRange("stop-tolerance", stopTolerance, 0.0, 1000.0);
}

Recipe recipeFor(std::string_view name, Quality quality, Network network) {
    if (name == "clipasso")
        return clipasso(quality);
    if (name != "default")
        throw InvalidArgument(fmt::format("There is no recipe \"{}\": choose default or clipasso.", name));
    return network == Network::clip ? clipDefault(quality) : embeddedDefault(quality);
}

} // namespace croquis::optimise
