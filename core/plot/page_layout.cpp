// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/page_layout.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace croquis::plot {
namespace {

using geometry::Affine;
using geometry::Box;
using geometry::Point;

constexpr double kLeastRoomMm = 10;
constexpr double kSameSizeMm = 1e-3; // what an SVG's three decimals leave
constexpr double kFarthestMm = 1e9;

void extend(Box& box, const vector::Drawing& drawing) {
    for (const vector::Layer& layer : drawing.layers)
        for (const geometry::Stroke& stroke : layer.strokes) {
            for (const Point p : stroke.curve.points)
                if (!(std::abs(p.x) <= kFarthestMm && std::abs(p.y) <= kFarthestMm))
                    throw InvalidArgument("drawing: a coordinate isn't finite or lies beyond 1e9 mm");
            const Box one = stroke.curve.boundingBox();
            box.minimum = {std::min(box.minimum.x, one.minimum.x), std::min(box.minimum.y, one.minimum.y)};
            box.maximum = {std::max(box.maximum.x, one.maximum.x), std::max(box.maximum.y, one.maximum.y)};
        }
}

/// The page is that one already, and every centre line keeps its margins.
bool isInPlace(const vector::Drawing& drawing, const PageLayout& layout) {
    if (std::abs(drawing.widthMm - layout.page.widthMm) > kSameSizeMm ||
        std::abs(drawing.heightMm - layout.page.heightMm) > kSameSizeMm)
        return false;
    const double margin = layout.marginMm;
    const Point last{layout.page.widthMm - margin, layout.page.heightMm - margin};
    Box box{last, {margin, margin}}; // turned inside out, so that a drawing without strokes is in place
    extend(box, drawing);
    return box.minimum.x >= margin - kSameSizeMm && box.minimum.y >= margin - kSameSizeMm &&
           box.maximum.x <= last.x + kSameSizeMm && box.maximum.y <= last.y + kSameSizeMm;
}

void setSize(vector::Drawing& drawing, const PageFormat& page) {
    drawing.widthMm = page.widthMm;
    drawing.heightMm = page.heightMm;
    if (drawing.provenance)
        drawing.provenance->page = {page.widthMm, page.heightMm};
}

} // namespace

void PageLayout::validate() const {
    const double room = std::min(page.widthMm, page.heightMm) - 2 * marginMm;
    if (!(marginMm >= 0 && room >= kLeastRoomMm))
        throw InvalidArgument(fmt::format("The margin must be 0 or more and leave {} mm of a page of {} x {} mm, which "
                                          "{} mm doesn't.",
                                          kLeastRoomMm, page.widthMm, page.heightMm, marginMm));
}

vector::Drawing placedOn(vector::Drawing drawing, const PageLayout& layout) {
    layout.validate();
    if (isInPlace(drawing, layout)) {
        setSize(drawing, layout.page);
        return drawing;
    }
    Box box{{0, 0}, {drawing.widthMm, drawing.heightMm}};
    if (layout.extent == Extent::strokes)
        extend(box, drawing);
    const Point size = box.maximum - box.minimum;
    const double scale = std::min((layout.page.widthMm - 2 * layout.marginMm) / size.x,
                                  (layout.page.heightMm - 2 * layout.marginMm) / size.y);
    const Point offset{0.5 * (layout.page.widthMm - scale * size.x) - scale * box.minimum.x,
                       0.5 * (layout.page.heightMm - scale * size.y) - scale * box.minimum.y};
    const Affine pageFromDrawing = Affine::scaleThenTranslate(scale, offset);
    for (vector::Layer& layer : drawing.layers)
        for (geometry::Stroke& stroke : layer.strokes) {
            stroke.curve = pageFromDrawing(stroke.curve);
            if (layout.widths == StrokeWidths::scaled)
                stroke.width *= scale;
        }
    for (vector::Caption& caption : drawing.captions) {
        caption.middle = pageFromDrawing(caption.middle);
        caption.sizeMm *= scale;
    }
    if (drawing.provenance)
        for (vector::SketchRecord& sketch : drawing.provenance->sketches)
            sketch.pageFromCanvas = pageFromDrawing * sketch.pageFromCanvas;
    setSize(drawing, layout.page);
    return drawing;
}

} // namespace croquis::plot
