// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_writer.hpp"

#include "base/error.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/svg_captions.hpp"
#include "vector/svg_marks.hpp"
#include "vector/xml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

namespace croquis::vector {
namespace {

void validate(const Drawing& drawing) {
    for (const double side : {drawing.widthMm, drawing.heightMm})
        if (!(side >= 0.001 && side <= 1e5))
            throw InvalidArgument("drawing: widthMm and heightMm must lie between 0.001 and 100000");
    for (const Layer& layer : drawing.layers)
        for (const geometry::Stroke& stroke : layer.strokes) {
            if (!(stroke.width >= 0 && stroke.width <= kFarthestMm))
                throw InvalidArgument("drawing: a stroke's width must be 0 or more");
            if (!(stroke.opacity >= 0 && stroke.opacity <= 1))
                throw InvalidArgument("drawing: a stroke's opacity must lie between 0 and 1");
        }
}

void writeMetadata(std::string& out, const Drawing& drawing, const std::string& title) {
    out += "  <metadata>\n    <rdf:RDF>\n      <rdf:Description rdf:about=\"\">\n"
           "        <dc:format>image/svg+xml</dc:format>\n"
           "        <dc:type rdf:resource=\"http://purl.org/dc/dcmitype/StillImage\"/>\n";
    out += fmt::format("        <dc:title>{}</dc:title>\n", title);
    const auto& provenance = drawing.provenance;
    if (provenance) {
        out += fmt::format("        <dc:creator>Croquis {}</dc:creator>\n", xmlText(provenance->programVersion));
        out += fmt::format("        <dc:source>{}</dc:source>\n", xmlText(provenance->source.name));
    }
    out += "      </rdf:Description>\n    </rdf:RDF>\n";
    if (provenance)
        out += fmt::format("    <croquis:provenance>{}</croquis:provenance>\n", xmlText(toJson(*provenance)));
    if (!drawing.brush.isPen())
        out += fmt::format("    <croquis:brush>{}</croquis:brush>\n", xmlText(toJson(drawing.brush, -1)));
    for (const auto& [element, variation] : {std::pair(kVaryWidthElement, &drawing.variation.width),
                                             std::pair(kVaryOpacityElement, &drawing.variation.opacity)})
        if (!variation->isNone())
            out += fmt::format("    <croquis:{0}>{1}</croquis:{0}>\n", element, textFor(*variation));
    if (drawing.paper && drawing.texture != PaperTexture::none)
        out += fmt::format("    <croquis:{0}>{1}</croquis:{0}>\n", kPaperTextureElement, nameOf(drawing.texture));
    out += "  </metadata>\n";
}

using Line = std::span<const geometry::Stroke>;

std::string curveData(const geometry::CubicBezier& curve) {
    const auto& p = curve.points;
    return fmt::format("C{} {} {}", svgNumber(p[1]), svgNumber(p[2]), svgNumber(p[3]));
}

/// Lines that look like the first stroke of the first.
void writePath(std::string& out, std::span<const Line> lines, const std::string& id, bool closes = false) {
    const geometry::Stroke& stroke = lines.front().front();
    std::string data;
    for (const Line line : lines) {
        data += pathDataOf(line);
        if (closes && isClosed(line))
            data += 'Z';
    }
    fmt::format_to(std::back_inserter(out),
                   "    <path id=\"{}\" d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"{} "
                   "stroke-linecap=\"round\" stroke-linejoin=\"round\"/>\n",
                   id, data, svgColour(stroke.colour), svgNumber(stroke.width),
                   stroke.opacity < 1 ? fmt::format(" stroke-opacity=\"{}\"", svgNumber(stroke.opacity)) : "");
}

void writeLines(std::string& out, const Layer& layer, std::span<const std::string> ids) {
    const std::vector<Line> lines = linesOf(layer);
    if (layer.compound && !lines.empty())
        return writePath(out, lines, ids.front(), layer.closes);
    for (std::size_t i = 0; i < lines.size(); ++i)
        writePath(out, std::span(&lines[i], 1), ids[i], layer.closes);
}

void writePaper(std::string& out, const Drawing& drawing) {
    out += fmt::format("  <g inkscape:groupmode=\"layer\" inkscape:label=\"{}\" id=\"paper\">\n"
                       "    <rect width=\"{}\" height=\"{}\" fill=\"{}\"/>\n",
                       kPaperLabel, svgNumber(drawing.widthMm), svgNumber(drawing.heightMm), svgColour(*drawing.paper));
    for (const Mark& mark : paperMarks(drawing.widthMm, drawing.heightMm, *drawing.paper, drawing.texture))
        writeSvgMark(out, mark);
    out += "  </g>\n";
}

/// The attribute of a layer with a brush of its own, after a space; else nothing.
std::string brushAttribute(const Layer& layer) {
    return layer.brush ? fmt::format(" croquis:{}=\"{}\"", kLayerBrushAttribute, xmlText(toJson(*layer.brush, -1)))
                       : std::string();
}

/// The marks in a layer as one sees it, the lines in a hidden one below it.
void writeBrushed(std::string& out, const Drawing& drawing, std::size_t number, std::span<const std::string> ids) {
    const Layer& layer = drawing.layers[number - 1];
    std::string hidden;
    out += fmt::format("  <g inkscape:groupmode=\"layer\" inkscape:label=\"{}\" id=\"layer{}\">\n",
                       xmlText(layer.label), number);
    const std::vector<Line> lines = linesOf(layer);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        out += fmt::format("    <g {}=\"{}\">\n", kMarksAttribute, ids[i]);
        for (const Mark& mark : marksOn(drawing, layer, lines[i], ids[i]))
            writeSvgMark(out, mark);
        out += "    </g>\n";
        writePath(hidden, std::span(&lines[i], 1), ids[i]);
    }
    out +=
        fmt::format("  </g>\n  <g inkscape:groupmode=\"layer\" inkscape:label=\"{}{}\" id=\"layer{}-lines\" "
                    "croquis:{}=\"layer{}\"{} style=\"display:none\">\n{}  </g>\n",
                    xmlText(layer.label), kLinesEnding, number, kLinesAttribute, number, brushAttribute(layer), hidden);
}

} // namespace

