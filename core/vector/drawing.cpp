// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/drawing.hpp"

#include "base/error.hpp"
#include "vector/brush/stroke_marks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace croquis::vector {

std::string levelLabel(int number, std::size_t strokeCount) {
    return fmt::format("{} - {} stroke{}", number, strokeCount, strokeCount == 1 ? "" : "s");
}

std::vector<std::span<const geometry::Stroke>> linesOf(const Layer& layer) {
    std::vector<std::span<const geometry::Stroke>> lines;
    std::span<const geometry::Stroke> rest(layer.strokes);
    for (const std::size_t count : layer.runs) {
        if (count == 0 || count > rest.size())
            throw InvalidArgument("drawing: a layer's runs don't fit its strokes");
        lines.push_back(rest.first(count));
        rest = rest.subspan(count);
    }
    for (std::size_t i = 0; i < rest.size(); ++i)
        lines.push_back(rest.subspan(i, 1));
    return lines;
}

geometry::Sketch sketchOf(const Drawing& drawing) {
    geometry::Sketch sketch{drawing.widthMm, drawing.heightMm, {}};
    for (const Layer& layer : drawing.layers)
        sketch.strokes.insert(sketch.strokes.end(), layer.strokes.begin(), layer.strokes.end());
    return sketch;
}

MarkedPage markedPage(const Drawing& drawing) {
    MarkedPage page{drawing.widthMm, drawing.heightMm, {}};
    if (drawing.paper)
        page.marks = paperMarks(drawing.widthMm, drawing.heightMm, *drawing.paper, drawing.texture);
    for (const Layer& layer : drawing.layers)
        std::ranges::move(marksOf(layer.strokes, drawing.brush), std::back_inserter(page.marks));
    return page;
}

} // namespace croquis::vector
