// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/drawing_of_run.hpp"

#include "base/error.hpp"
#include "session/version.hpp"
#include "vector/file_digits.hpp"
#include "vector/stroke_ids.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace croquis::session {
namespace {

constexpr double kCanvasSide = 224; // canvas pixels, as image/canvas_target.hpp

/// Of one of its strokes; where a sketch has none, the strokes are counted from 1.
int idOf(const optimise::SketchResult& sketch, std::size_t stroke) {
    return stroke < sketch.ids.size() ? sketch.ids[stroke] : static_cast<int>(stroke) + 1;
}

vector::SketchRecord recordOf(const optimise::SketchResult& sketch, const std::string& layer,
                              const geometry::Affine& pageFromCanvas) {
    vector::SketchRecord record;
    record.layer = layer;
    record.seed = sketch.plan.seed;
    record.iteration = sketch.iteration;
    record.loss = sketch.loss.total;
    record.terms = sketch.loss.terms;
    record.pageFromCanvas = pageFromCanvas;
    for (const auto& stroke : sketch.strokes) {
        vector::CanvasCurve curve{};
        for (std::size_t k = 0; k < 4; ++k) {
            curve[2 * k] = static_cast<float>(stroke.points[k].x);
            curve[2 * k + 1] = static_cast<float>(stroke.points[k].y);
        }
        record.curves.push_back(curve);
    }
    record.importance = vector::importanceFromIds(sketch.ids);
    for (std::size_t k = 0; k < sketch.ids.size(); ++k)
        if (idOf(sketch, k) != static_cast<int>(k) + 1)
            record.ids = sketch.ids;
    return record;
}

/// A page with everything but its size and its sketches.
vector::Drawing emptyPage(const PhotoSummary& photo, const EngineDescription& engine, const PageOptions& options,
                          const std::string& recipe, std::vector<vector::Setting> settings) {
    vector::Drawing drawing;
    drawing.paper = options.paper;
    drawing.texture = options.texture;
    drawing.brush = options.brush;
    drawing.variation = options.variation;
    vector::Provenance provenance;
    provenance.programVersion = kVersion;
    provenance.recipe = recipe;
    provenance.model = {engine.modelName, engine.modelSha256};
    if (!engine.maskModelName.empty())
        provenance.maskModel = vector::FileIdentity{engine.maskModelName, engine.maskModelSha256};
    if (!engine.saliencyModelName.empty())
        provenance.saliencyModel = vector::FileIdentity{engine.saliencyModelName, engine.saliencyModelSha256};
    if (!engine.faceModelName.empty())
        provenance.faceModel = vector::FileIdentity{engine.faceModelName, engine.faceModelSha256};
    if (!photo.maskFileSha256.empty())
        provenance.maskFile = vector::FileIdentity{photo.maskFileName, photo.maskFileSha256};
    provenance.source = {photo.fileName, photo.sha256};
    provenance.device = engine.device;
    provenance.threads = engine.threads;
    provenance.precision = engine.precision;
    provenance.sketchesAtOnce = engine.sketchesAtOnce;
    provenance.settings = std::move(settings);
    drawing.provenance = std::move(provenance);
    return drawing;
}

void setSize(vector::Drawing& drawing, double widthMm, double heightMm) {
    drawing.widthMm = vector::fileDigits(widthMm);
    drawing.heightMm = vector::fileDigits(heightMm);
    drawing.provenance->page = {drawing.widthMm, drawing.heightMm};
}

/// @param level  as vector::strokeName has it.
void addSketch(vector::Drawing& drawing, const optimise::SketchResult& sketch, const std::string& label, int level,
               const geometry::Affine& pageFromCanvas, const PageOptions& options) {
    vector::Layer layer{label, {}};
    const double width = strokeWidthMm(options, pageFromCanvas);
    for (std::size_t k = 0; k < sketch.strokes.size(); ++k)
        layer.strokes.push_back({vector::fileDigits(pageFromCanvas(sketch.strokes[k])), width, options.colour, 1,
                                 vector::strokeName(idOf(sketch, k), level)});
    vector::vary(layer.strokes, vector::importanceFromIds(sketch.ids), options.variation);
    for (geometry::Stroke& stroke : layer.strokes) {
        stroke.width = vector::fileDigits(stroke.width);
        stroke.opacity = vector::fileDigits(stroke.opacity);
    }
    drawing.layers.push_back(std::move(layer));
    drawing.provenance->sketches.push_back(recordOf(sketch, label, pageFromCanvas));
}

geometry::Affine canvasFrom(const geometry::Sketch& page, const std::optional<vector::Provenance>& provenance) {
    if (provenance && provenance->sketches.size() == 1)
        return provenance->sketches.front().pageFromCanvas.inverse();
    const double scale = kCanvasSide / std::max(page.width, page.height);
    return geometry::Affine::scaleThenTranslate(
        scale, {(kCanvasSide - scale * page.width) / 2, (kCanvasSide - scale * page.height) / 2});
}

} // namespace

void PageOptions::validate() const {
    if (!(longSideMm >= 1 && longSideMm <= 10000))
        throw InvalidArgument(fmt::format("The size must lie between 1 mm and 10 m, not {} mm.", longSideMm));
    if (strokeWidthMm && !(*strokeWidthMm > 0 && *strokeWidthMm <= longSideMm))
        throw InvalidArgument(
            fmt::format("The stroke width must be above 0 and at most the page's size, not {} mm.", *strokeWidthMm));
    brush.validate();
    variation.validate();
}

