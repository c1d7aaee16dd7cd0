// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.hpp"
#include "streams.hpp"
#include "values.hpp"

#include "base/error.hpp"
#include "optimise/recipe/recipe_options.hpp"
#include "session/drawing_of_run.hpp"
#include "session/sketch_session.hpp"
#include "vector/svg_reader.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

namespace croquis::cli {
namespace {

constexpr int kCanvasSide = 224; // pixels, the optimiser's

struct ScoreArguments {
    std::string photo;
    std::string sketch;
    std::string mask = "auto";
    std::string recipe;  ///< empty: the sketch's own, else what suits the network
    std::string quality; ///< empty: the sketch's own
    std::vector<std::string> recipeSettings;
    bool gradient = false;
    int views = 1;
    bool damaged = false;
    session::SessionOptions engine;

    ScoreArguments() { engine.precision = "fp32"; } // what other programs' scores are compared with
};

struct SketchFile {
    geometry::Sketch sketch;
    std::vector<std::string> notices;
    std::optional<vector::Provenance> provenance;
};

SketchFile readSketch(const std::string& file) {
    try {
        auto document = vector::readSvg(file);
        if (document.sketch.strokes.empty())
            throw ExportError(fmt::format("{} holds no strokes.", file));
        SketchFile read{std::move(document.sketch), std::move(document.notices), std::nullopt};
        if (document.provenanceJson)
            read.provenance = vector::provenanceFromJson(*document.provenanceJson);
        return read;
    } catch (const ExportError& error) {
        throw BadInput(error.what());
    }
}

/// How the sketch was drawn, as far as it says so and nothing else is asked for.
session::DrawOptions drawnAs(const ScoreArguments& arguments, const SketchFile& sketch) {
    const auto recorded = [&](const char* name) -> std::string {
        const std::string* value = sketch.provenance ? vector::findSetting(*sketch.provenance, name) : nullptr;
        return value != nullptr ? *value : std::string();
    };
    const auto first = [](const std::string& given, const std::string& otherwise) {
        return given.empty() ? otherwise : given;
    };
    session::DrawOptions options;
    options.quality = optimise::qualityFromName(first(arguments.quality, first(recorded("quality"), "normal")));
    options.recipe = first(arguments.recipe, recorded("recipe"));
    options.scoredViews = arguments.views;
    options.recipeSettings = arguments.recipeSettings;
    if (options.recipeSettings.empty() && options.recipe == recorded("recipe"))
        options.recipeSettings = CLI::detail::split(recorded("set"), ',');
    std::erase(options.recipeSettings, std::string());
    return options;
}

bool asksFor(const ScoreArguments& arguments, const std::string& option) {
    return std::any_of(arguments.recipeSettings.begin(), arguments.recipeSettings.end(),
                       [&](const std::string& setting) { return setting.starts_with(option + "="); });
}

bool asksForWidth(const ScoreArguments& arguments) {
    return asksFor(arguments, "stroke-width");
}

bool asksForPlacement(const ScoreArguments& arguments) {
    return !arguments.recipe.empty() || asksFor(arguments, "placement") || asksFor(arguments, "find-subject");
}

/// The one the sketch was drawn with, where none is asked for and it was no file.
std::string maskOf(const ScoreArguments& arguments, const SketchFile& sketch) {
    const std::string* recorded = sketch.provenance ? vector::findSetting(*sketch.provenance, "mask") : nullptr;
    const bool known = recorded != nullptr && (*recorded == "none" || *recorded == "subject");
    return known && arguments.mask == "auto" && arguments.recipe.empty() ? *recorded : arguments.mask;
}

/// Whether a photo that has the canvas' own pixels was placed on it otherwise than pixel by pixel.
bool isOffTheCanvas(const session::PhotoSummary& photo) {
    return photo.originalWidth == kCanvasSide && photo.originalHeight == kCanvasSide &&
           (photo.masked || photo.canvasFromPhoto != geometry::Affine{});
}

/// Of the loss' terms, in their order.
std::vector<double> weightsOf(const optimise::Recipe& recipe) {
    std::vector<double> weights;
    for (const auto& [stage, weight] : recipe.stageWeights)
        weights.push_back(weight);
    if (recipe.embeddingWeight != 0)
        weights.push_back(recipe.embeddingWeight);
    if (recipe.edgeWeight != 0)
        weights.push_back(recipe.edgeWeight);
    return weights;
}

std::string valueOf(std::string_view name, const optimise::Recipe& recipe) {
    const auto options = optimise::recipeOptions();
    return std::find_if(options.begin(), options.end(), [&](const auto& option) { return option.name == name; })
        ->valueIn(recipe);
}

/// With the width of the file's strokes where it has one, unless another is asked for.
void drawAsTheFile(const SketchFile& sketch, const ScoreArguments& arguments, optimise::Network network,
                   session::DrawOptions& options) {
    if (asksForWidth(arguments))
        return;
    const double recipes =
        optimise::adjustedRecipe(options.recipe, options.quality, network, options.recipeSettings).strokeWidth;
    const double width = session::canvasStrokeWidth(sketch.sketch, sketch.provenance, recipes).value_or(recipes);
    if (width != recipes)
        options.recipeSettings.push_back(fmt::format("stroke-width={}", width));
}

/// Says what there is to say of the sketch, the photo and the networks; @return the same for a program that reads the
/// score.
std::vector<std::string> say(const SketchFile& sketch, const session::PhotoSummary& photo, const std::string& networks,
                             const ScoreArguments& arguments) {
    std::vector<std::string> said;
    const auto add = [&](const std::string& file, const std::string& sentence) {
        write(stderr, "{}: {}\n", file, sentence);
        said.push_back(sentence);
    };
    for (const auto& sentence : sketch.notices)
        add(arguments.sketch, sentence);
    for (const auto& sentence : photo.notices)
        add(photo.fileName, sentence);
    if (!networks.empty())
        add(photo.fileName, networks);
    return said;
}

/// [strokes][4][2]: d loss / d control point in canvas pixels.
nlohmann::ordered_json shaped(const std::vector<float>& gradient) {
    auto all = nlohmann::ordered_json::array();
    for (std::size_t stroke = 0; 8 * stroke < gradient.size(); ++stroke) {
        auto points = nlohmann::ordered_json::array();
        for (std::size_t k = 8 * stroke; k < 8 * stroke + 8; k += 2)
            points.push_back({gradient[k], gradient[k + 1]});
        all.push_back(points);
    }
    return all;
}

/// "terms", "weights" and "distances", by the terms' names.
void addTerms(const optimise::LossTerms& loss, const optimise::Recipe& recipe, nlohmann::ordered_json& json) {
    nlohmann::ordered_json terms, weights, distances;
    const auto each = weightsOf(recipe);
    for (std::size_t k = 0; k < loss.terms.size(); ++k) {
        const auto& term = loss.terms[k];
        terms[term.name] = term.value;
        weights[term.name] = each.at(k);
        distances[term.name] = term.value / each[k];
    }
    json["terms"] = terms;
    json["weights"] = weights;
    json["distances"] = distances;
}

int score(const ScoreArguments& arguments) {
    if (arguments.engine.device.starts_with("cuda"))
        throw DeviceError("Scores are computed on the processor: choose --device cpu or auto.");
    const auto sketch = readSketch(arguments.sketch);
    session::DrawOptions options = drawnAs(arguments, sketch);
    session::SessionOptions engine = arguments.engine;
    if (engine.model.empty() && !options.recipe.empty())
        engine.model = optimise::recipeFor(options.recipe, options.quality).model;
    const auto session = openEngine(engine);
    const auto network = session->engine().network;
    if (options.recipe.empty()) // the paper's way is what a sketch is compared by that says nothing of itself
        options.recipe = network == optimise::Network::clip ? "clipasso" : "default";
    drawAsTheFile(sketch, arguments, network, options);
    auto recipe = optimise::adjustedRecipe(options.recipe, options.quality, network, options.recipeSettings);
    optimise::IterationObserver silent;
    auto photo = session->loadPhoto(arguments.photo,
                                    photoOptionsFrom(maskOf(arguments, sketch), recipe, arguments.damaged), silent);
    auto strokes = session::canvasStrokes(sketch.sketch, sketch.provenance);
    if (network == optimise::Network::clip && arguments.mask == "auto" && !asksForPlacement(arguments) &&
        isOffTheCanvas(photo)) {
        const auto photoFromCanvas = photo.canvasFromPhoto.inverse();
        for (auto& stroke : strokes)
            stroke = photoFromCanvas(stroke);
        recipe.placement = geometry::Placement::squash;
        recipe.findSubject = false;
        if (!asksForWidth(arguments)) {
            recipe.strokeWidth *= std::sqrt(std::abs(photoFromCanvas.determinant()));
            options.recipeSettings.push_back(fmt::format("stroke-width={}", recipe.strokeWidth));
        }
        photo = session->loadPhoto(arguments.photo, photoOptionsFrom("none", recipe, arguments.damaged), silent);
    }
    const auto result = session->score(strokes, options);
    const auto notices = say(sketch, photo, result.notice, arguments);
    nlohmann::ordered_json json{{"photo", photo.fileName},
                                {"sketch", arguments.sketch},
                                {"model", session->engine().modelName},
                                {"recipe", options.recipe},
                                {"quality", optimise::nameOf(options.quality)},
                                {"strokes", strokes.size()},
                                {"strokeWidth", recipe.strokeWidth}, // canvas pixels
                                {"placement", valueOf("placement", recipe)},
                                {"masked", photo.masked},
                                {"loss", result.loss.total},
                                {"total", result.loss.total}};
    addTerms(result.loss, recipe, json);
    if (!notices.empty())
        json["notices"] = notices;
    if (arguments.views > 1)
        json["throughViews"] = result.throughViews;
    if (arguments.gradient)
        json["gradient"] = shaped(result.gradient);
    write(stdout, "{}\n", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    return kDone;
}

} // namespace

void addScoreCommand(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand(
        "score", "The un-augmented loss of any SVG against a photo, as JSON: \"total\" (\"loss\" is the "
                 "same) is the sum of \"terms\", each of which is a distance in \"distances\" times its "
                 "weight in \"weights\". Distances are the mean squared differences of the network's "
                 "stages (layer2, layer3; divided by the photo's mean square where the recipe's "
                 "relative-loss says so), 1 - the cosine of the embeddings, and the edges'. One of "
                 "CLIP's networks sees a photo of 224 x 224 pixels pixel by pixel, whole, unless "
                 "--recipe, --mask or --set asks otherwise (\"placement\", \"masked\"). What is uncertain is "
                 "said on stderr and in \"notices\"");
    const auto arguments = std::make_shared<ScoreArguments>();
    ScoreArguments& a = *arguments;
    command->option_defaults()->always_capture_default();
    command->add_option("photo", a.photo)->required();
    command
        ->add_option("sketch", a.sketch,
                     "An SVG; a foreign one is laid centred on the canvas. Strokes count as black ink whatever their "
                     "colour and opacity, as wide as the file's where all have one width (0.1 to 50 canvas "
                     "pixels), else as the recipe's")
        ->required();
    command->add_flag("--gradient", a.gradient, "Add d loss / d control point, a canvas pixel (224 a side)");
    command
        ->add_option("--views", a.views,
                     "Add \"throughViews\": the loss' mean over the photo and sketch as they are and as many views, "
                     "less one, of both through random perspectives, which are the same in every score")
        ->check(CLI::Range(1, 1000));
    command->add_flag("--damaged", a.damaged, "Of a damaged photo, use what can be read");
    command->add_option("--mask", a.mask,
                        "auto (as the recipe has it), subject, none, or a picture whose light part is the subject");
    command->add_option("--recipe", a.recipe,
                        "default or clipasso; left out: the sketch's own, else clipasso with one of CLIP's networks");
    command->add_option("--set", a.recipeSettings, "Another value for a constant of the recipe, name=value")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->default_str("");
    command->add_option("--quality", a.quality, "draft, normal or fine; left out: the sketch's own");
    command->add_option("--model", a.engine.model, "Name of a model or a weights file");
    command->add_option("--device", a.engine.device, "auto or cpu");
    command->add_option("--threads", a.engine.threads, "0: all processors")->check(CLI::Range(0, 1024));
    command->add_option("--precision", a.engine.precision, "auto, fp32 or bf16");
    command->callback([&chosen, arguments] { chosen = [arguments] { return score(*arguments); }; });
}

} // namespace croquis::cli
