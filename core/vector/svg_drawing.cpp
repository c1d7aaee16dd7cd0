// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_drawing.hpp"

#include "geometry/affine.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/svg_values.hpp"

#include <fmt/format.h>

#include <utility>

namespace croquis::vector {

Drawing drawingOf(const SvgDocument& document) {
    const double mm = document.inMillimetres ? 1 : 1 / kPixelsPerMm;
    Drawing drawing;
    drawing.widthMm = mm * document.sketch.width;
    drawing.heightMm = mm * document.sketch.height;
    drawing.paper = document.paper;
    drawing.title = document.title;
    drawing.description = document.description;
    drawing.captions = document.captions;
    for (Caption& caption : drawing.captions) {
        caption.middle = mm * caption.middle;
        caption.sizeMm *= mm;
    }
    const geometry::Affine millimetres{mm, 0, 0, mm, 0, 0};
    std::size_t at = 0;
    auto layer = document.layers.begin();
    std::string label, brush;
    bool begins = true;
    for (const std::size_t count : document.runs) {
        for (; layer != document.layers.end() && layer->firstStroke <= at; ++layer) {
            begins = begins || layer->label != label || layer->brushJson != brush;
            label = layer->label;
            brush = layer->brushJson;
        }
        if (begins) {
            const bool numbered = !label.empty() && label.front() >= '0' && label.front() <= '9';
            drawing.layers.emplace_back();
            drawing.layers.back().label =
                numbered ? label : fmt::format("{} {}", drawing.layers.size(), label.empty() ? "sketch" : label);
            if (!brush.empty())
                drawing.layers.back().brush = brushFromJson(brush, drawing.layers.back().label);
        }
        begins = false;
        for (std::size_t i = 0; i < count; ++i, ++at) {
            geometry::Stroke stroke = document.sketch.strokes[at];
            stroke.curve = millimetres(stroke.curve);
            stroke.width *= mm;
            drawing.layers.back().strokes.push_back(std::move(stroke));
        }
        drawing.layers.back().runs.push_back(count);
    }
    return drawing;
}

} // namespace croquis::vector
