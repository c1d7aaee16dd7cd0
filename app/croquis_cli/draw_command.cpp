// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.hpp"
#include "draw_batch.hpp"
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

/// The draw command's options as typed. `recorded` are those that decide how the sketch looks: they go into the
/// provenance and come back with --from.
struct DrawArguments {
    DrawRequest request;
    SheetArguments sheet;
    std::string png, gif, pdf, hpgl, gcode;
    int strokes = 16;
    std::uint64_t seed = 0;
    std::optional<int> seeds;
    std::optional<int> iterations;
    std::string quality = "normal";
    std::string mask = "auto";
    std::string frame = "subject";
    std::string width, colour = "#000000", paper = "none", size = "200mm", brush = "pen";
    std::string from;
    std::string progress = "auto";
    std::string shard;
    bool dryRun = false;
    std::vector<CLI::Option*> recorded;
    CLI::Option* sizeOption = nullptr;
    bool ownPage = false; ///< a plot on the sketch's own page, which --size gives
};

std::string valueOf(const CLI::Option& option) {
    if (option.count() == 0)
        return option.get_default_str();
    std::string value;
    for (const auto& result : option.results())
        value += (value.empty() ? "" : ",") + result;
    return value;
}

/// An empty name, as a shell makes of an unset variable, is no missing option.
CLI::Validator notEmpty() {
    return {[](const std::string& text) { return text.empty() ? std::string("is empty") : std::string(); }, ""};
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
    const bool sizeGiven = arguments.sizeOption->count() > 0; // it stands for the page, then
    std::ranges::for_each(arguments.recorded, takeOver);
    for (CLI::Option* option : arguments.sheet.recorded)
        if (!sizeGiven || option != arguments.sheet.pageOption)
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

void interpret(DrawArguments& arguments) {
    DrawRequest& request = arguments.request;
    if (!arguments.from.empty())
        restore(arguments);
    for (const CLI::Option* option : arguments.recorded)
        request.settings.push_back({option->get_single_name(), valueOf(*option)});
    arguments.ownPage = arguments.ownPage || arguments.sizeOption->count() > 0;
    for (const CLI::Option* option : arguments.sheet.recorded) {
        std::string value = option->count() > 0 ? valueOf(*option) : option->get_default_str();
        const bool standard = arguments.sheet.profile != "drawing" && !arguments.ownPage;
        if (option == arguments.sheet.pageOption && value.empty() && standard)
            value = kStandardPage; // so that its absence tells of the sketch's own
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
    request.sketch.plans.clear();
    for (int k = 0; k < seeds; ++k)
        request.sketch.plans.push_back(
            {arguments.strokes, arguments.seed + kSeedStep * static_cast<std::uint64_t>(k), {}});
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
void announce(const DrawTargets& target, int strokes, bool overwrite, std::set<std::filesystem::path>& taken) {
    write(stdout, "{}: {} strokes", target.photo.string(), strokes);
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
        announce(target, arguments.strokes, request.overwrite, taken);
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

void addRecorded(CLI::App& command, DrawArguments& a) {
    const auto add = [&](CLI::Option* option) { a.recorded.push_back(option->group("Sketch")); };
    add(command.add_option("--strokes", a.strokes, "How many strokes, 1 to 128")->check(CLI::Range(1, 128)));
    add(command.add_option("--seed", a.seed, "Of everything random; 0 is the plain greedy choice")
            ->check([](const std::string& text) {
                const bool good = text.size() <= 18 && text.find_first_not_of("0123456789") == std::string::npos;
                return good ? std::string() : std::string("must be a whole number from 0 to 10^18 - 1");
            }));
    add(command.add_option("--seeds", a.seeds,
                           "Draw this many seeds together and keep the best (default: the recipe's)"));
    add(command.add_option("--iterations", a.iterations, "In place of the quality's")->check(CLI::Range(0, 100000)));
    add(command.add_option("--quality", a.quality, "draft, normal or fine"));
    add(command.add_option("--recipe", a.request.sketch.recipe, "default, or clipasso: the paper to the letter"));
    add(command
            .add_option("--set", a.request.sketch.recipeSettings,
                        "Another value for a constant of the recipe, name=value (see \"recipes\")")
            ->delimiter(',')
            ->allow_extra_args(false)
            ->default_str(""));
    add(command.add_option("--model", a.request.engine.model, "Name of a model or a weights file"));
    add(command.add_option("--saliency-model", a.request.engine.saliencyModel,
                           "Likewise, of the network whose attention says where strokes begin (default: ViT-B/32 where "
                           "it is installed, else the one that judges)"));
    add(command.add_option("--device", a.request.engine.device, "auto or cpu"));
    add(command.add_option("--threads", a.request.engine.threads, "0: all processors")->check(CLI::Range(0, 1024)));
    add(command.add_option("--precision", a.request.engine.precision, "auto, fp32 or bf16"));
    add(command
            .add_option("--mask", a.mask,
                        "auto (as the recipe has it), subject, none, or a picture whose light part is the subject")
            ->check(notEmpty()));
    add(command.add_flag("--allow-fewer", a.request.sketch.allowFewer,
                         "Fewer strokes where more would explain nothing"));
    add(command.add_option("--frame", a.frame, "subject: the sketch fills the page; photo: the photo's own frame"));
    a.sizeOption = command.add_option("--size", a.size, "Long side of the page, e.g. 200mm, in place of --page");
    add(a.sizeOption);
    add(command.add_option("--width", a.width, "Stroke width, e.g. 0.5mm (default: 1.34 % of the sketch's side)"));
    add(command.add_option("--colour,--color", a.colour, "Of the strokes, #rrggbb"));
    add(command.add_option("--paper", a.paper, "Its colour, #rrggbb, or none"));
    add(command.add_option("--brush", a.brush, "Name of a brush (see \"brushes\") or a brush file, .json")
            ->check(notEmpty()));
}

} // namespace

void addDrawCommand(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("draw", "Sketch photos");
    const auto arguments = std::make_shared<DrawArguments>();
    DrawArguments& a = *arguments;
    command->option_defaults()->always_capture_default();
    command->add_option("photos", a.request.photos, "Photos, or folders of photos (required)");
    command
        ->add_option("-o,--output", a.request.output,
                     "File (" + allEndings() + ") or folder; default: the photo's name in the current folder")
        ->check(notEmpty());
    addRecorded(*command, a);
    addSheetOptions(*command, a.sheet);
    a.sheet.pageOption->excludes(a.sizeOption);
    const auto also = [&](const char* option, std::string& file, const char* what) {
        command->add_option(option, file, what)->check(notEmpty());
    };
    also("--png", a.png, "Also write this PNG (a folder for several photos)");
    also("--gif", a.gif, "Likewise a GIF of how it is drawn");
    also("--pdf", a.pdf, "Likewise a PDF");
    also("--hpgl", a.hpgl, "Likewise HPGL for a plotter or cutter (.hpgl or .plt)");
    also("--gcode", a.gcode, "Likewise G-code (.gcode or .nc)");
    command->add_option("--dpi", a.request.sheet.dpi, "Of the PNG")->check(CLI::Range(1.0, 10000.0));
    command
        ->add_option("--history", a.request.history,
                     "Write losses and control points of every iteration, one JSON object a line")
        ->check(notEmpty());
    command->add_option("--from", a.from, "Repeat an exported sketch with its settings; others given here win")
        ->check(notEmpty());
    command->add_option("--progress", a.progress, "auto, json or none");
    command->add_flag("--damaged", a.request.photo.keepPart, "Of a damaged photo, draw what can be read");
    command->add_flag("--overwrite", a.request.overwrite,
                      "Replace existing files instead of choosing name-2.svg; draw what a folder has drawn, too");
    command
        ->add_option("--shard", a.shard,
                     "Only the i-th of n parts of the photos, i/n: for several machines with one folder")
        ->check(notEmpty());
    command->add_flag("--dry-run", a.dryRun, "Check model, photos and mask, say what would be drawn and written");
    command->callback([&chosen, arguments] {
        if (arguments->request.photos
                .empty()) // not required(): that would be said in place of an option that is misspelt
            throw CLI::RequiredError("photos");
        chosen = [arguments] { return draw(*arguments); };
    });
}

} // namespace croquis::cli
