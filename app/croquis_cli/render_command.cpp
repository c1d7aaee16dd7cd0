// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.hpp"
#include "export_files.hpp"
#include "streams.hpp"
#include "values.hpp"

#include "vector/brush/brush_file.hpp"
#include "vector/brush/stroke_marks.hpp"
#include "vector/png_writer.hpp"
#include "vector/svg_reader.hpp"
#include "vector/svg_writer.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <system_error>

namespace croquis::cli {
namespace {

namespace fs = std::filesystem;

constexpr double kWidestStroke = 10000; // millimetres, the longest page

struct RenderArguments {
    std::string sketch;
    std::string output;
    double dpi = 300;
    std::optional<int> pixels;
    std::string width, colour, paper, brush;
    bool overwrite = false;
};

vector::SvgDocument read(const std::string& file) {
    try {
        return vector::readSvg(file);
    } catch (const ExportError& error) {
        throw BadInput(error.what());
    }
}

/// The options' values; all are checked before the sketch is read.
struct Look {
    std::optional<double> width; ///< millimetres, or the page's own units
    std::optional<geometry::Colour> colour;
    std::optional<geometry::Colour> paper;
    bool paperGiven = false;
    std::optional<vector::Brush> brush; ///< none: the file's own
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
    if (!arguments.brush.empty())
        look.brush = brushFrom(arguments.brush);
    return look;
}

fs::path targetFrom(const RenderArguments& arguments) {
    fs::path target = arguments.output;
    if (target.empty())
        target = fs::path(arguments.sketch).stem().string() + ".png";
    std::error_code ignored;
    const bool known = target.extension() == ".png" || target.extension() == ".svg";
    if (!known || fs::equivalent(target, arguments.sketch, ignored))
        throw InvalidArgument(fmt::format(
            "--output takes a name that ends in .png or .svg and isn't the sketch's own, not {}.", target.string()));
    return target;
}

/// The brush a file was drawn with; the pen where it has none or it is damaged, for the strokes are there all the same.
vector::Brush brushOf(const vector::SvgDocument& document, const std::string& file) {
    if (!document.brushJson)
        return {};
    try {
        return vector::brushFromJson(*document.brushJson, file);
    } catch (const ExportError& error) {
        write(stderr, "croquis-cli: {} The pen is used.\n", error.what());
        return {};
    }
}

/// Its record of how it was made, with the brush it has now; none where it has none or it is damaged.
std::optional<vector::Provenance> provenanceOf(const vector::SvgDocument& document, const vector::Brush& brush) {
    if (!document.provenanceJson)
        return std::nullopt;
    try {
        auto provenance = vector::provenanceFromJson(*document.provenanceJson);
        const auto setting = std::ranges::find(provenance.settings, "brush", &vector::Setting::name);
        if (setting != provenance.settings.end())
            setting->value = vector::textFor(brush);
        else
            provenance.settings.push_back({"brush", vector::textFor(brush)});
        return provenance;
    } catch (const ExportError&) {
        return std::nullopt;
    }
}

int render(const RenderArguments& arguments) {
    const Look look = lookFrom(arguments);
    const fs::path target = targetFrom(arguments);
    auto document = read(arguments.sketch);
    geometry::Sketch& sketch = document.sketch;
    for (auto& stroke : sketch.strokes) {
        stroke.width = look.width.value_or(stroke.width);
        stroke.colour = look.colour.value_or(stroke.colour);
    }
    const vector::Brush brush = look.brush ? *look.brush : brushOf(document, arguments.sketch);
    const auto paper = look.paperGiven ? look.paper : document.paper;
    if (target.extension() == ".svg") {
        vector::Drawing drawing{sketch.width, sketch.height,
                                paper,        {{vector::Layer{}.label, sketch.strokes}},
                                brush,        {},
                                {},           provenanceOf(document, brush)};
        const std::string svg = vector::writeSvg(drawing);
        const auto content = std::as_bytes(std::span(svg));
        write(stdout, "{}\n", writeFile(target, content, arguments.overwrite).string());
        return kDone;
    }
    vector::PngOptions png;
    png.dpi = arguments.dpi;
    if (arguments.pixels) {
        png.size = vector::pictureSizeFor(sketch, *arguments.pixels);
        png.dpi = *arguments.pixels / std::max(sketch.width, sketch.height) * 25.4;
    } else {
        png.size = vector::pictureSize(sketch.width, sketch.height, arguments.dpi);
    }
    if (const auto provenance = provenanceOf(document, brush))
        png.provenanceJson = vector::toJson(*provenance);
    write(stdout, "{}\n",
          writeFile(target, vector::encodePng(vector::markedPage(sketch, brush), paper, png), arguments.overwrite)
              .string());
    return kDone;
}

} // namespace

void addRenderCommand(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand(
        "render", "Paint an SVG of strokes to a PNG, or write it anew, with another brush, width or colour if asked");
    const auto arguments = std::make_shared<RenderArguments>();
    RenderArguments& a = *arguments;
    command->option_defaults()->always_capture_default();
    command->add_option("sketch", a.sketch, "An SVG")->required();
    command->add_option("-o,--output", a.output,
                        "PNG or SVG; default: the sketch's name with .png in the current folder");
    command->add_option("--dpi", a.dpi, "Density: the page's millimetres give the size")
        ->check(CLI::Range(1.0, 10000.0));
    command->add_option("--pixels", a.pixels, "Or: pixels of the longer side")
        ->check(CLI::Range(1, vector::kMaximumPictureSide));
    command->add_option("--width", a.width, "Stroke width, e.g. 0.5mm");
    command->add_option("--colour,--color", a.colour, "Of the strokes, #rrggbb");
    command->add_option("--paper", a.paper, "#rrggbb or none");
    command->add_option("--brush", a.brush, "Name of a brush (see \"brushes\") or a brush file, .json");
    command->add_flag("--overwrite", a.overwrite, "Replace an existing file instead of choosing name-2.png");
    command->callback([&chosen, arguments] { chosen = [arguments] { return render(*arguments); }; });
}

} // namespace croquis::cli
