// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/gcode_writer.hpp"

#include "base/error.hpp"
#include "plot/pen_path.hpp"
#include "vector/provenance_comment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

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

void writeLine(std::string& out, std::span<const geometry::Stroke> line, double heightMm, const GcodeOptions& options) {
    std::string last = position(line.front().curve.points[0], heightMm);
    out += fmt::format("G0 {}\n{}\n", last, options.penDown);
    std::string feed = fmt::format(" F{}", number(options.speeds.drawMmPerSecond * 60));
    for (const geometry::Point p : verticesOf(line, kToleranceMm)) {
        std::string next = position(p, heightMm);
        if (next == last)
            continue;
        fmt::format_to(std::back_inserter(out), "G1 {}{}\n", next, feed);
        feed.clear();
        last = std::move(next);
    }
    out += options.penUp + '\n';
}

} // namespace

void GcodeOptions::validate() const {
    speeds.validate();
    for (const std::string* command : {&penUp, &penDown}) {
        const bool plain = std::ranges::all_of(*command, [](char c) { return c >= ' ' && c <= '~'; });
        if (command->empty() || command->size() > kLongestCommand || !plain ||
            command->find_first_of(";(%$") != std::string::npos)
            throw InvalidArgument(fmt::format("A pen command is a line of G-code such as \"M3 S90\", at most {} "
                                              "characters and no comment, not \"{}\".",
                                              kLongestCommand, plain ? command->substr(0, kLongestCommand) : "?"));
    }
}

std::string writeGcode(const Plot& plot, const GcodeOptions& options) {
    options.validate();
    const vector::Drawing& drawing = plot.drawing;
    std::string out = fmt::format("; G-code by Croquis{}{}\n; page {} x {} mm, origin at its lower left corner\n",
                                  options.programVersion.empty() ? "" : " ", options.programVersion,
                                  number(drawing.widthMm), number(drawing.heightMm));
    out += "G21\nG90\nG17\n" + options.penUp + '\n';
    for (std::size_t i = 0; i < drawing.layers.size(); ++i) {
        if (i > 0)
            out += "G0 X0 Y0\nM0\n";
        out += fmt::format("; {}\n", drawing.layers[i].label);
        for (const auto& line : vector::linesOf(drawing.layers[i]))
            writeLine(out, line, drawing.heightMm, options);
    }
    out += "G0 X0 Y0\nM2\n";
    if (drawing.provenance)
        out += vector::provenanceComment(*drawing.provenance);
    return out;
}

} // namespace croquis::plot