Page pageFor(const PhotoSummary& photo, const PageOptions& options) {
    if (options.frame == PageOptions::Frame::subject)
        return {options.longSideMm, options.longSideMm,
                geometry::Affine::scaleThenTranslate(options.longSideMm / kCanvasSide, {})};
    const double scale = options.longSideMm / std::max(photo.width, photo.height);
    return {photo.width * scale, photo.height * scale,
            geometry::Affine::scaleThenTranslate(scale, {}) * photo.canvasFromPhoto.inverse()};
}

double strokeWidthMm(const PageOptions& options, const geometry::Affine& pageFromCanvas) {
    // Where a photo was squashed onto the canvas and is drawn in its own shape: the mean of both scales.
    return options.strokeWidthMm.value_or(options.canvasStrokeWidth *
                                          std::sqrt(std::abs(pageFromCanvas.determinant())));
}

std::size_t bestSketch(const optimise::RunSummary& run) {
    if (run.sketches.empty())
        throw InvalidArgument("The run was stopped before there was a sketch.");
    const auto best = std::min_element(run.sketches.begin(), run.sketches.end(),
                                       [](const auto& a, const auto& b) { return a.loss.total < b.loss.total; });
    return static_cast<std::size_t>(best - run.sketches.begin());
}

vector::Drawing drawingOfRun(const optimise::RunSummary& run, const PhotoSummary& photo,
                             const EngineDescription& engine, const PageOptions& options, const std::string& recipe,
                             std::vector<vector::Setting> settings) {
    options.validate();
    const auto& sketch = run.sketches[bestSketch(run)];
    const Page page = pageFor(photo, options);
    vector::Drawing drawing = emptyPage(photo, engine, options, recipe, std::move(settings));
    setSize(drawing, page.widthMm, page.heightMm);
    addSketch(drawing, sketch, vector::Layer{}.label, 0, page.pageFromCanvas, options);
    describe(drawing, *drawing.provenance);
    return drawing;
}

void describe(vector::Drawing& drawing, const vector::Provenance& record) {
    const bool isOne = record.sketches.size() == 1;
    drawing.title = "Sketch of " + record.source.name;
    drawing.description = fmt::format(
        "{} {}, drawn by Croquis {} with {}", isOne ? record.sketches.front().curves.size() : record.sketches.size(),
        isOne ? "strokes" : "levels of abstraction", record.programVersion, record.model.name);
}

vector::Caption levelCaption(std::size_t strokes, geometry::Point corner, geometry::Point size) {
    constexpr double kSize = 0.028, kLift = 0.014; // of the picture
    const double side = std::min(size.x, size.y);
    const geometry::Point middle{corner.x + 0.5 * size.x, corner.y + size.y - kLift * side};
    return {fmt::format("{} stroke{}", strokes, strokes == 1 ? "" : "s"),
            {vector::fileDigits(middle.x), vector::fileDigits(middle.y)},
            vector::fileDigits(kSize * side)};
}

vector::Drawing levelsOfRun(const optimise::RunSummary& run, const PhotoSummary& photo, const EngineDescription& engine,
                            const PageOptions& options, const std::string& recipe,
                            std::vector<vector::Setting> settings) {
    options.validate();
    std::vector<const optimise::SketchResult*> levels;
    for (const auto& sketch : run.sketches)
        levels.push_back(&sketch);
    if (levels.empty())
        throw InvalidArgument("The run was stopped before there was a sketch.");
    std::stable_sort(levels.begin(), levels.end(),
                     [](const auto* a, const auto* b) { return a->strokes.size() < b->strokes.size(); });
    const Page page = pageFor(photo, options);
    vector::Drawing drawing = emptyPage(photo, engine, options, recipe, std::move(settings));
    setSize(drawing, page.widthMm * static_cast<double>(levels.size()), page.heightMm);
    for (std::size_t k = 0; k < levels.size(); ++k) {
        if (options.captions)
            drawing.captions.push_back(levelCaption(
                levels[k]->strokes.size(), {page.widthMm * static_cast<double>(k), 0}, {page.widthMm, page.heightMm}));
        addSketch(drawing, *levels[k], vector::levelLabel(static_cast<int>(k) + 1, levels[k]->strokes.size()),
                  static_cast<int>(k) + 1,
                  geometry::Affine::scaleThenTranslate(1, {page.widthMm * static_cast<double>(k), 0}) *
                      page.pageFromCanvas,
                  options);
    }
    describe(drawing, *drawing.provenance);
    return drawing;
}

std::vector<geometry::CubicBezier> canvasStrokes(const geometry::Sketch& page,
                                                 const std::optional<vector::Provenance>& provenance) {
    const geometry::Affine canvasFromPage = canvasFrom(page, provenance);
    std::vector<geometry::CubicBezier> strokes;
    for (const auto& stroke : page.strokes)
        strokes.push_back(canvasFromPage(stroke.curve));
    return strokes;
}

std::optional<double> canvasStrokeWidth(const geometry::Sketch& page,
                                        const std::optional<vector::Provenance>& provenance, double recipes) {
    constexpr double kRounding = 0.00051; // page units; files hold thousandths
    if (page.strokes.empty())
        return std::nullopt;
    const auto [thinnest, widest] = std::minmax_element(page.strokes.begin(), page.strokes.end(),
                                                        [](const auto& a, const auto& b) { return a.width < b.width; });
    const double scale = std::sqrt(std::abs(canvasFrom(page, provenance).determinant())),
                 width = std::round(1e9 * widest->width * scale) / 1e9;
    if (widest->width - thinnest->width > 2 * kRounding)
        return std::nullopt;
    if (std::abs(width - recipes) <= kRounding * scale)
        return recipes;
    return width >= optimise::Recipe::kThinnestStroke && width <= optimise::Recipe::kWidestStroke ? std::optional(width)
                                                                                                  : std::nullopt;
}

} // namespace croquis::session
