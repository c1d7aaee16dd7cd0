// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/sketch.hpp"
#include "vector/caption.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace croquis::vector {

/// Where a layer begins: the strokes from there on belong to it, up to the next one's.
struct SvgLayer {
    std::string label; ///< empty: outside of every layer
    std::size_t firstStroke = 0;
    std::string brushJson = {}; ///< its own brush, for brushFromJson; empty: the document's
};

/// What an SVG holds for Croquis.
struct SvgDocument {
    geometry::Sketch sketch;       ///< every stroked curve, in document order; page millimetres or user units
    std::vector<std::size_t> runs; ///< how many strokes follow one another without a gap in one path, in order
    std::vector<SvgLayer> layers;  ///< of Inkscape, in document order
    std::string title;             ///< of the document itself
    std::string description;
    bool inMillimetres = false;            ///< false: neither width nor height has an absolute unit
    std::optional<geometry::Colour> paper; ///< of a layer labelled "%paper"
    std::optional<std::string> brushJson;  ///< for brushFromJson, likewise unread
    std::string varyWidth;                 ///< for variationFrom, likewise; empty: none
    std::string varyOpacity;
    std::string paperTexture;         ///< for paperTextureFrom, likewise
    std::vector<Caption> captions;    ///< of a layer labelled "%captions"; page millimetres or user units
    std::vector<std::string> notices; ///< sentences about what is drawn otherwise than the file asks for
    std::optional<std::string>
        provenanceJson; ///< for provenanceFromJson; unread, so that a damaged record spoils no drawing
};

/// Reads the stroked outlines of any SVG: path, line, polyline, polygon, rect, circle and ellipse, through transforms,
/// groups, inner svg elements, use of the document's own elements, viewBox and units, with stroke, stroke-width,
/// stroke-opacity, opacity, vector-effect and transform from attributes, style sheets (by type, class, id and what is
/// around) and style="". Lines, quadratics and arcs become cubics; a path of several segments becomes consecutive
/// strokes ("name.1", "name.2" ...). Left out: fills, what isn't displayed, text, images and what is used from other
/// files. Where a stroke comes out otherwise than the file asks for (dashes, clips, other selectors ...), `notices`
/// says so, and
/// how many texts, filled shapes without a stroke and pictures are left out. Of what a brush left (our attribute
/// "marks") the centre lines beside it are read ("lines"), though they are hidden.
///
/// @param name  for messages only.
/// @throws ExportError naming the file: not an SVG (and what it is), over 64 MB, not well-formed, a DOCTYPE (save that
/// of SVG itself), over 128 levels deep, over 2
///         million elements and attributes or that many through use, over 200 000 curves, a damaged path or number, a
///         coordinate beyond 1e7 page units.
SvgDocument parseSvg(std::string_view content, const std::string& name);

/// parseSvg of a file's content.
SvgDocument readSvg(const std::filesystem::path& file);

} // namespace croquis::vector
