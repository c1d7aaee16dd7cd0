// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_drawing.hpp"

#include "values.hpp"

#include "base/error.hpp"
#include "geometry/placement.hpp"
#include "optimise/recipe/recipe_options.hpp"
#include "plot/page_format.hpp"
#include "session/drawing_of_run.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/file_digits.hpp"
#include "vector/stroke_ids.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace croquis::cli {
namespace {

constexpr double kWidestMm = 10000;                                            // the longest page
constexpr geometry::Point kLast{geometry::kCanvasSide, geometry::kCanvasSide}; // the canvas' far corner

/// What a record's settings say, each by what reads it on the command line.
class RecordedLook {
  public:
    RecordedLook(const vector::Provenance& record, std::vector<std::string>& notices)
        : m_record(record), m_notices(notices) {}

    /// @param read  of the setting's text. @return nothing where there is none, or one that can't be read.
    template <typename Read>
    auto value(const char* name, const Read& read) -> std::optional<decltype(read(std::string()))> {
        const std::string* text = vector::findSetting(m_record, name);
        if (text == nullptr || text->empty())
            return std::nullopt;
        try {
            return read(*text);
        } catch (const Error& error) {
            m_notices.push_back(fmt::format("its {} can't be used: {}", name, error.what()));
            return std::nullopt;
        }
    }

    std::optional<geometry::Colour> paper() {
        const std::string* text = vector::findSetting(m_record, "paper");
        if (text != nullptr && *text == "none")
            return std::nullopt;
        return value("paper", [](const std::string& colour) { return colourFrom("paper", colour); });
    }
    vector::Variation variation(const char* name) {
        return value(name, [](const std::string& by) { return vector::variationFrom(by); })
            .value_or(vector::Variation());
    }
    std::optional<double> widthMm() {
        return value("width", [](const std::string& text) {
            const double width = millimetresFrom("width", text);
            if (!(width > 0 && width <= kWidestMm))
                throw InvalidArgument(fmt::format("{} is no width of a stroke.", text));
            return width;
        });
    }
    /// The recipe's, canvas pixels.
    double strokeWidth() {
        std::vector<std::string> constants;
        if (const std::string* set = vector::findSetting(m_record, "set"); set != nullptr)
            for (std::size_t at = 0; at < set->size(); at = std::min(set->find(',', at), set->size()) + 1)
                constants.push_back(set->substr(at, set->find(',', at) - at));
        return value("recipe",
                     [&](const std::string& recipe) {
                         return optimise::adjustedRecipe(recipe, optimise::Quality::normal, optimise::Network::embedded,
                                                         constants)
                             .strokeWidth;
                     })
            .value_or(optimise::Recipe().strokeWidth);
    }

  private:
    const vector::Provenance& m_record;
    std::vector<std::string>& m_notices;
};

/// Older records don't tell it: then it is what was asked for, or holds all that the optimiser saw.
geometry::Point pageOf(const vector::Provenance& record, RecordedLook& look) {
    if (record.page)
        return *record.page;
    if (const auto page = look.value("page", [](const std::string& text) { return plot::pageFormatFrom(text); }))
        return {page->widthMm, page->heightMm};
    geometry::Point last{0, 0};
    for (const vector::SketchRecord& sketch : record.sketches) {
        const geometry::Point corner = sketch.pageFromCanvas(kLast);
        last = {std::max(last.x, corner.x), std::max(last.y, corner.y)};
    }
    return {vector::fileDigits(last.x), vector::fileDigits(last.y)};
}

geometry::CubicBezier curveOf(const vector::CanvasCurve& numbers) {
    geometry::CubicBezier curve;
    for (std::size_t k = 0; k < curve.points.size(); ++k)
        curve.points[k] = {numbers[2 * k], numbers[2 * k + 1]};
    return curve;
}

/// @param level  as vector::strokeName has it.
vector::Layer layerOf(const vector::SketchRecord& sketch, int level, double width, geometry::Colour colour,
                      const vector::StrokeVariation& variation) {
    vector::Layer layer{sketch.layer, {}};
    for (std::size_t k = 0; k < sketch.curves.size(); ++k) {
        const int number = k < sketch.ids.size() ? sketch.ids[k] : static_cast<int>(k) + 1;
        layer.strokes.push_back({vector::fileDigits(sketch.pageFromCanvas(curveOf(sketch.curves[k]))), width, colour, 1,
                                 vector::strokeName(number, level)});
    }
    vector::vary(layer.strokes, sketch.importance, variation);
    for (geometry::Stroke& stroke : layer.strokes) {
        stroke.width = vector::fileDigits(stroke.width);
        stroke.opacity = vector::fileDigits(stroke.opacity);
    }
    return layer;
}

/// Of a strip of levels, side by side as they were made or laid on another page.
void addCaptions(vector::Drawing& drawing, const vector::Provenance& record) {
    const auto count = static_cast<double>(record.sketches.size());
    const bool isLaid = vector::findSetting(record, "page") != nullptr;
    for (std::size_t k = 0; k < record.sketches.size(); ++k) {
        const vector::SketchRecord& sketch = record.sketches[k];
        const geometry::Point first = sketch.pageFromCanvas(geometry::Point{0, 0});
        const geometry::Point last = sketch.pageFromCanvas(kLast);
        const double width = drawing.widthMm / count;
        drawing.captions.push_back(isLaid ? session::levelCaption(sketch.curves.size(), first, last - first)
                                          : session::levelCaption(sketch.curves.size(),
                                                                  {width * static_cast<double>(k), 0},
                                                                  {width, drawing.heightMm}));
    }
}

} // namespace

vector::Drawing drawingOf(const vector::Provenance& record, std::vector<std::string>& notices) {
    RecordedLook look(record, notices);
    vector::Drawing drawing;
    const geometry::Point page = pageOf(record, look);
    if (!(std::min(page.x, page.y) > 0))
        throw ExportError("The record of how it was made tells of no page.");
    drawing.widthMm = page.x;
    drawing.heightMm = page.y;
    drawing.paper = look.paper();
    drawing.texture =
        look.value("paper-texture", [](const std::string& name) { return vector::paperTextureFrom(name); })
            .value_or(vector::PaperTexture::none);
    drawing.brush = look.value("brush", &vector::brushFromText).value_or(vector::Brush());
    drawing.variation = {look.variation("vary-width"), look.variation("vary-opacity")};
    session::describe(drawing, record);
    const std::size_t count = record.sketches.size();
    const auto colour = look.value("colour", [](const std::string& text) { return colourFrom("colour", text); })
                            .value_or(geometry::Colour());
    const auto asked = look.widthMm();
    const double canvasWidth = asked ? 0 : look.strokeWidth();
    for (std::size_t k = 0; k < count; ++k) {
        const vector::SketchRecord& sketch = record.sketches[k];
        const double width = asked.value_or(canvasWidth * std::sqrt(std::abs(sketch.pageFromCanvas.determinant())));
        drawing.layers.push_back(
            layerOf(sketch, count == 1 ? 0 : static_cast<int>(k) + 1, width, colour, drawing.variation));
    }
    if (count > 1 && vector::findSetting(record, "no-captions") == nullptr)
        addCaptions(drawing, record);
    drawing.provenance = record;
    return drawing;
}

} // namespace croquis::cli
