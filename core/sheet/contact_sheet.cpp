// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet/contact_sheet.hpp"

#include "base/error.hpp"
#include "geometry/affine.hpp"
#include "vector/file_digits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace croquis::sheet {
namespace {

constexpr int kMostColumns = 100;
constexpr double kLeastCellMm = 5;
constexpr double kCaptionRoomMm = 5, kCaptionMm = 3.2;

struct Grid {
    int columns = 1;
    int rows = 1;
    double cellWidth = 0;
    double cellHeight = 0;
};

Grid gridOf(std::size_t count, int columns, const ContactSheetOptions& options) {
    const int rows = (static_cast<int>(count) + columns - 1) / columns;
    const auto cell = [&](double side, int cells) {
        return (side - 2 * options.marginMm - options.gapMm * (cells - 1)) / cells;
    };
    const double height = cell(options.page.heightMm, rows) - (options.captions ? kCaptionRoomMm : 0);
    return {columns, rows, cell(options.page.widthMm, columns), height};
}

double scaleIn(const Grid& grid, const vector::Drawing& drawing) {
    return std::min(grid.cellWidth / drawing.widthMm, grid.cellHeight / drawing.heightMm);
}

/// The grid whose smallest picture, each by its own longer side, is largest.
Grid bestGrid(std::span<const NamedDrawing> drawings, const ContactSheetOptions& options) {
    Grid best;
    double largest = -std::numeric_limits<double>::infinity();
    for (int columns = 1; columns <= std::min(static_cast<int>(drawings.size()), kMostColumns); ++columns) {
        const Grid grid = gridOf(drawings.size(), columns, options);
        double smallest = std::numeric_limits<double>::infinity();
        for (const auto& [name, drawing] : drawings)
            smallest = std::min(smallest, scaleIn(grid, drawing) * std::max(drawing.widthMm, drawing.heightMm));
        if (smallest > largest) {
            largest = smallest;
            best = grid;
        }
    }
    return best;
}

/// "cat, 16 strokes", smaller where its cell is too narrow for it.
vector::Caption captionOf(const std::string& name, std::size_t strokes, geometry::Point middle, double widthMm) {
    vector::Caption caption{fmt::format("{}, {} stroke{}", name, strokes, strokes == 1 ? "" : "s"), middle, kCaptionMm};
    const double width = vector::captionWidthMm(caption);
    caption.sizeMm *= std::min(1.0, widthMm / width);
    caption.middle = {vector::fileDigits(middle.x), vector::fileDigits(middle.y)};
    caption.sizeMm = vector::fileDigits(caption.sizeMm);
    return caption;
}

} // namespace

void ContactSheetOptions::validate() const {
    if (!(marginMm >= 0 && gapMm >= 0 && marginMm <= 10000 && gapMm <= 10000))
        throw InvalidArgument("Margin and gap of a contact sheet must be 0 or more.");
    if (columns && (*columns < 1 || *columns > kMostColumns))
        throw InvalidArgument(fmt::format("A contact sheet has 1 to {} columns, not {}.", kMostColumns, *columns));
}

vector::Drawing contactSheet(std::span<const NamedDrawing> drawings, const ContactSheetOptions& options) {
    options.validate();
    if (drawings.empty())
        throw InvalidArgument("A contact sheet needs a sketch at least.");
    const Grid grid =
        options.columns ? gridOf(drawings.size(), *options.columns, options) : bestGrid(drawings, options);
    if (!(std::min(grid.cellWidth, grid.cellHeight) >= kLeastCellMm))
        throw InvalidArgument(
            fmt::format("{} sketches in {} columns don't fit: each needs {} mm. Choose a larger page, "
                        "other columns, or less margin and gap.",
                        drawings.size(), grid.columns, kLeastCellMm));
    vector::Drawing page;
    page.widthMm = options.page.widthMm;
    page.heightMm = options.page.heightMm;
    page.paper = options.paper;
    page.texture = options.texture;
    page.brush = drawings.front().drawing.brush;
    page.provenance.emplace().programVersion = options.programVersion;
    page.provenance->page = {page.widthMm, page.heightMm};
    page.title = fmt::format("Contact sheet of {} sketch{}", drawings.size(), drawings.size() == 1 ? "" : "es");
    for (std::size_t k = 0; k < drawings.size(); ++k) {
        const auto& [name, drawing] = drawings[k];
        page.description += (k == 0 ? "" : ", ") + name;
        const double scale = scaleIn(grid, drawing);
        const int column = static_cast<int>(k) % grid.columns, row = static_cast<int>(k) / grid.columns;
        const double room = options.captions ? kCaptionRoomMm : 0;
        const geometry::Point cell{options.marginMm + column * (grid.cellWidth + options.gapMm),
                                   options.marginMm + row * (grid.cellHeight + room + options.gapMm)};
        const geometry::Point shown{scale * drawing.widthMm, scale * drawing.heightMm};
        const geometry::Point corner{cell.x + (grid.cellWidth - shown.x) / 2, cell.y + (grid.cellHeight - shown.y) / 2};
        const auto map = geometry::Affine::scaleThenTranslate(scale, corner);
        vector::Layer layer{fmt::format("{} - {}", k + 1, name), {}};
        if (!(drawing.brush == page.brush))
            layer.brush = drawing.brush;
        for (const auto& from : drawing.layers)
            for (const auto& line : vector::linesOf(from)) {
                layer.runs.push_back(line.size());
                for (auto stroke : line) {
                    stroke.curve = map(stroke.curve);
                    stroke.width *= scale;
                    if (!stroke.id.empty()) // each sketch begins to count anew; its strokes keep their textures
                        stroke.id = fmt::format("sketch-{}-{}", k + 1, stroke.id);
                    layer.strokes.push_back(stroke);
                }
            }
        for (vector::SketchRecord record :
             drawing.provenance ? drawing.provenance->sketches : std::vector<vector::SketchRecord>()) {
            record.layer = layer.label;
            record.pageFromCanvas = map * record.pageFromCanvas;
            page.provenance->sketches.push_back(std::move(record));
        }
        if (options.captions)
            page.captions.push_back(captionOf(name, layer.runs.size(),
                                              {cell.x + grid.cellWidth / 2, corner.y + shown.y + kCaptionMm},
                                              grid.cellWidth));
        page.layers.push_back(std::move(layer));
    }
    page.provenance->settings = {{vector::kSheetSetting, page.description}};
    return page;
}

} // namespace croquis::sheet
