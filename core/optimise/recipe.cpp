// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimise/recipe.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <array>

namespace croquis::optimise {
namespace {

constexpr std::array<std::pair<Quality, std::string_view>, 3> kQualities{
    {{Quality::draft, "draft"}, {Quality::normal, "normal"}, {Quality::fine, "fine"}}};

template <typename Value>
void requireRange(std::string_view field, Value value, Value low, Value high) {
    if (!(value >= low && value <= high))
        throw InvalidArgument(fmt::format("Recipe: {} must lie between {} and {}, not {}", field, low, high, value));
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
    requireRange("iterations", iterations, 0, 100000);
    requireRange("augmentedViews", augmentedViews, 0, 16);
    requireRange("warpBank", warpBank, augmentedViews, 1000);
    requireRange("learningRate", learningRate, 0.0, 10.0);
    requireRange("finalLearningRate", finalLearningRate, 0.0, learningRate);
    requireRange("edgeWeight", edgeWeight, 0.0, 1000.0);
    requireRange("keeperWeight", keeperWeight, 0.0, 1000.0);
    requireRange("strokeWidth", strokeWidth, 0.1, 50.0);
    requireRange("evaluationInterval", evaluationInterval, 1, 1000);
    requireRange("reseedingShare", reseedingShare, 0.0, 1.0);
    requireRange("stillness", stillness, 0.0, 100.0);
    requireRange("occlusionSpacing", occlusionSpacing, 4, 64);
}

Recipe recipeFor(std::string_view name, Quality quality) {
    if (name != "default")
        throw InvalidArgument(fmt::format("There is no recipe \"{}\": choose default.", name));
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

} // namespace croquis::optimise
