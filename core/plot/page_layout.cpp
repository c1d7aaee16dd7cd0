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

/// Around the centre lines; turned inside out where there are none, so that it fits everywhere.
Box boxOfLines(const vector::Drawing& drawing, const PageLayout& layout) {
    const double margin = layout.marginMm;
    Box box{{layout.page.widthMm - margin, layout.page.heightMm - margin}, {margin, margin}};
    extend(box, drawing);
    return box;
}

/// The page is that one already, and every centre line keeps its margins.
bool isInPlace(const vector::Drawing& drawing, const PageLayout& layout) {
    if (std::abs(drawing.widthMm - layout.page.widthMm) > kSameSizeMm ||
        std::abs(drawing.heightMm - layout.page.heightMm) > kSameSizeMm)
        return false;
    const double margin = layout.marginMm;
    const Point last{layout.page.widthMm - margin, layout.page.heightMm - margin};
    const Box box = boxOfLines(drawing, layout);
    return box.minimum.x >= margin - kSameSizeMm && box.minimum.y >= margin - kSameSizeMm &&
           box.maximum.x <= last.x + kSameSizeMm && box.maximum.y <= last.y + kSameSizeMm;
}

void setSize(vector::Drawing& drawing, const PageFormat& page) {
    drawing.widthMm = page.widthMm;
    drawing.heightMm = page.heightMm;
    if (drawing.provenance)
        drawing.provenance->page = {page.widthMm, page.heightMm};
}

/// Along one side: from the middle, as little as the margins want.
double pushed(double first, double last, double drawingMm, double pageMm, double marginMm) {
    const double middle = 0.5 * (pageMm - drawingMm);
    const double least = marginMm - first, most = pageMm - marginMm - last;
    return least <= most ? std::clamp(middle, least, most) : 0.5 * (least + most); // or over by less than one sees
}

Affine atActualSize(const vector::Drawing& drawing, const PageLayout& layout) {
    const Box box = boxOfLines(drawing, layout);
    const Point size = box.maximum - box.minimum;
    const Point room{layout.page.widthMm - 2 * layout.marginMm, layout.page.heightMm - 2 * layout.marginMm};
    const auto fits = [&size](double width, double height) {
        return size.x <= width + kSameSizeMm && size.y <= height + kSameSizeMm;
    };
    if (!fits(room.x, room.y))
        throw DoesNotFit(fmt::format("At its actual size the sketch takes {:.1f} x {:.1f} mm, and the page has room "
                                     "for {:.1f} x {:.1f} mm between its margins: choose a larger page or a smaller "
                                     "margin, or have it scaled.",
                                     size.x, size.y, room.x, room.y),
                         fits(room.y, room.x) ? std::optional(PageFormat{layout.page.heightMm, layout.page.widthMm})
                                              : std::nullopt);
    return Affine::scaleThenTranslate(
        1, {pushed(box.minimum.x, box.maximum.x, drawing.widthMm, layout.page.widthMm, layout.marginMm),
            pushed(box.minimum.y, box.maximum.y, drawing.heightMm, layout.page.heightMm, layout.marginMm)});
}

} // namespace

void PageLayout::validate() const {
    const double room = std::min(page.widthMm, page.heightMm) - 2 * marginMm;
    if (!(marginMm >= 0 && room >= kLeastRoomMm))
        throw InvalidArgument(fmt::format("The margin must be 0 or more and leave {} mm of a page of {} x {} mm, which "
                                          "{} mm doesn't.",
                                          kLeastRoomMm, page.widthMm, page.heightMm, marginMm));
}

Affine pageFromDrawing(const vector::Drawing& drawing, const PageLayout& layout) {
    layout.validate();
    if (isInPlace(drawing, layout))
        return {};
    if (layout.actualSize)
        return atActualSize(drawing, layout);
    Box box{{0, 0}, {drawing.widthMm, drawing.heightMm}};
    if (layout.extent == Extent::strokes)
        extend(box, drawing);
    const Point size = box.maximum - box.minimum;
    const double scale = std::min((layout.page.widthMm - 2 * layout.marginMm) / size.x,
                                  (layout.page.heightMm - 2 * layout.marginMm) / size.y);
    const Point offset{0.5 * (layout.page.widthMm - scale * size.x) - scale * box.minimum.x,
                       0.5 * (layout.page.heightMm - scale * size.y) - scale * box.minimum.y};
    return Affine::scaleThenTranslate(scale, offset);
}

vector::Drawing placedOn(vector::Drawing drawing, const PageLayout& layout) {
    if (const Affine map = pageFromDrawing(drawing, layout); !(map == Affine())) {
        for (vector::Layer& layer : drawing.layers)
            for (geometry::Stroke& stroke : layer.strokes) {
                stroke.curve = map(stroke.curve);
                if (layout.widths == StrokeWidths::scaled)
                    stroke.width *= map.a;
            }
        for (vector::Caption& caption : drawing.captions) {
            caption.middle = map(caption.middle);
            caption.sizeMm *= map.a;
        }
        if (drawing.provenance)
            for (vector::SketchRecord& sketch : drawing.provenance->sketches)
                sketch.pageFromCanvas = map * sketch.pageFromCanvas;
    }
    setSize(drawing, layout.page);
    return drawing;
}

} // namespace croquis::plot
