// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/drawing.hpp"

#include "base/error.hpp"
#include "vector/brush/stroke_marks.hpp"
#include "vector/stroke_ids.hpp"

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

bool isClosed(std::span<const geometry::Stroke> line) {
    const geometry::Point begin = line.front().curve.points[0];
    return begin == line.back().curve.points[3] && std::ranges::any_of(line, [begin](const geometry::Stroke& stroke) {
               return std::ranges::any_of(stroke.curve.points, [begin](auto point) { return !(point == begin); });
           });
}

std::vector<std::vector<std::string>> pathIdsOf(const Drawing& drawing) {
    StrokeIds ids;
    for (const char* id : {"title", "desc", "paper", "captions"})
        ids.reserve(id);
    for (std::size_t i = 0; i < drawing.layers.size(); ++i)
        for (const char* what : {"", "-lines"})
            ids.reserve(fmt::format("layer{}{}", i + 1, what));
    std::vector<std::vector<std::string_view>> wanted;
    for (const Layer& layer : drawing.layers) {
        auto& names = wanted.emplace_back();
        for (const auto& line : linesOf(layer))
            if (names.empty() || !layer.compound || !brushOf(drawing, layer).isPen())
                names.push_back(nameOfLine(line));
        for (const std::string_view name : names)
            ids.expect(name);
    }
    std::vector<std::vector<std::string>> result;
    for (const auto& names : wanted) {
        auto& given = result.emplace_back();
        for (const std::string_view name : names)
            given.push_back(ids.next(name));
    }
    return result;
}

const Brush& brushOf(const Drawing& drawing, const Layer& layer) {
    return layer.brush ? *layer.brush : drawing.brush;
}

bool isLight(geometry::Colour ink) {
    constexpr double kLight = 0.75; // of HSL's lightness
    const auto [least, most] = std::minmax({ink.red, ink.green, ink.blue});
    return least + most > 2 * 255 * kLight;
}

bool covers(geometry::Colour ink, const std::optional<geometry::Colour>& paper) {
    return paper ? ink.luma() > paper->luma() : isLight(ink);
}

geometry::Colour opaquePaper(const Drawing& drawing) {
    if (drawing.paper)
        return *drawing.paper;
    const auto strokes = sketchOf(drawing).strokes;
    const bool light = !strokes.empty() &&
                       std::ranges::all_of(strokes, [](const geometry::Stroke& each) { return isLight(each.colour); });
    return light ? geometry::Colour{0, 0, 0} : geometry::Colour{255, 255, 255};
}

std::vector<Mark> marksOn(const Drawing& drawing, const Layer& layer, std::span<const geometry::Stroke> line,
                          std::string_view id) {
    auto marks = marksOfLine(line, brushOf(drawing, layer), textureSeedOf(id));
    for (Mark& mark : marks)
        if (covers(mark.colour, drawing.paper))
            mark.blend = Blend::normal;
    return marks;
}

geometry::Sketch sketchOf(const Drawing& drawing) {
    geometry::Sketch sketch{drawing.widthMm, drawing.heightMm, {}};
    for (const Layer& layer : drawing.layers)
        sketch.strokes.insert(sketch.strokes.end(), layer.strokes.begin(), layer.strokes.end());
    return sketch;
}

MarkedPage markedStrokes(const Drawing& drawing) {
    MarkedPage page{drawing.widthMm, drawing.heightMm, {}};
    if (drawing.paper)
        page.marks = paperMarks(drawing.widthMm, drawing.heightMm, *drawing.paper, drawing.texture);
    const auto ids = pathIdsOf(drawing);
    for (std::size_t i = 0; i < drawing.layers.size(); ++i) {
        const auto lines = linesOf(drawing.layers[i]);
        for (std::size_t k = 0; k < lines.size(); ++k) {
            auto marks = marksOn(drawing, drawing.layers[i], lines[k], ids[i][std::min(k, ids[i].size() - 1)]);
            if (drawing.layers[i].closes && isClosed(lines[k]))
                for (Mark& mark : marks)
                    if (mark.line)
                        mark.line->closed = mark.line->curves.front().points[0] == mark.line->curves.back().points[3];
            std::ranges::move(marks, std::back_inserter(page.marks));
        }
    }
    return page;
}

MarkedPage markedPage(const Drawing& drawing) {
    MarkedPage page = markedStrokes(drawing);
    for (const Caption& caption : drawing.captions)
        std::ranges::move(captionMarks(caption), std::back_inserter(page.marks));
    return page;
}

} // namespace croquis::vector
