// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.hpp"
#include "streams.hpp"

#include "optimise/recipe/recipe_options.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>
#include <string>

namespace croquis::cli {
namespace {

struct RecipesArguments {
    std::string quality = "normal";
};

int recipes(const RecipesArguments& arguments) {
    using optimise::Network;
    const auto quality = optimise::qualityFromName(arguments.quality);
    const auto embedded = optimise::recipeFor("default", quality, Network::embedded),
               clip = optimise::recipeFor("default", quality, Network::clip),
               paper = optimise::recipeFor("clipasso", quality, Network::clip);
    constexpr const char* kRow = "{:<20} {:<12} {:<14} {:<11} {}\n";
    write(stdout, "{}", fmt::format(kRow, "name", "default", "default, CLIP", "clipasso", "what it is"));
    const auto row = [&](const std::string& name, const auto& valueIn, const std::string& meaning) {
        write(stdout, "{}", fmt::format(kRow, name, valueIn(embedded), valueIn(clip), valueIn(paper), meaning));
    };
    row(
        "(--iterations)", [](const optimise::Recipe& recipe) { return std::to_string(recipe.iterations); },
        "steps of the descent");
    row(
        "(--seeds)", [](const optimise::Recipe& recipe) { return std::to_string(recipe.seeds); },
        "sketches drawn together, the best is kept");
    for (const auto& option : optimise::recipeOptions())
        row(
            std::string(option.name), [&](const optimise::Recipe& recipe) { return option.valueIn(recipe); },
            fmt::format("{} ({})", option.meaning, option.values()));
    return kDone;
}

} // namespace

void addRecipesCommand(CLI::App& app, Action& chosen) {
    auto* command =
        app.add_subcommand("recipes", "List the recipes' constants, which \"draw --set name=value\" changes");
    const auto arguments = std::make_shared<RecipesArguments>();
    command->option_defaults()->always_capture_default();
    command->add_option("--quality", arguments->quality, "draft, normal or fine");
    command->callback([&chosen, arguments] { chosen = [arguments] { return recipes(*arguments); }; });
}

} // namespace croquis::cli
