// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/hpgl_writer.hpp"

#include "plot/pen_path.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <utility>

namespace croquis::plot {
namespace {

constexpr double kTolerance = 0.5 / kHpglUnitsPerMm; // half a unit, as rounding
constexpr std::size_t kPointsPerCommand = 32;

using Units = std::pair<long long, long long>;

/// The vertices of a line in plotter units, each different from the one before.
std::vector<Units> unitsOf(std::span<const geometry::Stroke> line, double heightMm) {
    std::vector<Units> units;
    for (const geometry::Point p : verticesOf(line, kTolerance)) {
        const Units at{std::llround(p.x * kHpglUnitsPerMm), std::llround((heightMm - p.y) * kHpglUnitsPerMm)};
        if (units.empty() || units.back() != at)
            units.push_back(at);
    }
    return units;
}

void writeLine(std::string& out, const std::vector<Units>& units) {
    fmt::format_to(std::back_inserter(out), "PU{},{};\n", units[0].first, units[0].second);
    if (units.size() == 1)
        out += "PD;\n";
    for (std::size_t i = 1; i < units.size(); ++i) {
        const bool begins = (i - 1) % kPointsPerCommand == 0;
        const bool ends = i % kPointsPerCommand == 0 || i + 1 == units.size();
        fmt::format_to(std::back_inserter(out), "{}{},{}{}", begins ? "PD" : ",", units[i].first, units[i].second,
                       ends ? ";\n" : "");
    }
}

} // namespace

std::string writeHpgl(const Plot& plot) {
    std::string out = "IN;\n";
    for (std::size_t i = 0; i < plot.drawing.layers.size(); ++i) {
        out += fmt::format("SP{};\n", i + 1);
        for (const auto& line : vector::linesOf(plot.drawing.layers[i]))
            writeLine(out, unitsOf(line, plot.drawing.heightMm));
        out += "PU;\n";
    }
    out += "SP0;\n";
    return out;
}

} // namespace croquis::plot
