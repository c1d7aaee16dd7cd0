// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/gcode_writer.hpp"

#include "base/error.hpp"
#include "plot/pen_path.hpp"
#include "vector/provenance_comment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <iterator>
#include <regex>
#include <string_view>

namespace croquis::plot {
namespace {

constexpr double kToleranceMm = 0.01;
constexpr std::size_t kLongestCommand = 70;

/// At most three decimals, no trailing zeros, never "-0".
std::string number(double value) {
    std::string text = fmt::format("{:.3f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string position(geometry::Point p, double heightMm) {
    return fmt::format("X{} Y{}", number(p.x), number(heightMm - p.y));
}

/// A pen command and the wait for it.
void writePen(std::string& out, const std::string& command, const GcodeOptions& options) {
    out += command + '\n';
    const double dwell = options.dwellAfter(command);
    if (dwell > 0)
        out += fmt::format("G4 P{}\n", number(options.dialect == GcodeDialect::marlin ? 1000 * dwell : dwell));
}

/// A way with the pen up.
void writeTravel(std::string& out, const std::string& to, const GcodeOptions& options) {
    out += fmt::format("G0 {}", to);
    if (options.dialect == GcodeDialect::marlin)
        out += fmt::format(" F{}", number(options.speeds.travelMmPerSecond * 60));
    out += '\n';
}

void writeLine(std::string& out, std::span<const geometry::Stroke> line, double heightMm, const GcodeOptions& options) {
    std::string last = position(line.front().curve.points[0], heightMm);
    writeTravel(out, last, options);
    writePen(out, options.penDown, options);
    std::string feed = fmt::format(" F{}", number(options.speeds.drawMmPerSecond * 60));
    for (const geometry::Point p : verticesOf(line, kToleranceMm)) {
        std::string next = position(p, heightMm);
        if (next == last)
            continue;
        fmt::format_to(std::back_inserter(out), "G1 {}{}\n", next, feed);
        feed.clear();
        last = std::move(next);
    }
    writePen(out, options.penUp, options);
}

bool isMove(std::string_view command) {
    std::string word(command.substr(0, command.find(' ')));
    std::ranges::transform(word, word.begin(), [](char c) { return c == 'g' ? 'G' : c; });
    return word == "G0" || word == "G1" || word == "G00" || word == "G01";
}

/// The number behind a letter of a command.
std::optional<double> wordIn(std::string_view command, char letter) {
    for (std::size_t at = 0; at < command.size(); ++at)
        if (std::toupper(static_cast<unsigned char>(command[at])) == letter) {
            std::string_view text = command.substr(at + 1);
            text.remove_prefix(!text.empty() && text.front() == '+' ? 1 : 0);
            double value = 0;
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
            return error == std::errc() ? std::optional(value) : std::nullopt;
        }
    return std::nullopt;
}

/// What a pen command itself takes, without the wait for it.
/// @param before  the other one.  @param feed  millimetres a second, that was given last.
double moveSeconds(const std::string& command, const std::string& before, const GcodeOptions& options, double feed) {
    if (!isMove(command))
        return 0;
    const auto from = wordIn(before, 'Z'), to = wordIn(command, 'Z');
    if (!from || !to)
        return options.speeds.liftSeconds / 2;
    const bool rapid = wordIn(command, 'G') == 0.0 && options.dialect == GcodeDialect::grbl;
    const auto given = wordIn(command, 'F');
    const double speed = rapid ? options.speeds.travelMmPerSecond : given && *given > 0 ? *given / 60 : feed;
    return std::abs(*to - *from) / speed;
}

/// Letters with numbers, "M3 S90".
bool isGcode(std::string_view command) {
    static const std::regex kWords("([A-Za-z][-+]?(\\d+\\.?\\d*|\\.\\d+) *)+");
    return std::regex_match(command.begin(), command.end(), kWords);
}

/// Of units, relative or absolute ways, and ends: after it the rest of the file would mean something else.
bool changesTheRest(std::string_view command) {
    static const std::regex kWord("(^|.*[^A-Za-z])([Gg]0*(20|21|90|91|92)|[Mm]0*(0|1|2|30))(\\D.*|$)");
    return std::regex_match(command.begin(), command.end(), kWord);
}

} // namespace

GcodeDialect gcodeDialectFrom(const std::string& name) {
    if (name == "grbl" || name == "linuxcnc")
        return GcodeDialect::grbl;
    if (name == "marlin")
        return GcodeDialect::marlin;
    throw InvalidArgument(fmt::format("G-code can be for grbl, linuxcnc or marlin, not for \"{}\".", name));
}

double GcodeOptions::dwellAfter(const std::string& command) const {
    return dwellSeconds.value_or(isMove(command) ? 0 : speeds.liftSeconds / 2);
}

PlotPace GcodeOptions::pace() const {
    PlotPace pace(speeds);
    const double before = dialect == GcodeDialect::marlin ? speeds.travelMmPerSecond : speeds.drawMmPerSecond;
    pace.lowerSeconds = moveSeconds(penDown, penUp, *this, before) + dwellAfter(penDown);
    pace.raiseSeconds = moveSeconds(penUp, penDown, *this, speeds.drawMmPerSecond) + dwellAfter(penUp);
    pace.beginSeconds = dwellAfter(penUp);
    pace.fromCorner = true;
    return pace;
}

void GcodeOptions::validate() const {
    speeds.validate();
    if (dwellSeconds && !(*dwellSeconds >= 0 && *dwellSeconds <= 60))
        throw InvalidArgument(fmt::format("The wait for the pen must lie between 0 and 60 s, not {}.", *dwellSeconds));
    for (const std::string* command : {&penUp, &penDown}) {
        const bool plain = std::ranges::all_of(*command, [](char c) { return c >= ' ' && c <= '~'; });
        if (command->size() > kLongestCommand || !isGcode(*command))
            throw InvalidArgument(fmt::format("A pen command is a line of G-code such as \"M3 S90\", at most {} "
                                              "characters and no comment, not \"{}\".",
                                              kLongestCommand, plain ? command->substr(0, kLongestCommand) : "?"));
        if (changesTheRest(*command))
            throw InvalidArgument(fmt::format("A pen command lifts or lowers the pen; \"{}\" would change units or "
                                              "coordinates or end the program.",
                                              *command));
    }
}

std::string writeGcode(const Plot& plot, const GcodeOptions& options) {
    options.validate();
    const vector::Drawing& drawing = plot.drawing;
    std::string out = fmt::format("; G-code by Croquis{}{}\n; page {} x {} mm, origin at its lower left corner\n",
                                  options.programVersion.empty() ? "" : " ", options.programVersion,
                                  number(drawing.widthMm), number(drawing.heightMm));
    out += "G21\nG90\nG17\n";
    writePen(out, options.penUp, options);
    for (std::size_t i = 0; i < drawing.layers.size(); ++i) {
        if (i > 0)
            writeTravel(out, "X0 Y0", options);
        out += fmt::format("; {}\n", drawing.layers[i].label);
        if (i > 0) // who stands before the halted machine has read which pen it wants
            out += "M0\n";
        for (const auto& line : vector::linesOf(drawing.layers[i]))
            writeLine(out, line, drawing.heightMm, options);
    }
    writeTravel(out, "X0 Y0", options);
    out += "M2\n";
    if (drawing.provenance)
        out += vector::provenanceComment(*drawing.provenance);
    return out;
}

} // namespace croquis::plot
