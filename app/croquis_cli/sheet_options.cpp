// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet_options.hpp"
#include "values.hpp"

#include "base/error.hpp"
#include "plot/hpgl_frame.hpp"
#include "plot/page_layout.hpp"
#include "session/version.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace croquis::cli {

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
                                           "default is A4, and for a file in millimetres its own page"));
    add(a.recorded, command.add_option("--margin", a.margin,
                                       "On all sides of the page, e.g. 15mm, its default; a plotter's is 5mm or more"));
    add(a.recorded, add(a.forMachines,
                        command.add_flag("--actual-size", a.actualSize,
                                         "As large as the sketch is; where it doesn't fit the page it is refused, not "
                                         "scaled")));
    add(a.recorded, add(a.forMachines, command.add_flag("--keep-order", a.keepOrder,
                                                        "Plot in drawing order instead of the one with short ways")));
    add(a.recorded, add(a.forMachines,
                        command.add_option("--join", a.join, "Keep the pen down between ends this close, e.g. 0.3mm")));
    add(a.recorded, add(a.forMachines,
                        command.add_flag("--compound", a.compound, "In an SVG, all strokes of a colour as one path")));
    add(a.recorded,
        add(a.forMachines,
            command.add_option("--pens", a.pens, "The machine's: of more colours the nearest are drawn with one pen")
                ->check(CLI::Range(1, 1000))));
    auto& speeds = a.gcode.speeds;
    const auto addPen = [&](CLI::Option* option) {
        a.recorded.push_back(option);
        a.forPens.push_back(option);
        add(a.forMachines, option);
    };
    addPen(command.add_option("--pen-speed", speeds.drawMmPerSecond, "Pen down, mm/s"));
    addPen(command.add_option("--travel-speed", speeds.travelMmPerSecond, "Pen up, mm/s; for the estimate"));
    addPen(command.add_option("--lift-time", speeds.liftSeconds,
                              "Lowering and raising the pen, seconds; for the estimate, but where G-code moves Z"));
    addPen(command.add_option("--pen-up", a.gcode.penUp, "G-code that raises the pen"));
    addPen(command.add_option("--pen-down", a.gcode.penDown, "G-code that lowers it"));
    addPen(command.add_option("--dwell", a.gcode.dwellSeconds,
                              "Wait after each, seconds; default: half the lift time, none after G0 and G1"));
    addPen(command.add_option("--gcode-for", a.gcodeFor, "grbl, linuxcnc or marlin"));
    addPen(command.add_option("--hpgl-for", a.hpglFor,
                              "hp7475a: turned and moved to where its pens reach; corner: (0, 0) at the "
                              "page's lower left; auto: hp7475a for A4, A3, Letter and Tabloid"));
    const auto moving = [&a](CLI::Option* option) {
        a.forMotion.push_back(option->group("Animation"));
        a.recorded.push_back(option);
    };
    a.animateOption =
        command.add_option("--animate", a.animate,
                           "none, draw-on or convergence: a moving SVG; the default of a GIF and an MP4 is draw-on");
    a.recorded.push_back(a.animateOption->group("Animation"));
    moving(command.add_option("--duration", a.motion.seconds, "Of the motion, seconds"));
    moving(command.add_option("--hold", a.motion.holdSeconds, "The finished drawing stays, seconds"));
    a.loopOption = command.add_option("--loop", a.loop, "forever or once: of a moving SVG and a GIF");
    moving(a.loopOption);
    moving(command.add_option("--gif-pixels", a.gif.longSide, "Longer side of a GIF"));
    moving(command.add_option("--gif-frames", a.gif.framesPerSecond, "Its frames a second, 1 to 50"));
    moving(command.add_option("--mp4-pixels", a.mp4.longSide, "Longer side of an MP4, 16 to 4096"));
    moving(command.add_option("--mp4-frames", a.mp4.framesPerSecond, "Its frames a second, 1 to 60"));
    command.footer(
        "HPGL (.hpgl, .plt): IN VS SP PU PD, absolute, x along the sheet's long side where an HP 7475A takes it,\n"
        "else 40 units a millimetre from the page's lower left corner, y up.  G-code (.gcode, .nc): G0 G1 in "
        "millimetres\n(G21 G90 G17) from the page's lower left corner, y up, G4 after the pen's commands, M0 "
        "before another pen, M2.");
}

std::string valueOf(const CLI::Option& option) {
    if (option.count() == 0)
        return option.get_default_str();
    std::string value;
    for (const auto& result : option.results())
        value += (value.empty() ? "" : ",") + result;
    return value;
}

