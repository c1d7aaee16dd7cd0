// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/drawing.hpp"

#include "vector/brush/stroke_marks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace croquis::vector {

std::string levelLabel(int number, std::size_t strokeCount) {
    return fmt::format("{} - {} stroke{}", number, strokeCount, strokeCount == 1 ? "" : "s");
}

geometry::Sketch sketchOf(const Drawing& drawing) {
    geometry::Sketch sketch{drawing.widthMm, drawing.heightMm, {}};
    for (const Layer& layer : drawing.layers)
        sketch.strokes.insert(sketch.strokes.end(), layer.strokes.begin(), layer.strokes.end());
    return sketch;
}

MarkedPage markedPage(const Drawing& drawing) {
    MarkedPage page{drawing.widthMm, drawing.heightMm, {}};
    for (const Layer& layer : drawing.layers)
        std::ranges::move(marksOf(layer.strokes, drawing.brush), std::back_inserter(page.marks));
    return page;
}

} // namespace croquis::vector
