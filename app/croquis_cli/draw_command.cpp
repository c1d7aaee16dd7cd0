// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.hpp"
#include "draw_batch.hpp"
#include "draw_options.hpp"
#include "draw_rehearsal.hpp"
#include "export_files.hpp"
#include "recorded_options.hpp"
#include "repetition.hpp"
#include "values.hpp"

#include "animation/animated_svg.hpp"
#include "optimise/recipe/recipe_options.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/provenance_file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace croquis::cli {
namespace {

constexpr std::uint64_t kSeedStep = 1000; // method.md 1.12: seeds 0, 1000, 2000
constexpr int kMostSeeds = 16;

std::set<OutputKind> kindsOf(const DrawRequest& request) {
    std::set<OutputKind> kinds{kindOf(request.output).value_or(OutputKind::svg)};
    for (const auto& [kind, file] : request.also)
        kinds.insert(kind);
    return kinds;
}

/// What will be written, and into request.also where.
std::set<OutputKind> takeOutputs(DrawArguments& arguments) {
    DrawRequest& request = arguments.request;
    for (const auto& [kind, file] : {std::pair(OutputKind::png, &arguments.png),
                                     {OutputKind::gif, &arguments.gif},
                                     {OutputKind::mp4, &arguments.mp4},
                                     {OutputKind::pdf, &arguments.pdf},
                                     {OutputKind::hpgl, &arguments.hpgl},
                                     {OutputKind::gcode, &arguments.gcode}})
        if (!file->empty())
            request.also[kind] = *file;
    return kindsOf(request);
}

void interpretSheet(DrawArguments& arguments, const std::set<OutputKind>& kinds) {
    DrawRequest& request = arguments.request;
    const double dpi = request.sheet.dpi;
    request.sheet = sheetFrom(arguments.sheet, kinds);
    request.sheet.dpi = dpi;
    request.sheet.ownPage = arguments.ownPage;
    request.sheet.lineWidthMm = request.page.strokeWidthMm;
    if (request.sheet.animated && kinds.contains(OutputKind::svg))
        animation::requireAnimatable(request.sheet.motion.motion, request.page.brush);
}

std::vector<optimise::SketchPlan> seedPlans(const DrawArguments& arguments, int seeds) {
    std::vector<optimise::SketchPlan> plans;
    for (int k = 0; k < seeds; ++k)
        plans.push_back({arguments.strokes, arguments.seed + kSeedStep * static_cast<std::uint64_t>(k), {}});
    return plans;
}

std::vector<optimise::SketchPlan> levelPlans(const DrawArguments& arguments) {
    if (arguments.seeds.value_or(1) > 1)
        throw InvalidArgument("--levels draws one seed: leave --seeds out.");
    if (arguments.sheet.animate == "convergence")
        throw InvalidArgument("--animate convergence shows one sketch: leave --levels out, or choose draw-on.");
    std::vector<optimise::SketchPlan> plans;
    for (const int strokes : levelsFrom(arguments.levels))
        plans.push_back({strokes, arguments.seed, {}});
    return plans;
}

void interpret(DrawArguments& arguments) {
    DrawRequest& request = arguments.request;
    if (arguments.levelsOption->count() > 0 && arguments.strokesOption->count() > 0)
        throw InvalidArgument("--levels says how many strokes: leave --strokes out.");
    const auto kinds = takeOutputs(arguments);
    if (!arguments.from.empty())
        takeRecorded(arguments, kinds);
    for (const CLI::Option* option : arguments.recorded)
        request.settings.push_back({option->get_single_name(), valueOf(*option)});
    arguments.ownPage = arguments.ownPage || arguments.sizeOption->count() > 0;
    for (const CLI::Option* option : arguments.sheet.recorded) {
        std::string value = option->count() > 0 ? valueOf(*option) : option->get_default_str();
        const bool standard = arguments.sheet.profile != "drawing" && !arguments.ownPage;
        if (option == arguments.sheet.pageOption && value.empty() && standard)
            value = sheet::kStandardPage; // so that its absence tells of the sketch's own
        if (value != option->get_default_str())
            request.settings.push_back({option->get_single_name(), value});
    }

    request.sketch.quality = optimise::qualityFromName(arguments.quality);
    request.sketch.iterations = arguments.iterations;
    // What is read of it here is the same whatever network draws.
    const auto recipe =
        optimise::adjustedRecipe(request.sketch.recipe, request.sketch.quality, optimise::Network::embedded,
                                 request.sketch.recipeSettings, arguments.iterations);
    const int seeds = arguments.seeds.value_or(recipe.seeds);
    if (seeds < 1 || seeds > kMostSeeds)
        throw InvalidArgument(fmt::format("--seeds must lie between 1 and {}, not {}.", kMostSeeds, seeds));
    request.sketch.plans = arguments.levels.empty() ? seedPlans(arguments, seeds) : levelPlans(arguments);
    request.levels = !arguments.levels.empty();
    request.photo = photoOptionsFrom(arguments.mask, recipe, request.photo.keepPart);
    if (request.engine.model.empty())
        request.engine.model = recipe.model;
    request.page.canvasStrokeWidth = recipe.strokeWidth;
    if (arguments.frame != "subject" && arguments.frame != "photo")
        throw InvalidArgument(fmt::format("There is no frame \"{}\": choose subject or photo.", arguments.frame));
    request.page.frame =
        arguments.frame == "photo" ? session::PageOptions::Frame::photo : session::PageOptions::Frame::subject;
    request.page.longSideMm = millimetresFrom("size", arguments.size);
    if (!arguments.width.empty())
        request.page.strokeWidthMm = millimetresFrom("width", arguments.width);
    request.page.colour = colourFrom("colour", arguments.colour);
    if (arguments.paper != "none")
        request.page.paper = colourFrom("paper", arguments.paper);
    request.page.captions = !arguments.noCaptions;
    request.page.texture = vector::paperTextureFrom(arguments.texture);
    request.page.brush = brushFrom(arguments.brush);
    request.page.variation = {variationFrom("vary-width", arguments.varyWidth),
                              variationFrom("vary-opacity", arguments.varyOpacity)};
    // A brush file may change or go: its content is recorded.
    std::ranges::find(request.settings, "brush", &vector::Setting::name)->value = vector::textFor(request.page.brush);
    request.page.validate();
    request.engine.validate();
    interpretSheet(arguments, kinds);
    for (const std::string& file :
         {arguments.mask, arguments.brush, request.engine.model, request.engine.saliencyModel, arguments.from}) {
        std::error_code ignored;
        if (std::filesystem::is_regular_file(file, ignored))
            request.inputs.emplace_back(file);
    }
}

/// What was typed and taken from a record; an error may be of an option that nobody typed.
void interpretAll(DrawArguments& arguments) {
    const auto told = [&arguments](const Error& error) {
        return fmt::format("{} What isn't given is taken from {}.", error.what(), arguments.from);
    };
    if (arguments.from.empty())
        return interpret(arguments);
    try {
        interpret(arguments);
    } catch (const InvalidArgument& error) {
        throw InvalidArgument(told(error));
    } catch (const BadInput& error) {
        if (std::string_view(error.what()).find(arguments.from) != std::string_view::npos)
            throw; // of the file itself
        throw BadInput(told(error));
    }
}

int draw(DrawArguments& arguments) {
    const auto style = progressStyleFrom(arguments.progress);
    interpretAll(arguments);
    const DrawRequest& request = arguments.request;
    const auto shard = arguments.shard.empty() ? std::nullopt : std::optional(shardFrom(arguments.shard));
    const Interruption interruption;
    ProgressPrinter printer(arguments.dryRun && style != ProgressStyle::json ? ProgressStyle::none : style);
    std::vector<std::string> notices;
    auto targets = planTargets(request, notices);
    if (request.page.texture != vector::PaperTexture::none && !request.page.paper)
        notices.push_back(textureWithoutPaper(request.page.texture));
    std::ranges::move(filmNotices(request.sheet, kindsOf(request)), std::back_inserter(notices));
    for (const auto& notice : notices)
        printer.notice(notice);
    std::optional<DrawBatch> batch;
    if (shard || meansFolders(request)) {
        batch.emplace(request, std::move(targets), shard);
        batch->announceRest(printer);
        targets = batch->left();
        if (targets.empty())
            return kDone;
    }
    printer.stepBegan("loading model");
    if (arguments.dryRun)
        return rehearse(arguments, targets, batch ? batch->all() : targets.size(), printer, interruption);
    const auto session = orOtherNetwork(request, [&] { return openEngine(request.engine); });
    if (batch)
        return batch->draw(*session, printer, interruption);
    return forEachPhoto(targets, targets.size(), printer, [&](const DrawTargets& target) {
        const DrawnPhoto drawn = drawPhoto(request, target, *session, printer, interruption);
        if (drawn.failure)
            std::rethrow_exception(drawn.failure);
        return !drawn.interrupted;
    });
}

} // namespace

void addDrawCommand(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("draw", "Sketch photos");
    const auto arguments = std::make_shared<DrawArguments>();
    addDrawOptions(*command, *arguments);
    command->callback([&chosen, arguments] {
        if (arguments->request.photos
                .empty()) // not required(): that would be said in place of an option that is misspelt
            throw CLI::RequiredError("photos");
        chosen = [arguments] { return draw(*arguments); };
    });
}

} // namespace croquis::cli
