// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/hpgl_writer.hpp"

#include "base/error.hpp"
#include "plot/hpgl_frame.hpp"
#include "plot/pen_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace croquis::plot {
namespace {

constexpr std::size_t kPointsPerCommand = 32;
constexpr long kFastest7475a = 38, kFastest = 127; // centimetres a second

/// The vertices of a line, each different from the one before.
std::vector<HpglPlace> placesOf(std::span<const geometry::Stroke> line, const HpglMap& map) {
    std::vector<HpglPlace> places;
    for (const geometry::Point p : verticesOf(line, 0.5 / map.unitsPerMm())) { // half a unit, as rounding
        const HpglPlace at = map(p);
        if (places.empty() || !(places.back() == at))
            places.push_back(at);
    }
    return places;
}

void writeLine(std::string& out, const std::vector<HpglPlace>& places) {
    fmt::format_to(std::back_inserter(out), "PU{},{};\n", places[0].x, places[0].y);
    if (places.size() == 1)
        out += "PD;\n";
    for (std::size_t i = 1; i < places.size(); ++i) {
        const bool begins = (i - 1) % kPointsPerCommand == 0;
        const bool ends = i % kPointsPerCommand == 0 || i + 1 == places.size();
        fmt::format_to(std::back_inserter(out), "{}{},{}{}", begins ? "PD" : ",", places[i].x, places[i].y,
                       ends ? ";\n" : "");
    }
}

/// What VS takes.
long centimetresPerSecond(const HpglMap& map, const PenSpeeds& speeds) {
    return std::clamp(std::lround(speeds.drawMmPerSecond / 10), 1L, map.pens() ? kFastest7475a : kFastest);
}

} // namespace

PlotPace hpglPace(const PageFormat& page, HpglFrame frame, const PenSpeeds& speeds) {
    PlotPace pace(speeds);
    pace.drawMmPerSecond = 10.0 * static_cast<double>(centimetresPerSecond(HpglMap(page, frame), speeds));
    return pace;
}

std::string writeHpgl(const Plot& plot, HpglFrame frame, const PenSpeeds& speeds) {
    speeds.validate();
    const auto& layers = plot.drawing.layers;
    const HpglMap map({plot.drawing.widthMm, plot.drawing.heightMm}, frame);
    if (map.pens() && layers.size() > *map.pens())
        throw ExportError(fmt::format("An HP 7475A holds {0} pens, and the plot takes {1}: let --pens {0} merge the "
                                      "nearest colours, or write it for another machine.",
                                      *map.pens(), layers.size()));
    std::string out = fmt::format("IN;\nVS{};\n", centimetresPerSecond(map, speeds));
    for (std::size_t i = 0; i < layers.size(); ++i) {
        out += fmt::format("SP{};\n", i + 1);
        for (const auto& line : vector::linesOf(layers[i]))
            writeLine(out, placesOf(line, map));
        out += "PU;\n";
    }
    out += "SP0;\n";
    return out;
}

} // namespace croquis::plot
