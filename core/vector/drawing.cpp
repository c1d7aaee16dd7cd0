// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/drawing.hpp"

#include <fmt/format.h>

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

} // namespace croquis::vector
