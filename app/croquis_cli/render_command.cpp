// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.hpp"
#include "export_files.hpp"
#include "streams.hpp"
#include "values.hpp"

#include "vector/png_writer.hpp"
#include "vector/svg_reader.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
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
    std::string width, colour, paper;
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
    return look;
}

fs::path targetFrom(const RenderArguments& arguments) {
    fs::path target = arguments.output;
    if (target.empty())
        target = fs::path(arguments.sketch).stem().string() + ".png";
    std::error_code ignored;
    if (target.extension() != ".png" || fs::equivalent(target, arguments.sketch, ignored))
        throw InvalidArgument(fmt::format("--output takes a name that ends in .png and isn't the sketch's own, not {}.",
                                          target.string()));
    return target;
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
    vector::PngOptions png;
    png.dpi = arguments.dpi;
    if (arguments.pixels) {
        png.size = vector::pictureSizeFor(sketch, *arguments.pixels);
        png.dpi = *arguments.pixels / std::max(sketch.width, sketch.height) * 25.4;
    } else {
        png.size = vector::pictureSize(sketch.width, sketch.height, arguments.dpi);
    }
    png.provenanceJson = document.provenanceJson.value_or("");
    const auto paper = look.paperGiven ? look.paper : document.paper;
    write(stdout, "{}\n", writeFile(target, vector::encodePng(sketch, paper, png), arguments.overwrite).string());
    return kDone;
}

} // namespace

void addRenderCommand(CLI::App& app, Action& chosen) {
    auto* command =
        app.add_subcommand("render", "Paint an SVG of strokes to a PNG, in another width or colour if asked");
    const auto arguments = std::make_shared<RenderArguments>();
    RenderArguments& a = *arguments;
    command->option_defaults()->always_capture_default();
    command->add_option("sketch", a.sketch, "An SVG")->required();
    command->add_option("-o,--output", a.output, "Default: the sketch's name with .png in the current folder");
    command->add_option("--dpi", a.dpi, "Density: the page's millimetres give the size")
        ->check(CLI::Range(1.0, 10000.0));
    command->add_option("--pixels", a.pixels, "Or: pixels of the longer side")
        ->check(CLI::Range(1, vector::kMaximumPictureSide));
    command->add_option("--width", a.width, "Stroke width, e.g. 0.5mm");
    command->add_option("--colour,--color", a.colour, "Of the strokes, #rrggbb");
    command->add_option("--paper", a.paper, "#rrggbb or none");
    command->add_flag("--overwrite", a.overwrite, "Replace an existing file instead of choosing name-2.png");
    command->callback([&chosen, arguments] { chosen = [arguments] { return render(*arguments); }; });
}

} // namespace croquis::cli
