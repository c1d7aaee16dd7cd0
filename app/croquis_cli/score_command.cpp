// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.hpp"
#include "streams.hpp"

#include "session/drawing_of_run.hpp"
#include "session/sketch_session.hpp"
#include "vector/svg_reader.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace croquis::cli {
namespace {

struct ScoreArguments {
    std::string photo;
    std::string sketch;
    std::string mask = "auto";
    std::string recipe = "default";
    std::string quality; ///< empty: the sketch's own
    bool gradient = false;
    bool damaged = false;
    session::SessionOptions engine;
};

struct SketchFile {
    geometry::Sketch sketch;
    std::optional<vector::Provenance> provenance;
};

SketchFile readSketch(const std::string& file) {
    try {
        auto document = vector::readSvg(file);
        if (document.sketch.strokes.empty())
            throw ExportError(fmt::format("{} holds no strokes.", file));
        SketchFile read{std::move(document.sketch), std::nullopt};
        if (document.provenanceJson)
            read.provenance = vector::provenanceFromJson(*document.provenanceJson);
        return read;
    } catch (const ExportError& error) {
        throw BadInput(error.what());
    }
}

optimise::Quality qualityOf(const ScoreArguments& arguments, const SketchFile& sketch) {
    const std::string* recorded = sketch.provenance ? vector::findSetting(*sketch.provenance, "quality") : nullptr;
    if (!arguments.quality.empty() || recorded == nullptr)
        return optimise::qualityFromName(arguments.quality.empty() ? "normal" : arguments.quality);
    return optimise::qualityFromName(*recorded);
}

int score(const ScoreArguments& arguments) {
    const auto sketch = readSketch(arguments.sketch);
    const auto quality = qualityOf(arguments, sketch);
    session::PhotoOptions photoOptions;
    if (arguments.mask == "none")
        photoOptions.mask = session::PhotoOptions::Mask::none;
    else if (arguments.mask != "auto")
        photoOptions = {session::PhotoOptions::Mask::file, arguments.mask};
    photoOptions.keepPart = arguments.damaged;
    const auto session = session::SketchSession::open(arguments.engine);
    optimise::IterationObserver silent;
    const auto photo = session->loadPhoto(arguments.photo, photoOptions, silent);
    const auto strokes = session::canvasStrokes(sketch.sketch, sketch.provenance);
    const auto result = session->score(strokes, arguments.recipe, quality);

    nlohmann::ordered_json terms;
    for (const auto& term : result.loss.terms)
        terms[term.name] = term.value;
    nlohmann::ordered_json json{{"photo", photo.fileName},
                                {"sketch", arguments.sketch},
                                {"model", session->engine().modelName},
                                {"recipe", arguments.recipe},
                                {"quality", optimise::nameOf(quality)},
                                {"strokes", strokes.size()},
                                {"loss", result.loss.total},
                                {"terms", terms}};
    if (arguments.gradient) {
        // d loss / d control point in canvas pixels, [strokes][4][2]
        auto all = nlohmann::ordered_json::array();
        for (std::size_t stroke = 0; stroke < strokes.size(); ++stroke) {
            auto points = nlohmann::ordered_json::array();
            for (std::size_t k = 0; k < 4; ++k)
                points.push_back({result.gradient[stroke * 8 + 2 * k], result.gradient[stroke * 8 + 2 * k + 1]});
            all.push_back(points);
        }
        json["gradient"] = all;
    }
    write(stdout, "{}\n", json.dump(2));
    return kDone;
}

} // namespace

void addScoreCommand(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("score", "The un-augmented loss terms of any SVG against a photo, as JSON");
    const auto arguments = std::make_shared<ScoreArguments>();
    ScoreArguments& a = *arguments;
    command->option_defaults()->always_capture_default();
    command->add_option("photo", a.photo)->required();
    command->add_option("sketch", a.sketch, "An SVG; a foreign one is laid centred on the canvas")->required();
    command->add_flag("--gradient", a.gradient, "Add d loss / d control point, a canvas pixel (224 a side)");
    command->add_option("--mask", a.mask, "auto, none, or a picture whose light part is the subject");
    command->add_flag("--damaged", a.damaged, "Of a damaged photo, use what can be read");
    command->add_option("--recipe", a.recipe, "default");
    command->add_option("--quality", a.quality, "draft, normal or fine; left out: the sketch's own");
    command->add_option("--model", a.engine.model, "Name of a model or a weights file");
    command->add_option("--device", a.engine.device, "auto or cpu");
    command->add_option("--threads", a.engine.threads, "0: all processors")->check(CLI::Range(0, 1024));
    command->add_option("--precision", a.engine.precision, "auto, fp32 or bf16");
    command->callback([&chosen, arguments] { chosen = [arguments] { return score(*arguments); }; });
}

} // namespace croquis::cli
