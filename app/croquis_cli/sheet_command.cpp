// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "caption_notice.hpp"
#include "command.hpp"
#include "export_files.hpp"
#include "folder_listing.hpp"
#include "path_text.hpp"
#include "progress_printer.hpp"
#include "render_source.hpp"
#include "sheet_options.hpp"
#include "values.hpp"

#include "session/version.hpp"
#include "sheet/contact_sheet.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/provenance_file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

namespace croquis::cli {
namespace {

namespace fs = std::filesystem;

struct ContactArguments {
    std::vector<std::string> sketches;
    std::string output;
    std::string from, page = "A4", margin = "15mm", gap = "8mm", paper, brush;
    sheet::ContactSheetOptions options;
    double dpi = 300;
    std::string progress = "auto";
    bool overwrite = false, noCaptions = false;
    std::vector<CLI::Option*> recorded; ///< what a sheet's record tells besides its sketches
};

struct SketchFile {
    fs::path path;
    bool found = false; ///< in a folder, not named
};

/// The files of the arguments, and the SVGs of those that are folders.
std::vector<SketchFile> filesOf(const std::vector<std::string>& arguments) {
    std::vector<SketchFile> files;
    for (const auto& argument : arguments) {
        std::error_code ignored;
        if (!fs::is_directory(argument, ignored)) {
            files.push_back({argument});
            continue;
        }
        std::error_code error;
        std::vector<fs::path> found = regularFilesIn(argument, error);
        if (error)
            throw BadInput(fmt::format("The folder {} can't be read: {}.", argument, error.message()));
        std::erase_if(found, [](const fs::path& file) { return kindOf(file) != OutputKind::svg; });
        if (found.empty())
            throw BadInput(fmt::format("There are no SVGs in the folder {}.", argument));
        for (auto& file : found)
            files.push_back({std::move(file), true});
    }
    return files;
}

/// Takes over what wasn't typed from another sheet's record.
void takeOver(const ContactArguments& arguments) {
    try {
        const auto record = vector::readProvenance(arguments.from);
        if (vector::findSetting(record, vector::kSheetSetting) == nullptr)
            throw ExportError(fmt::format("{} is no contact sheet of Croquis.", arguments.from));
        for (CLI::Option* option : arguments.recorded) {
            const std::string* value =
                option->count() > 0 ? nullptr : vector::findSetting(record, option->get_single_name());
            if (value == nullptr)
                continue;
            option->add_result(*value);
            option->run_callback();
        }
    } catch (const ExportError& error) {
        throw BadInput(error.what());
    }
}

/// Each brush by its content: its file may change or go.
void tell(vector::Drawing& sheet, const ContactArguments& arguments) {
    for (const CLI::Option* option : arguments.recorded)
        if (option->count() > 0)
            sheet.provenance->settings.push_back({option->get_single_name(), option->get_single_name() == "brush"
                                                                                 ? vector::textFor(sheet.brush)
                                                                                 : valueOf(*option)});
}

std::optional<vector::Brush> brushOf(const ContactArguments& arguments) {
    try {
        return arguments.brush.empty() ? std::nullopt : std::optional(brushFrom(arguments.brush));
    } catch (const ExportError& error) {
        throw BadInput(error.what());
    }
}

/// @param brush  of all sketches; none: each its own.
sheet::NamedDrawing read(const fs::path& file, const std::optional<vector::Brush>& brush, ProgressPrinter& printer) {
    ReadSketch sketch = readSketch(file.string(), printer);
    for (const auto& sentence : sketch.notices)
        printer.notice(fmt::format("{}: {}", file.string(), sentence));
    if (brush)
        sketch.drawing.brush = *brush;
    return {file.stem().string(), std::move(sketch.drawing)};
}

/// All of them; of those found in a folder the ones that can't be read are told and left out.
std::vector<sheet::NamedDrawing> readAll(const std::vector<SketchFile>& files,
                                         const std::optional<vector::Brush>& brush, ProgressPrinter& printer) {
    std::vector<sheet::NamedDrawing> drawings;
    for (const auto& file : files)
        try {
            drawings.push_back(read(file.path, brush, printer));
        } catch (const BadInput& error) {
            if (!file.found)
                throw;
            printer.notice(fmt::format("{} It is left out.", error.what()));
        }
    if (drawings.empty())
        throw BadInput("None of the sketches can be read.");
    return drawings;
}

/// A sheet has one paper: the one of all sketches, if no other was asked for.
void takePaper(sheet::ContactSheetOptions& options, const std::vector<sheet::NamedDrawing>& drawings,
               const std::string& asked, ProgressPrinter& printer) {
    const auto& first = drawings.front().drawing;
    const bool alike = std::ranges::all_of(drawings, [&](const auto& one) {
        return one.drawing.paper == first.paper && one.drawing.texture == first.texture;
    });
    if (asked.empty() && alike) {
        options.paper = first.paper;
        options.texture = first.texture;
        return;
    }
    const auto other = std::ranges::count_if(
        drawings, [&](const auto& one) { return one.drawing.paper && one.drawing.paper != options.paper; });
    if (other > 0)
        printer.notice(
            fmt::format("The sheet has one paper: that of {} sketch{} is left out.", other, other == 1 ? "" : "es"));
}

OutputKind checkedKind(const std::vector<SketchFile>& files, const fs::path& target) {
    const auto kind = kindOf(target);
    if (kind != OutputKind::svg && kind != OutputKind::png && kind != OutputKind::pdf)
        throw InvalidArgument(
            fmt::format("--output takes a name that ends in .svg, .png or .pdf, not {}.", target.string()));
    std::error_code ignored;
    for (const auto& file : files)
        if (fs::equivalent(file.path, target, ignored))
            throw InvalidArgument(
                fmt::format("{} is one of the sketches; choose another name for the sheet.", target.string()));
    return *kind;
}

int makeSheet(ContactArguments& arguments) {
    if (!arguments.from.empty())
        takeOver(arguments);
    auto& options = arguments.options;
    options.programVersion = session::kVersion;
    options.captions = !arguments.noCaptions;
    options.page = plot::pageFormatFrom(arguments.page);
    options.marginMm = millimetresFrom("margin", arguments.margin);
    options.gapMm = millimetresFrom("gap", arguments.gap);
    if (!arguments.paper.empty() && arguments.paper != "none")
        options.paper = colourFrom("paper", arguments.paper);
    options.validate();
    const auto files = filesOf(arguments.sketches);
    const OutputKind kind = checkedKind(files, arguments.output);
    ProgressPrinter printer(progressStyleFrom(arguments.progress));
    const auto drawings = readAll(files, brushOf(arguments), printer);
    SheetRequest request;
    request.ownPage = true;
    request.dpi = arguments.dpi;
    takePaper(options, drawings, arguments.paper, printer);
    auto drawing = sheet::contactSheet(drawings, options);
    tell(drawing, arguments);
    if (const auto notice = captionNotice(drawing, kind))
        printer.notice(*notice);
    Sheet page(drawing, request);
    const fs::path written = writeFile(arguments.output, page.encoded(kind), arguments.overwrite);
    printer.fileWritten(written);
    printer.photoFinished({{"event", "result"}, {"sketches", drawings.size()}, {"files", {printedPath(written)}}});
    return drawings.size() < files.size() ? kSomeFailed : kDone;
}

} // namespace

void addSheetCommand(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("sheet", "Several sketches on one page, a contact sheet: SVG, PNG or PDF");
    const auto arguments = std::make_shared<ContactArguments>();
    ContactArguments& a = *arguments;
    command->option_defaults()->always_capture_default();
    command
        ->add_option("sketches", a.sketches,
                     "SVGs of strokes, or other files that Croquis exported (not HPGL); or folders of SVGs")
        ->required();
    command->add_option("-o,--output", a.output, "A name ending in .svg, .png or .pdf")->required();
    command->add_option("--from", a.from, "A contact sheet: what isn't given is as it was there");
    a.recorded = {
        command->add_option("--page", a.page, "As draw has it: A4, A3-landscape, 300x200mm"),
        command->add_option("--margin", a.margin, "On all sides of the page"),
        command->add_option("--gap", a.gap, "Between two sketches"),
        command->add_option("--columns", a.options.columns, "Default: as many as let the sketches be largest"),
        command->add_option("--paper", a.paper, "#rrggbb or none; default: the sketches' where all have the same"),
        command->add_option("--brush", a.brush, "One for all, by name or file, .json; default: each its own"),
        command->add_flag("--no-captions", a.noCaptions, "No names and numbers of strokes below the sketches"),
        command->add_option("--dpi", a.dpi, "Of a PNG")->check(CLI::Range(1.0, 10000.0))};
    command->add_option("--progress", a.progress, "auto, json or none");
    command->add_flag("--overwrite", a.overwrite, "Replace an existing file instead of choosing name-2.pdf");
    command->callback([&chosen, arguments] { chosen = [arguments] { return makeSheet(*arguments); }; });
}

} // namespace croquis::cli