namespace {

/// What moves, and that something does.
void takeMotion(SheetRequest& request, const SheetArguments& arguments, const std::set<OutputKind>& kinds) {
    const bool film = std::ranges::any_of(kinds, sheet::isFilm);
    request.animated = arguments.animate != "none";
    request.motion = arguments.motion;
    if (arguments.loop != "forever" && arguments.loop != "once")
        throw InvalidArgument(fmt::format("--loop is forever or once, not {}.", arguments.loop));
    request.motion.once = arguments.loop == "once";
    request.gif = arguments.gif;
    request.mp4 = arguments.mp4;
    if (request.animated)
        request.motion.motion = animation::motionFrom(arguments.animate);
    for (const CLI::Option* option : arguments.forMotion)
        if (!film && !request.animated && option->count() > 0)
            throw InvalidArgument(
                fmt::format("{} changes nothing without --animate, a GIF or an MP4.", option->get_name()));
    if (request.animated && !film && !kinds.contains(OutputKind::svg))
        throw InvalidArgument("--animate is for an SVG, a GIF or an MP4, and none of them is written.");
    if ((request.animated || film) && request.machine)
        throw InvalidArgument("What a plotter or a cutter is to draw can't move: leave --profile out.");
    request.motion.validate();
    request.gif.validate();
    request.mp4.validate();
}

} // namespace

SheetRequest sheetFrom(const SheetArguments& arguments, const std::set<OutputKind>& kinds) {
    const bool writesForMachine = std::ranges::any_of(kinds, sheet::isForMachine);
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
    request.plot.actualSize = arguments.actualSize;
    request.plot.compound = arguments.compound;
    if (!arguments.join.empty())
        request.plot.joinMm = millimetresFrom("join", arguments.join);
    request.plot.pens = arguments.pens;
    request.gcode = arguments.gcode;
    request.gcode.programVersion = session::kVersion;
    request.gcode.dialect = plot::gcodeDialectFrom(arguments.gcodeFor);
    request.gcode.validate();
    request.hpgl = plot::hpglFrameOf(plot::hpglFrameFrom(arguments.hpglFor), request.plot.machine);
    plot::PlotOptions checked = request.plot;
    if (plots && request.marginMm)
        checked.marginMm = *request.marginMm;
    checked.validate();
    if (request.page) // what doesn't fit is said before anything is drawn
        plot::PageLayout{*request.page, request.marginMm.value_or(checked.marginMm)}.validate();
    if (request.page && kinds.contains(OutputKind::hpgl))
        static_cast<void>(plot::HpglMap(*request.page, request.hpgl));
    takeMotion(request, arguments, kinds);
    return request;
}

std::vector<std::string> filmNotices(const SheetRequest& request, const std::set<OutputKind>& kinds) {
    if (!kinds.contains(OutputKind::mp4))
        return {};
    std::vector<std::string> sentences;
    if (const int side = request.mp4.longSide; side % 2 != 0)
        sentences.push_back(
            fmt::format("An MP4's sides are even: the longer one is {} pixels, not {}.", side + 1, side));
    const bool held = kinds.contains(OutputKind::gif) || (request.animated && kinds.contains(OutputKind::svg));
    if (request.motion.once && !held)
        sentences.emplace_back(
            "--loop once changes nothing in an MP4: whoever plays it decides whether it begins again.");
    return sentences;
}

namespace {

std::string plural(std::size_t count, const char* word) {
    return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

std::string timeText(double exact) {
    const auto seconds = std::llround(exact), minutes = std::llround(exact / 60);
    return seconds < 60     ? fmt::format("{} s", seconds)
           : seconds < 3600 ? fmt::format("{} min {} s", seconds / 60, seconds % 60)
                            : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

/// Two decimals at most, without zeros at the end.
std::string shortNumber(double value) {
    std::string text = fmt::format("{:.2f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text;
}

} // namespace

std::string sentenceFor(const sheet::PlotFigures& figures) {
    const auto& [kinds, pace, report] = figures;
    constexpr double kSameScale = 1e-6;
    std::string text = std::abs(report.scale - 1) > kSameScale
                           ? fmt::format("scaled to {} %, ", shortNumber(100 * report.scale))
                           : std::string();
    text += fmt::format("{}, {}, pen down {:.2f} m, travel {:.2f} m ({:.2f} m in file order), ",
                        plural(report.paths, "path"), plural(report.pens, "pen"), report.penDownMm / 1000,
                        report.travelMm / 1000, report.fileOrderTravelMm / 1000);
    if (pace.fromCorner)
        text += fmt::format("{:.2f} m from the page's corner and back, ", report.cornerMm / 1000);
    else if (report.pens > 1)
        text += "the ways from one pen to the next not counted, ";
    text += fmt::format("{}, about {} at {} mm/s down, {} mm/s up and {} s a lift", plural(report.lifts, "lift"),
                        timeText(report.seconds), shortNumber(pace.drawMmPerSecond),
                        shortNumber(pace.travelMmPerSecond), shortNumber(pace.liftSeconds()));
    if (pace.drawMmPerSecond != pace.askedMmPerSecond)
        text +=
            fmt::format("; HPGL has speeds of whole cm/s within what the plotter can, so it is {} mm/s instead of {}",
                        shortNumber(pace.drawMmPerSecond), shortNumber(pace.askedMmPerSecond));
    return text;
}

} // namespace croquis::cli
