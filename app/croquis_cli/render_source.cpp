// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "render_source.hpp"

#include "command.hpp"
#include "record_drawing.hpp"

#include "vector/brush/brush_file.hpp"
#include "vector/provenance_file.hpp"
#include "vector/svg_drawing.hpp"

#include <fmt/format.h>

#include <optional>

namespace croquis::cli {
namespace {

/// The brush a file was drawn with; the pen where it has none or it is damaged, for the strokes are there all the same.
vector::Brush brushOf(const vector::SvgDocument& document, const std::string& file, ProgressPrinter& printer) {
    if (!document.brushJson)
        return {};
    try {
        return vector::brushFromJson(*document.brushJson, file);
    } catch (const ExportError& error) {
        printer.notice(fmt::format("{} The pen is used.", error.what()));
        return {};
    }
}

/// By what the strokes of a file vary, so that it can be taken off them; nothing where that is damaged.
vector::Variation variationOf(const std::string& text, const std::string& file, ProgressPrinter& printer) {
    try {
        return text.empty() ? vector::Variation() : vector::variationFrom(text);
    } catch (const InvalidArgument& error) {
        printer.notice(fmt::format("{}: {} Its strokes are left as they are.", file, error.what()));
        return {};
    }
}

vector::PaperTexture textureOf(const vector::SvgDocument& document, const std::string& file, ProgressPrinter& printer) {
    try {
        return document.paperTexture.empty() ? vector::PaperTexture::none
                                             : vector::paperTextureFrom(document.paperTexture);
    } catch (const InvalidArgument& error) {
        printer.notice(fmt::format("{}: {} It is left out.", file, error.what()));
        return vector::PaperTexture::none;
    }
}

/// Its record of how it was made; none where it has none or it is damaged.
std::optional<vector::Provenance> provenanceOf(const vector::SvgDocument& document, ProgressPrinter& printer) {
    if (!document.provenanceJson)
        return std::nullopt;
    try {
        return vector::provenanceFromJson(*document.provenanceJson);
    } catch (const ExportError& error) {
        printer.notice(fmt::format("The result won't say how the sketch was made: {}.", error.what()));
        return std::nullopt;
    }
}

ReadSketch readFromSvg(const std::string& file, ProgressPrinter& printer) {
    const auto document = vector::readSvg(file);
    if (document.sketch.strokes.empty())
        throw ExportError(fmt::format("{} holds no strokes; fills, text and images are left out.", file));
    ReadSketch sketch{vector::drawingOf(document), document.inMillimetres, document.notices};
    vector::Drawing& drawing = sketch.drawing;
    drawing.provenance = provenanceOf(document, printer);
    drawing.variation = {variationOf(document.varyWidth, file, printer),
                         variationOf(document.varyOpacity, file, printer)};
    drawing.texture = textureOf(document, file, printer);
    drawing.brush = brushOf(document, file, printer);
    return sketch;
}

} // namespace

ReadSketch readSketch(const std::string& file, ProgressPrinter& printer) {
    try {
        if (!vector::isNoSvg(file))
            return readFromSvg(file, printer);
        ReadSketch sketch;
        sketch.drawing = drawingOf(vector::readSketchProvenance(file), sketch.notices);
        if (vector::sketchOf(sketch.drawing).strokes.empty())
            throw ExportError(fmt::format("{} tells of a sketch without strokes.", file));
        return sketch;
    } catch (const ExportError& error) {
        throw BadInput(error.what());
    }
}

} // namespace croquis::cli
