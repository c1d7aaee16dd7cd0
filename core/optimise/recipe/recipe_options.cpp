// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimise/recipe/recipe_options.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <type_traits>
#include <vector>

namespace croquis::optimise {
namespace {

using Words = std::span<const std::string_view>; // in the order of the enumeration

constexpr std::array<std::string_view, 2> kBooleans{"no", "yes"};
constexpr std::array<std::string_view, 3> kPlacements{"fit", "squash", "letterbox"};
constexpr std::array<std::string_view, 3> kSeedings{"contours", "attention", "anywhere"};
constexpr std::array<std::string_view, 2> kSaliencies{"occlusion", "attention"};
constexpr std::array<std::string_view, 2> kStopRules{"still", "ties"};
constexpr std::array<std::string_view, 2> kDistances{"squared", "absolute"};
constexpr std::array<std::string_view, 2> kResamplings{"once", "twice"};
constexpr std::array<std::string_view, 3> kActivations{"auto", "gelu", "quickgelu"};

Words wordsOf(bool) {
    return kBooleans;
}
Words wordsOf(geometry::Placement) {
    return kPlacements;
}
Words wordsOf(Seeding) {
    return kSeedings;
}
Words wordsOf(Saliency) {
    return kSaliencies;
}
Words wordsOf(StopRule) {
    return kStopRules;
}
Words wordsOf(StageDistance) {
    return kDistances;
}
Words wordsOf(Resampling) {
    return kResamplings;
}
Words wordsOf(Activation) {
    return kActivations;
}

template <typename Value>
constexpr bool kIsList = std::is_same_v<Value, StageWeights>;
template <typename Value>
constexpr bool kIsNumber = std::is_same_v<Value, int> || std::is_same_v<Value, double>;

constexpr std::array kOptions{
    RecipeOption{"placement", &Recipe::placement,
                 "how the photo comes onto the square: the subject with a margin, the whole photo stretched, or the "
                 "whole photo on a larger white square"},
    RecipeOption{"find-subject", &Recipe::findSubject, "with --mask auto: draw the subject alone"},
    RecipeOption{"seeding", &Recipe::seeding,
                 "first strokes: along contours, or short random walks from where the network looks or from anywhere"},
    RecipeOption{"saliency", &Recipe::saliency,
                 "where the network looks: by blurring places away, or CLIP's own attention (Grad-CAM for ResNets)"},
    RecipeOption{"occlusion-spacing", &Recipe::occlusionSpacing, "canvas pixels between the places blurred away"},
    RecipeOption{"edges-only", &Recipe::edgesOnly, "random walks begin on the dark sides of edges (XDoG) alone"},
    RecipeOption{"normalised-edges", &Recipe::normalisedEdges,
                 "XDoG looks at CLIP's normalised picture, as the published program does"},
    RecipeOption{"xdog-sharing", &Recipe::xdogSharing, "gamma of XDoG: how much of the wide Gaussian is taken away"},
    RecipeOption{"xdog-steepness", &Recipe::xdogSteepness, "phi of XDoG: of the step at no difference"},
    RecipeOption{"xdog-threshold", &Recipe::xdogThreshold,
                 "epsilon of XDoG: a difference below it counts as the dark side whatever it is"},
    RecipeOption{"xdog-sigma", &Recipe::xdogSigma, "sigma of XDoG's narrow Gaussian, canvas pixels"},
    RecipeOption{"xdog-ratio", &Recipe::xdogRatio, "k of XDoG: of the wide Gaussian's sigma to the narrow one's"},
    RecipeOption{"seed-temperature", &Recipe::seedTemperature, "of the softmax over the saliency"},
    RecipeOption{"walk-step", &Recipe::walkStep,
                 "share of the canvas that a random walk's step spans along an axis: 0.05 is 5.6 pixels either way"},
    RecipeOption{"activation", &Recipe::activation,
                 "of CLIP's vision transformers, which a file's tensors don't tell: auto looks into the file's and the "
                 "folder's words and the config.json beside it"},
    RecipeOption{"augmented-views", &Recipe::augmentedViews, "beside the clean one, each iteration"},
    RecipeOption{"early-share", &Recipe::earlyShare,
                 "of the run, from its beginning, that sees no more than the early-views; not on a card"},
    RecipeOption{"early-views", &Recipe::earlyViews, "beside the clean one, in that share of the run"},
    RecipeOption{"warp-bank", &Recipe::warpBank, "views drawn before the run, whose targets are encoded once"},
    RecipeOption{"fresh-warps", &Recipe::freshWarps, "each iteration has views of its own instead"},
    RecipeOption{"views-by-seed", &Recipe::viewsBySeed,
                 "sketches drawn together have views of their own, as in runs of the published program; off: the same, "
                 "so that the photo's are encoded once for all; not on a card"},
    RecipeOption{"view-distortion", &Recipe::viewDistortion, "of a view's random perspective"},
    RecipeOption{"view-crop-area", &Recipe::viewCropArea, "share of the area that a view's random crop keeps"},
    RecipeOption{"views-resampled", &Recipe::viewsResampled,
                 "by a view's perspective and crop together, or by one after the other, as the published program does; "
                 "not on a card"},
    RecipeOption{"view-fill", &Recipe::viewFill, "what a view shows outside the canvas: 0 black, 1 paper"},
    RecipeOption{"stage-weights", &Recipe::stageWeights,
                 "of the network's stages by their numbers, 0:0 for none; CLIP's ResNets: 0 stem, 1 to 4 layers; ViTs: "
                 "blocks from 0"},
    RecipeOption{"embedding-weight", &Recipe::embeddingWeight, "of 1 - cosine of the embeddings"},
    RecipeOption{"relative-loss", &Recipe::relativeLoss, "a stage's distance is divided by the target's mean square"},
    RecipeOption{"stage-distance", &Recipe::stageDistance, "mean squared or mean absolute difference"},
    RecipeOption{"edge-weight", &Recipe::edgeWeight, "of the distance from the photo's edges (seeding contours only)"},
    RecipeOption{"keeper-weight", &Recipe::keeperWeight, "of what keeps strokes the shape they began with"},
    RecipeOption{"learning-rate", &Recipe::learningRate, "canvas pixels, for the first half of the run"},
    RecipeOption{"final-learning-rate", &Recipe::finalLearningRate, "reached along a cosine over the second half"},
    RecipeOption{"stroke-width", &Recipe::strokeWidth,
                 "canvas pixels; the published program's 1.5 is a radius, drawn 3 pixels wide"},
    RecipeOption{"reseeding-share", &Recipe::reseedingShare, "of the run, in which dead strokes are placed again"},
    RecipeOption{"evaluation-interval", &Recipe::evaluationInterval, "iterations between two evaluations"},
    RecipeOption{"final-evaluation", &Recipe::finalEvaluation, "the last step's sketch is evaluated too"},
    RecipeOption{"saves-next-step", &Recipe::savesNextStep,
                 "the best sketch is kept one step after its evaluation, as the published program does"},
    RecipeOption{"best-below", &Recipe::bestBelow,
                 "an evaluation counts as the best only below this loss, which is 100 in the published program; where "
                 "none does, the last sketch is kept; 0: whatever it is"},
    RecipeOption{"stop-rule", &Recipe::stopRule,
                 "converged when no point moved further than the stillness between two evaluations, or when two "
                 "evaluations tie with the best"},
    RecipeOption{"stillness", &Recipe::stillness, "canvas pixels"},
    RecipeOption{"stop-tolerance", &Recipe::stopTolerance, "loss within which an evaluation ties"},
};

template <typename Number>
Number numberFrom(std::string_view name, std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        throw InvalidArgument(fmt::format("The recipe's {} takes a number, not \"{}\".", name, text));
    return number;
}

/// "2:1,3:0.5": weights of stages, in any order. What weighs nothing is left out.
StageWeights weightsFrom(std::string_view name, std::string_view text) {
    StageWeights weights;
    for (bool more = true; more;) {
        const std::size_t end = text.find(',');
        const std::string_view entry = text.substr(0, end);
        const std::size_t colon = entry.find(':');
        if (colon == std::string_view::npos)
            throw InvalidArgument(
                fmt::format("The recipe's {} are STAGE:WEIGHT,... such as 2:1,3:1, not \"{}\".", name, entry));
        weights.emplace_back(numberFrom<int>(name, entry.substr(0, colon)),
                             numberFrom<double>(name, entry.substr(colon + 1)));
        more = end != std::string_view::npos;
        text.remove_prefix(more ? end + 1 : text.size());
    }
    std::sort(weights.begin(), weights.end());
    const auto twice = std::adjacent_find(weights.begin(), weights.end(),
                                          [](const auto& a, const auto& b) { return a.first == b.first; });
    if (twice != weights.end())
        throw InvalidArgument(fmt::format("The recipe's {} name stage {} twice.", name, twice->first));
    std::erase_if(weights, [](const auto& weight) { return weight.second == 0; });
    return weights;
}

} // namespace

std::string RecipeOption::valueIn(const Recipe& recipe) const {
    return std::visit(
        [&](auto field) {
            const auto value = recipe.*field;
            if constexpr (kIsList<std::remove_const_t<decltype(value)>>) {
                std::string list;
                for (const auto& [stage, weight] : value)
                    list += fmt::format("{}{}:{}", list.empty() ? "" : ",", stage, weight);
                return list.empty() ? "0:0" : list;
            } else if constexpr (kIsNumber<std::remove_const_t<decltype(value)>>)
                return fmt::format("{}", value);
            else
                return std::string(wordsOf(value)[static_cast<std::size_t>(value)]);
        },
        member);
}

std::string RecipeOption::values() const {
    return std::visit(
        [](auto field) {
            using Value = std::remove_cvref_t<decltype(std::declval<Recipe>().*field)>;
            if constexpr (std::is_same_v<Value, int>)
                return std::string("whole number");
            else if constexpr (std::is_same_v<Value, double>)
                return std::string("number");
            else if constexpr (kIsList<Value>)
                return std::string("stage:weight,...");
            else
                return fmt::format("{}", fmt::join(wordsOf(Value{}), ", "));
        },
        member);
}

std::span<const RecipeOption> recipeOptions() {
    return kOptions;
}

Recipe adjustedRecipe(std::string_view name, Quality quality, Network network, std::span<const std::string> settings,
                      std::optional<int> iterations) {
    Recipe recipe = recipeFor(name, quality, network);
    for (std::size_t i = 0; i < settings.size();) {
        std::string setting = settings[i++];
        while (i < settings.size() && settings[i].find('=') == std::string::npos &&
               setting.find('=') != std::string::npos)
            setting += ',' + settings[i++];
        setOption(recipe, setting);
    }
    recipe.iterations = iterations.value_or(recipe.iterations);
    recipe.validate();
    return recipe;
}

void setOption(Recipe& recipe, std::string_view text) {
    const std::size_t split = text.find('=');
    const std::string_view name = text.substr(0, split);
    const auto option = std::find_if(kOptions.begin(), kOptions.end(),
                                     [&](const RecipeOption& candidate) { return candidate.name == name; });
    if (split == std::string_view::npos || option == kOptions.end())
        throw InvalidArgument(
            fmt::format("\"{}\" sets nothing in a recipe: \"croquis-cli recipes\" lists what can be set.", text));
    const std::string_view value = text.substr(split + 1);
    std::visit(
        [&](auto field) {
            using Value = std::remove_cvref_t<decltype(recipe.*field)>;
            if constexpr (kIsList<Value>) {
                recipe.*field = weightsFrom(name, value);
            } else if constexpr (kIsNumber<Value>) {
                recipe.*field = numberFrom<Value>(name, value);
            } else {
                const Words words = wordsOf(Value{});
                const auto found = std::find(words.begin(), words.end(), value);
                if (found == words.end())
                    throw InvalidArgument(fmt::format("The recipe's {} has no value \"{}\": choose {}.", name, value,
                                                      fmt::join(words, " or ")));
                recipe.*field = static_cast<Value>(found - words.begin());
            }
        },
        option->member);
}

} // namespace croquis::optimise
