// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace croquis::optimise {

enum class Quality { draft, normal, fine };

/// @throws InvalidArgument for any other word.
Quality qualityFromName(std::string_view name);
std::string_view nameOf(Quality quality);

/// Every constant of a run (models.md, recipe "default"; they were found by prototype on 13 photos, judged by eye).
struct Recipe {
    std::string name = "default";
    int iterations = 120;
    int augmentedViews = 1;          ///< beside the clean one, each iteration
    int warpBank = 40;               ///< warps drawn before the run, whose targets are encoded once
    double learningRate = 0.5;       ///< canvas pixels; first half of the run
    double finalLearningRate = 0.05; ///< canvas pixels; reached along a cosine over the second half
    std::vector<std::pair<int, double>> stageWeights{{4, 1.0}, {5, 1.0}, {6, 0.5}};
    double embeddingWeight = 1.0;
    double edgeWeight = 0.6;
    double keeperWeight = 0.25;  ///< a stroke; four times models.md's at 16 strokes: calmer lines, above all at 32
    double strokeWidth = 3;      ///< canvas pixels (CLIPasso's radius of 1.5)
    int evaluationInterval = 10; ///< iterations; method.md 1.12
    double reseedingShare = 0.6; ///< of the run, in which dead strokes are placed again: later ones could not settle
    double stillness =
        0.02; ///< canvas pixels; a sketch none of whose points moved further between two evaluations has converged
    int occlusionSpacing = 12; ///< canvas pixels between the patches of the occlusion saliency

    /// @throws InvalidArgument naming the field.
    void validate() const;
};

/// @throws InvalidArgument for an unknown recipe.
Recipe recipeFor(std::string_view name, Quality quality);

} // namespace croquis::optimise