std::string pathDataOf(const geometry::CubicBezier& curve) {
    return fmt::format("M{}", svgNumber(curve.points[0])) + curveData(curve);
}

std::string pathDataOf(std::span<const geometry::Stroke> line) {
    std::string data = fmt::format("M{}", svgNumber(line.front().curve.points[0]));
    for (const geometry::Stroke& stroke : line)
        data += curveData(stroke.curve);
    return data;
}

std::string writeSvg(const Drawing& drawing) {
    validate(drawing);
    const std::string title = xmlText(drawing.title.empty() ? "Sketch" : drawing.title);
    const std::string width = svgNumber(drawing.widthMm);
    const std::string height = svgNumber(drawing.heightMm);
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    out += fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" "
                       "xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\"\n"
                       "     xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
                       "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n     xmlns:croquis=\"{}\"\n"
                       "     width=\"{}mm\" height=\"{}mm\" viewBox=\"0 0 {} {}\" role=\"img\" "
                       "aria-labelledby=\"title{}\">\n",
                       kProvenanceNamespace, width, height, width, height, drawing.description.empty() ? "" : " desc");
    out += fmt::format("  <title id=\"title\">{}</title>\n", title);
    if (!drawing.description.empty())
        out += fmt::format("  <desc id=\"desc\">{}</desc>\n", xmlText(drawing.description));
    writeMetadata(out, drawing, title);
    if (drawing.paper)
        writePaper(out, drawing);
    const auto ids = pathIdsOf(drawing);
    for (std::size_t i = 0; i < drawing.layers.size(); ++i) {
        const Layer& layer = drawing.layers[i];
        if (!brushOf(drawing, layer).isPen()) {
            writeBrushed(out, drawing, i + 1, ids[i]);
            continue;
        }
        out += fmt::format("  <g inkscape:groupmode=\"layer\" inkscape:label=\"{}\" id=\"layer{}\"{}>\n",
                           xmlText(layer.label), i + 1, brushAttribute(layer));
        writeLines(out, layer, ids[i]);
        out += "  </g>\n";
    }
    writeSvgCaptions(out, drawing.captions);
    out += "</svg>\n";
    return out;
}

} // namespace croquis::vector
