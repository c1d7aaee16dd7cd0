// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "optimise/recipe/recipe.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace croquis::optimise {

/// One constant of a recipe by the command line's name.
struct RecipeOption {
    using Member = std::variant<bool Recipe::*, int Recipe::*, double Recipe::*, geometry::Placement Recipe::*,
                                Seeding Recipe::*, Saliency Recipe::*, StopRule Recipe::*, StageDistance Recipe::*,
                                Resampling Recipe::*, Activation Recipe::*, StageWeights Recipe::*>;

    std::string_view name;
    Member member;
    std::string_view meaning;

    /// As one would type it.
    std::string valueIn(const Recipe& recipe) const;
    /// The values there are: words, or what kind of number.
    std::string values() const;
};

/// All that can be set, but for what has an option of its own (iterations, seeds).
std::span<const RecipeOption> recipeOptions();

/// A recipe with some of its constants changed. @param settings  "name=value" each; a value with commas may have been
/// split there ("stage-weights=2:1", "3:1").
/// @throws InvalidArgument as recipeFor(), setOption() and Recipe::validate().
Recipe adjustedRecipe(std::string_view name, Quality quality, Network network, std::span<const std::string> settings,
                      std::optional<int> iterations = std::nullopt);

/// @param text  "name=value". @throws InvalidArgument naming what is wrong. The recipe's range is checked by
/// validate().
void setOption(Recipe& recipe, std::string_view text);

} // namespace croquis::optimise
