// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet_options.hpp"
#include "values.hpp"

#include "animation/animated_svg.hpp"
#include "base/error.hpp"
#include "plot/hpgl_writer.hpp"
#include "plot/page_layout.hpp"
#include "session/version.hpp"
#include "vector/pdf_writer.hpp"
#include "vector/png_writer.hpp"
#include "vector/svg_writer.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>

namespace croquis::cli {
namespace {

constexpr double kInchMm = 25.4;

std::vector<std::byte> bytesOf(std::string_view text) {
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

std::vector<std::byte> pngOf(const vector::Drawing& drawing, double dpi, std::optional<int> longSidePixels) {
    vector::PngOptions png;
    const auto sketch = vector::sketchOf(drawing);
    png.dpi = dpi;
    if (longSidePixels) {
        png.size = vector::pictureSizeFor(sketch, *longSidePixels);
        png.dpi = *longSidePixels / std::max(sketch.width, sketch.height) * kInchMm;
    } else {
        png.size = vector::pictureSize(sketch.width, sketch.height, dpi);
    }
    if (drawing.provenance)
        png.provenanceJson = vector::toJson(*drawing.provenance);
    return vector::encodePng(vector::markedPage(drawing), drawing.paper, png);
}

plot::PageFormat pageOf(const vector::Drawing& drawing) {
    return {drawing.widthMm, drawing.heightMm};
}

} // namespace

void addSheetOptions(CLI::App& command, SheetArguments& a) {
    const auto add = [](std::vector<CLI::Option*>& list, CLI::Option* option) {
        list.push_back(option->group("Page and machine"));
        return option;
    };
    add(a.recorded, command.add_option("--profile", a.profile,
                                       "drawing; plotter: centre lines, a layer for each pen, short ways; cutter: "
                                       "likewise in pure colours"));
    a.pageOption =
        add(a.recorded, command.add_option("--page", a.page,
                                           "A0 to A8, Letter, Legal or Tabloid (A4-landscape), or WxHmm; a plotter's "
                                           "default is A4"));
    add(a.recorded, command.add_option("--margin", a.margin,
                                       "On all sides of the page, e.g. 15mm, its default; a plotter's is 5mm or more"));
    add(a.recorded, add(a.forMachines, command.add_flag("--keep-order", a.keepOrder,
                                                        "Plot in drawing order instead of the one with short ways")));
    add(a.recorded, add(a.forMachines,
                        command.add_option("--join", a.join, "Keep the pen down between ends this close, e.g. 0.3mm")));
    add(a.recorded, add(a.forMachines,
                        command.add_flag("--compound", a.compound, "In an SVG, all strokes of a colour as one path")));
    auto& speeds = a.gcode.speeds;
    add(a.forMachines, command.add_option("--pen-speed", speeds.drawMmPerSecond, "Pen down, mm/s"));
    add(a.forMachines,
        command.add_option("--travel-speed", speeds.travelMmPerSecond, "Pen up, mm/s; for the estimate"));
    add(a.forMachines, command.add_option("--lift-time", speeds.liftSeconds,
                                          "Lowering and raising the pen, seconds; for the estimate"));
    add(a.forMachines, command.add_option("--pen-up", a.gcode.penUp, "G-code that raises the pen"));
    add(a.forMachines, command.add_option("--pen-down", a.gcode.penDown, "G-code that lowers it"));
    const auto moving = [&a](CLI::Option* option) { a.forMotion.push_back(option->group("Animation")); };
    command
        .add_option("--animate", a.animate, "none, draw-on or convergence: a moving SVG; a GIF's default is draw-on")
        ->group("Animation");
    moving(command.add_option("--duration", a.motion.seconds, "Of the motion, seconds"));
    moving(command.add_option("--hold", a.motion.holdSeconds, "The finished drawing stays, seconds"));
    moving(command.add_option("--gif-pixels", a.gif.longSide, "Longer side of a GIF"));
    moving(command.add_option("--gif-frames", a.gif.framesPerSecond, "Its frames a second, 1 to 50"));
    command.footer("HPGL (.hpgl, .plt): IN SP PU PD, absolute, 40 units a millimetre.  G-code (.gcode, .nc): G0 G1 in "
                   "millimetres (G21 G90 G17),\nM0 before another pen, M2; GRBL, Marlin and LinuxCNC read it.  Both: "
                   "(0, 0) is the page's lower left corner, y up.");
}

double SheetRequest::longSideMm(double drawingMm) const {
    if (page)
        return std::max(page->widthMm, page->heightMm);
    return machine && !ownPage ? plot::pageFormatFrom(kStandardPage).heightMm : drawingMm;
}

namespace {

/// What moves, and that something does.
void takeMotion(SheetRequest& request, const SheetArguments& arguments, const std::set<OutputKind>& kinds) {
    const bool gif = kinds.contains(OutputKind::gif);
    request.animated = arguments.animate != "none";
    request.motion = arguments.motion;
    request.gif = arguments.gif;
    if (request.animated)
        request.motion.motion = animation::motionFrom(arguments.animate);
    for (const CLI::Option* option : arguments.forMotion)
        if (!gif && !request.animated && option->count() > 0)
            throw InvalidArgument(fmt::format("{} changes nothing without --animate or a GIF.", option->get_name()));
    if (request.animated && !gif && !kinds.contains(OutputKind::svg))
        throw InvalidArgument("--animate is for an SVG or a GIF, and neither is written.");
    if ((request.animated || gif) && request.machine)
        throw InvalidArgument("What a plotter or a cutter is to draw can't move: leave --profile out.");
    request.motion.validate();
    request.gif.validate();
}

} // namespace

SheetRequest sheetFrom(const SheetArguments& arguments, const std::set<OutputKind>& kinds) {
    const bool writesForMachine = std::ranges::any_of(kinds, isForMachine);
    SheetRequest request;
    if (arguments.profile != "drawing" && arguments.profile != "plotter" && arguments.profile != "cutter")
        throw InvalidArgument(
            fmt::format("There is no profile \"{}\": choose drawing, plotter or cutter.", arguments.profile));
    request.machine = arguments.profile != "drawing";
    const bool plots = request.machine || writesForMachine;
    for (const CLI::Option* option : arguments.forMachines)
        if (!plots && option->count() > 0)
            throw InvalidArgument(fmt::format("{} changes nothing without --profile plotter or cutter, HPGL or G-code.",
                                              option->get_name()));
    if (!arguments.page.empty())
        request.page = plot::pageFormatFrom(arguments.page);
    if (!arguments.margin.empty()) {
        request.marginMm = millimetresFrom("margin", arguments.margin);
        if (!request.page && !plots)
            throw InvalidArgument("--margin needs a page: --page A4, for instance.");
    }
    request.plot.machine = arguments.profile == "cutter" ? plot::Machine::cutter : plot::Machine::plotter;
    request.plot.keepOrder = arguments.keepOrder;
    request.plot.compound = arguments.compound;
    if (!arguments.join.empty())
        request.plot.joinMm = millimetresFrom("join", arguments.join);
    request.gcode = arguments.gcode;
    request.gcode.programVersion = session::kVersion;
    request.gcode.validate();
    plot::PlotOptions checked = request.plot;
    if (plots && request.marginMm)
        checked.marginMm = *request.marginMm;
    checked.validate();
    if (request.page) // what doesn't fit is said before anything is drawn
        plot::PageLayout{*request.page, request.marginMm.value_or(checked.marginMm)}.validate();
    takeMotion(request, arguments, kinds);
    return request;
}

Sheet::Sheet(const vector::Drawing& drawing, SheetRequest request, std::vector<animation::Moment> moments)
    : m_request(std::move(request)), m_drawing(drawing), m_moments(std::move(moments)) {
    if (!m_request.page)
        m_request.page = m_request.ownPage ? pageOf(drawing) : plot::pageFormatFrom(kStandardPage);
    else if (!m_request.machine)
        m_placed = placed(drawing);
}

vector::Drawing Sheet::placed(const vector::Drawing& drawing) const {
    return plot::placedOn(drawing, {*m_request.page, m_request.marginMm.value_or(plot::PageLayout{}.marginMm),
                                    plot::Extent::frame,
                                    m_request.lineWidthMm ? plot::StrokeWidths::kept : plot::StrokeWidths::scaled});
}

animation::Animation Sheet::animated() const {
    if (!m_placed)
        return {m_drawing, m_request.motion, m_moments};
    std::vector<animation::Moment> moments = m_moments; // each on the page, as the drawing is
    for (animation::Moment& moment : moments)
        for (auto& curve : moment)
            if (curve) {
                vector::Drawing one = m_drawing;
                one.layers = {{"1", {{*curve, 1, {}, 1, ""}}}};
                curve = placed(one).layers.front().strokes.front().curve;
            }
    return {*m_placed, m_request.motion, std::move(moments)};
}

const plot::Plot& Sheet::plotted() {
    if (!m_plot) {
        plot::PlotOptions options = m_request.plot;
        options.page = *m_request.page;
        const bool own = m_request.ownPage && options.page == pageOf(m_drawing);
        options.marginMm = m_request.marginMm.value_or(own ? plot::kLeastMarginMm : options.marginMm);
        options.lineWidthMm = m_request.lineWidthMm;
        m_plot = plot::plotOf(m_drawing, options);
    }
    return *m_plot;
}

std::vector<std::byte> Sheet::encoded(OutputKind kind, std::optional<int> longSidePixels) {
    const vector::Drawing& shown = m_request.machine ? plotted().drawing : m_placed ? *m_placed : m_drawing;
    switch (kind) {
    case OutputKind::svg:
        return bytesOf(m_request.animated ? animation::writeAnimatedSvg(animated()) : vector::writeSvg(shown));
    case OutputKind::png:
        return pngOf(shown, m_request.dpi, longSidePixels);
    case OutputKind::gif: {
        animation::GifOptions gif = m_request.gif;
        if (m_drawing.provenance)
            gif.provenanceJson = vector::toJson(*m_drawing.provenance);
        return animation::writeGif(animated(), gif);
    }
    case OutputKind::pdf:
        return bytesOf(vector::writePdf(shown));
    case OutputKind::hpgl:
        return bytesOf(plot::writeHpgl(plotted()));
    case OutputKind::gcode:
        return bytesOf(plot::writeGcode(plotted(), m_request.gcode));
    }
    return {};
}

std::optional<plot::PlotReport> Sheet::report() const {
    return m_plot ? std::optional(plot::reportOf(*m_plot, m_request.gcode.speeds)) : std::nullopt;
}

std::string sentenceFor(const plot::PlotReport& report, const plot::PenSpeeds& speeds) {
    const auto plural = [](std::size_t count, const char* word) {
        return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
    };
    const auto seconds = std::llround(report.seconds);
    return fmt::format("{}, {}, pen down {:.2f} m, travel {:.2f} m ({:.2f} m in file order), {}, about {} "
                       "at {} mm/s down, {} mm/s up and {} s a lift",
                       plural(report.paths, "path"), plural(report.pens, "pen"), report.penDownMm / 1000,
                       report.travelMm / 1000, report.fileOrderTravelMm / 1000, plural(report.lifts, "lift"),
                       seconds < 60 ? fmt::format("{} s", seconds)
                                    : fmt::format("{} min {} s", seconds / 60, seconds % 60),
                       speeds.drawMmPerSecond, speeds.travelMmPerSecond, speeds.liftSeconds);
}

} // namespace croquis::cli
