// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fuzz_entry.hpp"

#include "base/error.hpp"
#include "plot/gcode_writer.hpp"
#include "plot/hpgl_writer.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/drawing.hpp"
#include "vector/svg_drawing.hpp"
#include "vector/svg_reader.hpp"
#include "vector/svg_writer.hpp"

#include <cstdlib>

namespace {

constexpr std::size_t kMostBrushed = 12; ///< strokes: more take long

} // namespace

/// What is read can be written, read again, plotted and drawn with any brush.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    using namespace croquis;
    try {
        const auto document = vector::parseSvg({reinterpret_cast<const char*>(bytes), count}, "fuzzed");
        auto drawing = vector::drawingOf(document);
        if (!document.varyWidth.empty())
            for (auto& layer : drawing.layers)
                vector::unvary(layer.strokes, {}, {vector::variationFrom(document.varyWidth), {}}, layer.runs);
        const std::string svg = vector::writeSvg(drawing);
        const auto again = vector::drawingOf(vector::parseSvg(svg, "written"));
        if (vector::sketchOf(again).strokes.size() > vector::sketchOf(drawing).strokes.size())
            std::abort(); // strokes that round to nothing may be lost, none can come
        const auto plot = plot::plotOf(drawing, {});
        static_cast<void>(plot::writeHpgl(plot, plot::HpglFrame::corner));
        static_cast<void>(plot::writeGcode(plot, {}));
        drawing.brush = vector::builtInBrushes()[count % vector::builtInBrushes().size()];
        if (vector::sketchOf(drawing).strokes.size() <= kMostBrushed)
            static_cast<void>(vector::parseSvg(vector::writeSvg(drawing), "brushed"));
    } catch (const Error&) {
        return 0; // refused
    }
    return 0;
}
