// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "draw_options.hpp"

#include <CLI/CLI.hpp>

namespace croquis::cli {
namespace {

/// An empty name, as a shell makes of an unset variable, is no missing option.
CLI::Validator notEmpty() {
    return {[](const std::string& text) { return text.empty() ? std::string("is empty") : std::string(); }, ""};
}

void addRecorded(CLI::App& command, DrawArguments& a) {
    const auto add = [&](CLI::Option* option) { a.recorded.push_back(option->group("Sketch")); };
    a.strokesOption = command.add_option("--strokes", a.strokes, "How many strokes, 1 to 128");
    add(a.strokesOption->check(CLI::Range(1, 128)));
    add(command
            .add_option("--seed", a.seed,
                        "Of everything random but fresh-warps and the warp-bank (see \"recipes\"), which are every "
                        "seed's alike "
                        "unless --set views-by-seed=yes gives each its own; 0 is the plain greedy choice")
            ->check([](const std::string& text) {
                const bool good = text.size() <= 18 && text.find_first_not_of("0123456789") == std::string::npos;
                return good ? std::string() : std::string("must be a whole number from 0 to 10^18 - 1");
            }));
    add(command.add_option("--seeds", a.seeds,
                           "Draw this many seeds together and keep the best (default: the recipe's)"));
    add(command.add_option("--iterations", a.iterations, "In place of the quality's")->check(CLI::Range(0, 100000)));
    add(command.add_option("--quality", a.quality, "draft, normal or fine"));
    add(command.add_option("--recipe", a.request.sketch.recipe, "default, or clipasso: as in the paper"));
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
    add(command.add_option("--device", a.request.engine.device,
                           "auto (the processor), cpu, cuda or, of several cards, cuda:0 ..."));
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
    add(command.add_option("--paper-texture", a.texture, "laid, flecked or none; of a paper with a colour"));
    add(command.add_option("--brush", a.brush, "Name of a brush (see \"brushes\") or a brush file, .json")
            ->check(notEmpty()));
    add(command
            .add_option("--vary-width", a.varyWidth,
                        "Thinner strokes by length, importance or order, e.g. importance:0.6 (the least keeps 40 %), "
                        "or none")
            ->check(notEmpty()));
    add(command.add_option("--vary-opacity", a.varyOpacity, "Fainter strokes, likewise")->check(notEmpty()));
}

} // namespace

void addDrawOptions(CLI::App& command, DrawArguments& a) {
    command.option_defaults()->always_capture_default();
    command.add_option("photos", a.request.photos, "Photos, or folders of photos (required)");
    command
        .add_option("-o,--output", a.request.output,
                    "File (" + allEndings() + ") or folder; default: the photo's name in the current folder")
        ->check(notEmpty());
    addRecorded(command, a);
    a.levelsOption =
        command.add_option("--levels", a.levels, "In place of --strokes, several side by side on one page: 4,8,16,32");
    a.sheet.recorded.push_back(a.levelsOption->group("Sketch"));
    a.sheet.recorded.push_back(
        command.add_flag("--no-captions", a.noCaptions, "No number of strokes below each of the levels")
            ->group("Sketch"));
    addSheetOptions(command, a.sheet);
    a.sheet.pageOption->excludes(a.sizeOption);
    const auto also = [&](const char* option, std::string& file, const char* what) {
        command.add_option(option, file, what)->check(notEmpty());
    };
    also("--png", a.png, "Also write this PNG (a folder for several photos)");
    also("--gif", a.gif, "Likewise a GIF of how it is drawn");
    also("--mp4", a.mp4, "Likewise a film of it, an MP4");
    also("--pdf", a.pdf, "Likewise a PDF");
    also("--hpgl", a.hpgl, "Likewise HPGL for a plotter or cutter (.hpgl or .plt)");
    also("--gcode", a.gcode, "Likewise G-code (.gcode or .nc)");
    a.sheet.recorded.push_back(
        command.add_option("--dpi", a.request.sheet.dpi, "Of the PNG")->check(CLI::Range(1.0, 10000.0)));
    command
        .add_option("--history", a.request.history,
                    "Write losses and control points of every iteration, one JSON object a line")
        ->check(notEmpty());
    command.add_option("--from", a.from, "Repeat an exported sketch with its settings; others given here win")
        ->check(notEmpty());
    command.add_option("--progress", a.progress, "auto, json or none");
    command.add_flag("--damaged", a.request.photo.keepPart, "Of a damaged photo, draw what can be read");
    command.add_flag("--overwrite", a.request.overwrite,
                     "Replace existing files instead of choosing name-2.svg; draw what a folder has drawn, too");
    command
        .add_option("--shard", a.shard,
                    "Only the i-th of n parts of the photos, i/n: for several machines with one folder")
        ->check(notEmpty());
    command.add_flag("--dry-run", a.dryRun, "Check model, photos and mask, say what would be drawn and written");
}

} // namespace croquis::cli
