// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "caption_notice.hpp"
#include "command.hpp"
#include "export_files.hpp"
#include "path_text.hpp"
#include "progress_printer.hpp"
#include "render_record.hpp"
#include "render_source.hpp"
#include "sheet_options.hpp"
#include "values.hpp"

#include "vector/brush/brush_file.hpp"
#include "vector/stroke_painter.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

namespace croquis::cli {
namespace {

namespace fs = std::filesystem;

constexpr double kWidestStroke = 10000; // millimetres, the longest page

struct RenderArguments {
    std::string sketch;
    std::string output;
    double dpi = 300;
    std::optional<int> pixels;
    std::string width, colour, paper, texture, brush, varyWidth, varyOpacity;
    SheetArguments sheet;
    std::string progress = "auto";
    bool overwrite = false;
};

/// The options' values; all are checked before the sketch is read.
struct Look {
    std::optional<double> width; ///< millimetres
    std::optional<geometry::Colour> colour;
    std::optional<geometry::Colour> paper;
    bool paperGiven = false;
    std::optional<vector::PaperTexture> texture;             ///< none: the file's own
    std::optional<vector::Brush> brush;                      ///< likewise
    std::optional<vector::Variation> varyWidth, varyOpacity; ///< likewise
};

Look lookFrom(const RenderArguments& arguments) {
    Look look;
    if (!arguments.width.empty()) {
        look.width = millimetresFrom("width", arguments.width);
        if (!(*look.width > 0 && *look.width <= kWidestStroke))
            throw InvalidArgument(fmt::format("--width must be above 0 and at most 10 m, not {}.", arguments.width));
    }
    if (!arguments.colour.empty())
        look.colour = colourFrom("colour", arguments.colour);
    look.paperGiven = !arguments.paper.empty();
    if (look.paperGiven && arguments.paper != "none")
        look.paper = colourFrom("paper", arguments.paper);
    if (!arguments.texture.empty())
        look.texture = vector::paperTextureFrom(arguments.texture);
    if (!arguments.brush.empty())
        look.brush = brushFrom(arguments.brush);
    if (!arguments.varyWidth.empty())
        look.varyWidth = variationFrom("vary-width", arguments.varyWidth);
    if (!arguments.varyOpacity.empty())
        look.varyOpacity = variationFrom("vary-opacity", arguments.varyOpacity);
    return look;
}

fs::path targetFrom(const RenderArguments& arguments) {
    fs::path target = arguments.output;
    if (target.empty())
        target = fs::path(arguments.sketch).stem().string() + ".png";
    std::error_code ignored;
    const auto kind = kindOf(target);
    if (!kind || fs::equivalent(target, arguments.sketch, ignored))
        throw InvalidArgument(fmt::format("--output takes a name that ends in {} and isn't the sketch's own, not {}.",
                                          allEndings(), target.string()));
    if (arguments.pixels && kind != OutputKind::png)
        throw InvalidArgument(fmt::format("--pixels is for a PNG, not for {}.", target.string()));
    return target;
}

/// How important the strokes of a layer are, where its record tells it.
std::vector<int> importanceIn(const vector::Drawing& drawing, const vector::Layer& layer) {
    if (drawing.provenance)
        for (const auto& sketch : drawing.provenance->sketches)
            if (sketch.layer == layer.label && sketch.importance.size() == layer.runs.size())
                return sketch.importance;
    return {};
}

/// The drawing as it is to look.
void restyle(vector::Drawing& drawing, const Look& look, const std::string& file, ProgressPrinter& printer) {
    const vector::StrokeVariation before = drawing.variation;
    drawing.variation = {look.varyWidth.value_or(before.width), look.varyOpacity.value_or(before.opacity)};
    const auto byImportance = [](const auto& variation) {
        return variation && variation->by == vector::VaryBy::importance;
    };
    if (!drawing.provenance && (byImportance(look.varyWidth) || byImportance(look.varyOpacity)))
        printer.notice(
            fmt::format("{} doesn't tell which strokes matter most: the first ones are taken for it.", file));
    vector::StrokeVariation off, on; // a file holds rounded numbers: what stays is left as it is
    if (look.width || !(drawing.variation.width == before.width)) {
        off.width = before.width;
        on.width = drawing.variation.width;
    }
    if (!(drawing.variation.opacity == before.opacity)) {
        off.opacity = before.opacity;
        on.opacity = drawing.variation.opacity;
    }
    for (auto& layer : drawing.layers) {
        const std::vector<int> importance = importanceIn(drawing, layer);
        vector::unvary(layer.strokes, importance, off, layer.runs);
        for (auto& stroke : layer.strokes) {
            stroke.width = look.width.value_or(stroke.width);
            stroke.colour = look.colour.value_or(stroke.colour);
        }
        vector::vary(layer.strokes, importance, on, layer.runs);
    }
    if (look.paperGiven)
        drawing.paper = look.paper;
    if (look.texture)
        drawing.texture = *look.texture;
    if (look.texture && *look.texture != vector::PaperTexture::none && !drawing.paper)
        printer.notice(textureWithoutPaper(*look.texture));
    if (!look.brush)
        return;
    drawing.brush = *look.brush;
    for (auto& layer : drawing.layers)
        layer.brush.reset();
}

int render(const RenderArguments& arguments) {
    const Look look = lookFrom(arguments);
    const fs::path target = targetFrom(arguments);
    const OutputKind kind = *kindOf(target);
    SheetRequest request = sheetFrom(arguments.sheet, {kind});
    if (request.machine || sheet::isForMachine(kind))
        for (const auto& [name, value] : {std::pair{"brush", &arguments.brush},
                                          {"paper", &arguments.paper},
                                          {"paper-texture", &arguments.texture},
                                          {"vary-width", &arguments.varyWidth},
                                          {"vary-opacity", &arguments.varyOpacity}})
            if (!value->empty())
                throw InvalidArgument(
                    fmt::format("--{} changes nothing for a plotter or cutter, which draws centre lines only.", name));
    ProgressPrinter printer(progressStyleFrom(arguments.progress));
    ReadSketch sketch = readSketch(arguments.sketch, printer);
    printer.photoBegan(arguments.sketch);
    for (const auto& sentence : filmNotices(request, {kind}))
        printer.notice(sentence);
    for (const auto& sentence : sketch.notices)
        printer.notice(fmt::format("{}: {}", arguments.sketch, sentence));
    request.dpi = arguments.dpi;
    request.ownPage = sketch.inMillimetres;
    request.lineWidthMm = look.width;
    vector::Drawing& drawing = sketch.drawing;
    restyle(drawing, look, arguments.sketch, printer);
    if (const auto notice = captionNotice(drawing, kind); notice && !request.machine)
        printer.notice(*notice);
    if (drawing.provenance) {
        if (!canTellOfPage(*drawing.provenance, arguments.sheet))
            printer.notice(
                "The record of how it was made keeps the page of before: draw --from won't lay it on this one.");
        tellOfLook(drawing, {arguments.width, arguments.colour, arguments.paper, arguments.dpi}, arguments.sheet,
                   request, kind);
    }
    Sheet sheet(std::move(drawing), request);
    const auto bytes =
        sheet.encoded(kind, arguments.pixels, [&printer](double share) { return printer.shareDone(share); });
    const fs::path written = writeFile(target, bytes, arguments.overwrite);
    printer.fileWritten(written);
    printer.plotted(sheet.figures({kind}));
    printer.photoFinished(
        {{"event", "result"}, {"sketch", printedPath(arguments.sketch)}, {"files", {printedPath(written)}}});
    return kDone;
}

} // namespace

void addRenderCommand(CLI::App& app, Action& chosen) {
    auto* command =
        app.add_subcommand("render", "A sketch as PNG, PDF, SVG, film, HPGL or G-code, in another look if asked");
    const auto arguments = std::make_shared<RenderArguments>();
    RenderArguments& a = *arguments;
    command->option_defaults()->always_capture_default();
    command->add_option("sketch", a.sketch, "An SVG of strokes, or another file that Croquis exported (not HPGL)")
        ->required();
    command->add_option("-o,--output", a.output,
                        "A name ending in " + allEndings() + "; default: the sketch's with .png in the current folder");
    command->add_option("--dpi", a.dpi, "Density: the page's millimetres give the size")
        ->check(CLI::Range(1.0, 10000.0));
    command->add_option("--pixels", a.pixels, "Or: pixels of the longer side")
        ->check(CLI::Range(1, vector::kMaximumPictureSide));
    command->add_option("--width", a.width, "Stroke width, e.g. 0.5mm");
    command->add_option("--colour,--color", a.colour, "Of the strokes, #rrggbb");
    command->add_option("--paper", a.paper, "#rrggbb or none");
    command->add_option("--paper-texture", a.texture, "laid, flecked or none; of a paper with a colour");
    command->add_option("--brush", a.brush, "Name of a brush (see \"brushes\") or a brush file, .json");
    command->add_option("--vary-width", a.varyWidth,
                        "Thinner strokes by length, importance or order, e.g. length:0.6, or none");
    command->add_option("--vary-opacity", a.varyOpacity, "Fainter strokes, likewise");
    addSheetOptions(*command, a.sheet);
    command->add_option("--progress", a.progress, "auto, json or none");
    command->add_flag("--overwrite", a.overwrite, "Replace an existing file instead of choosing name-2.png");
    command->callback([&chosen, arguments] { chosen = [arguments] { return render(*arguments); }; });
}

} // namespace croquis::cli
