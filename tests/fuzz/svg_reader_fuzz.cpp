// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fuzz_entry.hpp"

#include "base/error.hpp"
#include "plot/hpgl_writer.hpp"
#include "vector/drawing.hpp"
#include "vector/svg_drawing.hpp"
#include "vector/svg_reader.hpp"
#include "vector/svg_writer.hpp"

#include <cstdlib>

/// What is read can be written, read again and plotted.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    using namespace croquis;
    try {
        const auto document = vector::parseSvg({reinterpret_cast<const char*>(bytes), count}, "fuzzed");
        auto drawing = vector::drawingOf(document);
        if (!document.varyWidth.empty())
            for (auto& layer : drawing.layers)
                vector::unvary(layer.strokes, {}, {vector::variationFrom(document.varyWidth), {}});
        const std::string svg = vector::writeSvg(drawing);
        const auto again = vector::drawingOf(vector::parseSvg(svg, "written"));
        if (vector::sketchOf(again).strokes.size() > vector::sketchOf(drawing).strokes.size())
            std::abort(); // strokes that round to nothing may be lost, none can come
        static_cast<void>(plot::writeHpgl(plot::plotOf(drawing, {})));
    } catch (const Error&) {
        return 0; // refused
    }
    return 0;
}
