// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.hpp"
#include "draw_batch.hpp"
#include "draw_options.hpp"
#include "export_files.hpp"
#include "streams.hpp"
#include "values.hpp"

#include "animation/animated_svg.hpp"
#include "optimise/recipe_options.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/provenance_file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace croquis::cli {
namespace {

constexpr std::uint64_t kSeedStep = 1000; // method.md 1.12: seeds 0, 1000, 2000
constexpr int kMostSeeds = 16;

std::string valueOf(const CLI::Option& option) {
    if (option.count() == 0)
        return option.get_default_str();
    std::string value;
    for (const auto& result : option.results())
        value += (value.empty() ? "" : ",") + result;
    return value;
}

/// Takes over every recorded option that wasn't given on the command line.
void restore(DrawArguments& arguments) {
    const auto provenance = [&] {
        try {
            return vector::readProvenance(arguments.from);
        } catch (const ExportError& error) {
            throw BadInput(error.what());
        }
    }();
    const auto takeOver = [&provenance](CLI::Option* option) {
        const std::string* value =
            option->count() > 0 ? nullptr : vector::findSetting(provenance, option->get_single_name());
        if (value == nullptr || value->empty() || *value == option->get_default_str())
            return;
        option->add_result(*value);
        option->run_callback();
    };
    std::set<CLI::Option*> replaced; // by what is given in their place
    if (arguments.sizeOption->count() > 0)
        replaced.insert(arguments.sheet.pageOption);
    if (arguments.strokesOption->count() > 0)
        replaced.insert(arguments.levelsOption);
    std::ranges::for_each(arguments.recorded, takeOver);
    for (CLI::Option* option : arguments.sheet.recorded)
        if (!replaced.contains(option))
            takeOver(option);
    const auto* profile = vector::findSetting(provenance, "profile");
    arguments.ownPage = profile != nullptr && *profile != "drawing" && !vector::findSetting(provenance, "page");
    arguments.request.photo.keepPart = true; // whoever made the sketch had accepted it
    if (arguments.request.engine.threads == 0)
        arguments.request.engine.threads = provenance.threads;
    if (arguments.request.engine.precision == "auto" && provenance.precision == "fp32")
        arguments.request.engine.precision = provenance.precision; // not every processor has the other
    arguments.request.repeated = provenance;
}

void interpretSheet(DrawArguments& arguments) {
    DrawRequest& request = arguments.request;
    for (const auto& [kind, file] : {std::pair(OutputKind::png, &arguments.png),
                                     {OutputKind::gif, &arguments.gif},
                                     {OutputKind::mp4, &arguments.mp4},
                                     {OutputKind::pdf, &arguments.pdf},
                                     {OutputKind::hpgl, &arguments.hpgl},
                                     {OutputKind::gcode, &arguments.gcode}})
        if (!file->empty())
            request.also[kind] = *file;
    std::set<OutputKind> kinds{kindOf(request.output).value_or(OutputKind::svg)};
    for (const auto& [kind, file] : request.also)
        kinds.insert(kind);
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
    if (!arguments.from.empty())
        restore(arguments);
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
    request.page.brush = brushFrom(arguments.brush);
    // A brush file may change or go: its content is recorded.
    std::ranges::find(request.settings, "brush", &vector::Setting::name)->value = vector::textFor(request.page.brush);
    request.page.validate();
    request.engine.validate();
    interpretSheet(arguments);
}

/// With the names that the files would get. @param taken  those of the photos before.
void announce(const DrawTargets& target, const DrawArguments& arguments, std::set<std::filesystem::path>& taken) {
    const bool overwrite = arguments.request.overwrite;
    write(stdout, "{}: {} strokes", target.photo.string(),
          arguments.levels.empty() ? std::to_string(arguments.strokes) : arguments.levels);
    for (const auto& file : target.files()) {
        const auto name = overwrite ? file : freeName(file, taken);
        taken.insert(name);
        write(stdout, ", {}", name.string());
    }
    write(stdout, "\n");
}

/// Says what would be drawn and written, and what would fail.
int rehearse(const DrawArguments& arguments, const std::vector<DrawTargets>& targets, ProgressPrinter& printer,
             const Interruption& interruption) {
    const DrawRequest& request = arguments.request;
    const auto session = session::SketchSession::open(request.engine);
    std::set<std::filesystem::path> taken;
    return forEachPhoto(targets, printer, [&](const DrawTargets& target) {
        checkPhoto(request, target, *session, printer);
        announce(target, arguments, taken);
        return !interruption.happened();
    });
}

int draw(DrawArguments& arguments) {
    const auto style = progressStyleFrom(arguments.progress);
    interpret(arguments);
    const DrawRequest& request = arguments.request;
    const auto shard = arguments.shard.empty() ? std::nullopt : std::optional(shardFrom(arguments.shard));
    const Interruption interruption;
    ProgressPrinter printer(arguments.dryRun ? ProgressStyle::none : style);
    auto targets = planTargets(request);
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
        return rehearse(arguments, targets, printer, interruption);
    const auto session = session::SketchSession::open(request.engine);
    if (batch)
        return batch->draw(*session, printer, interruption);
    return forEachPhoto(targets, printer, [&](const DrawTargets& target) {
        return !drawPhoto(request, target, *session, printer, interruption).interrupted;
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
