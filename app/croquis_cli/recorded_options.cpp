// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_options.hpp"

#include "command.hpp"

#include "vector/brush/brush_file.hpp"
#include "vector/provenance_file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>

namespace croquis::cli {
namespace {

constexpr std::size_t kLongestShown = 40; ///< of a recorded value

/// What is recorded of motion is kept for the record's sake where nothing that is written can move.
void restMotion(SheetArguments& sheet, const std::set<OutputKind>& kinds, const std::set<CLI::Option*>& typed) {
    std::erase_if(sheet.forMotion, [&](CLI::Option* option) { return !typed.contains(option); });
    const bool canMove =
        sheet.profile == "drawing" && (kinds.contains(OutputKind::svg) || std::ranges::any_of(kinds, sheet::isFilm));
    if (!canMove && !typed.contains(sheet.animateOption))
        sheet.animate = "none";
}

/// The same of what is recorded of a machine, where nothing is written for one.
void restMachine(SheetArguments& sheet, const std::set<OutputKind>& kinds, const std::set<CLI::Option*>& typed) {
    if (sheet.profile == "drawing" && std::ranges::none_of(kinds, sheet::isForMachine))
        std::erase_if(sheet.forMachines, [&](CLI::Option* option) { return !typed.contains(option); });
}

} // namespace

void takeRecorded(DrawArguments& arguments, const std::set<OutputKind>& kinds) {
    const auto provenance = [&] {
        try {
            return vector::readSketchProvenance(arguments.from);
        } catch (const ExportError& error) {
            throw BadInput(error.what());
        }
    }();
    const auto takeOver = [&](CLI::Option* option) {
        const std::string* value =
            option->count() > 0 ? nullptr : vector::findSetting(provenance, option->get_single_name());
        if (value == nullptr || value->empty() || *value == option->get_default_str())
            return;
        try {
            if (option->get_single_name() == "brush") // a name or the brush itself: no record makes us open a file
                static_cast<void>(vector::brushFromText(*value));
            option->add_result(*value);
            option->run_callback();
            if (option->get_single_name() == "model")
                arguments.request.recordedModel = *value;
            else if (option->get_single_name() == "saliency-model")
                arguments.request.recordedSaliencyModel = *value;
        } catch (const CLI::ParseError&) {
            throw BadInput(fmt::format("{} records --{} {}, which can't be.", arguments.from, option->get_single_name(),
                                       value->substr(0, kLongestShown)));
        }
    };
    std::set<CLI::Option*> replaced; // by what is given in their place
    if (arguments.sizeOption->count() > 0)
        replaced.insert(arguments.sheet.pageOption);
    if (arguments.strokesOption->count() > 0)
        replaced.insert(arguments.levelsOption);
    std::set<CLI::Option*> typed;
    std::ranges::copy_if(arguments.sheet.recorded, std::inserter(typed, typed.end()),
                         [](CLI::Option* option) { return option->count() > 0; });
    std::ranges::for_each(arguments.recorded, takeOver);
    for (CLI::Option* option : arguments.sheet.recorded)
        if (!replaced.contains(option))
            takeOver(option);
    restMotion(arguments.sheet, kinds, typed);
    restMachine(arguments.sheet, kinds, typed);
    const auto* profile = vector::findSetting(provenance, "profile");
    arguments.ownPage = profile != nullptr && *profile != "drawing" && !vector::findSetting(provenance, "page");
    arguments.request.photo.keepPart = true; // whoever made the sketch had accepted it
    if (arguments.request.engine.threads == 0)
        arguments.request.engine.threads = provenance.threads;
    if (arguments.request.engine.precision == "auto" && provenance.precision == "fp32")
        arguments.request.engine.precision = provenance.precision; // not every processor has the other
    arguments.request.sketch.sketchesAtOnce = provenance.sketchesAtOnce;
    arguments.request.repeated = provenance;
}

} // namespace croquis::cli
