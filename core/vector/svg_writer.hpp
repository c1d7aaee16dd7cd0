// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/drawing.hpp"

#include <span>
#include <string>

namespace croquis::vector {

/// Namespace of the provenance element in the metadata.
inline constexpr const char* kProvenanceNamespace = "urn:croquis:provenance";
/// Attribute of a group that holds what a brush left of a stroke: its id. Without a namespace, which attributes lose
/// where the SVG is part of a web page; in older files it is "marks" of our namespace.
inline constexpr const char* kMarksAttribute = "data-croquis-marks";
inline constexpr const char* kOlderMarksAttribute = "marks";
/// Attribute of our namespace: of the layer with the strokes themselves, which is hidden.
inline constexpr const char* kLinesAttribute = "lines";
/// Of a layer with strokes: its own brush, where that isn't the drawing's, as brushFromJson reads it.
inline constexpr const char* kLayerBrushAttribute = "brush";
/// What the label of that layer has after that of the marks'.
inline constexpr const char* kLinesEnding = " (lines)";
/// Elements of our namespace in the metadata: by what strokes vary, as variationFrom reads it.
inline constexpr const char* kVaryWidthElement = "vary-width";
inline constexpr const char* kVaryOpacityElement = "vary-opacity";
/// Likewise: the paper's texture, as paperTextureFrom reads it.
inline constexpr const char* kPaperTextureElement = "paper-texture";
/// Label and id of the layer that holds the paper.
inline constexpr const char* kPaperLabel = "%paper";

/// The curve as a path of absolute M and C, at most three decimals. @throws InvalidArgument as writeSvg.
std::string pathDataOf(const geometry::CubicBezier& curve);
/// The same of a line of strokes, one at least.
std::string pathDataOf(std::span<const geometry::Stroke> line);

/// The drawing as SVG: one user unit is one millimetre, one stroke is one open path of absolute M and C with at most
/// three decimals and plain attributes, layers as Inkscape, vpype and AxiDraw know them, provenance in the metadata.
/// Strokes of one run share a path, and all of a compound layer do; with Layer::closes a path may end in Z. UTF-8, LF,
/// newline at the end; equal input gives equal bytes. With a brush other than the pen each layer holds the brush's
/// marks, a group a line, and a hidden layer beside it the lines, each a path of its own; the metadata hold the brush,
/// and by what the strokes' width and opacity vary.
///
/// A line keeps its strokes' id where it is a plain ASCII name that is still free; the others get the next free
/// stroke-01, stroke-02 ... (pathIdsOf).
/// @throws InvalidArgument for a page that isn't between 0.001 mm and 100 m, a coordinate that isn't finite or lies
/// beyond 1e9 mm,
///         a negative width, an opacity outside 0..1, or a provenance that toJson refuses.
std::string writeSvg(const Drawing& drawing);

} // namespace croquis::vector
