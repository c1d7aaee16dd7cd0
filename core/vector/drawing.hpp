// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/sketch.hpp"
#include "vector/brush/brush.hpp"
#include "vector/brush/mark.hpp"
#include "vector/caption.hpp"
#include "vector/paper_texture.hpp"
#include "vector/provenance.hpp"
#include "vector/stroke_variation.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace croquis::vector {

/// One SVG layer. The label starts with the layer's number, which vpype and AxiDraw read.
struct Layer {
    std::string label = "1 sketch";
    std::vector<geometry::Stroke> strokes; ///< page millimetres, drawing order
    /// How many strokes each unbroken line takes, in order; those past the last one stand alone. Empty: all do.
    std::vector<std::size_t> runs = {};
    bool compound = false;           ///< all its lines are written as one path
    std::optional<Brush> brush = {}; ///< none: the drawing's
    bool closes = false;             ///< lines that end where they began are written as closed
};

/// The strokes of each unbroken line, which share one path and follow one another without lifting the pen.
/// @return  views of the layer's strokes; together they are all of them. @throws InvalidArgument for runs that don't
/// fit the strokes.
std::vector<std::span<const geometry::Stroke>> linesOf(const Layer& layer);

/// It ends exactly where it began, and isn't a dot.
bool isClosed(std::span<const geometry::Stroke> line);

/// The label of one layer of a levels strip: "2 - 8 strokes". @param number  from 1.
std::string levelLabel(int number, std::size_t strokeCount);

/// What an export holds: a page in millimetres, its layers in drawing order, and how it was made.
struct Drawing {
    double widthMm = 200;
    double heightMm = 200;
    std::optional<geometry::Colour> paper; ///< none: transparent
    std::vector<Layer> layers;
    Brush brush;       ///< of all strokes but those of layers with their own
    std::string title; ///< UTF-8; empty: "Sketch"
    std::string description;
    std::optional<Provenance> provenance;
    StrokeVariation variation = {}; ///< already in the strokes' widths and opacities; how it can be taken off again
    PaperTexture texture = PaperTexture::none; ///< of the paper, where it has a colour
    std::vector<Caption> captions = {};
};

/// The ids of the drawing's paths, layer by layer, as every kind of file has them and textures go by: one a line, and
/// one for all of a compound layer drawn with the pen.
std::vector<std::vector<std::string>> pathIdsOf(const Drawing& drawing);

/// What its lines are drawn with.
const Brush& brushOf(const Drawing& drawing, const Layer& layer);

/// Ink that one chooses for something dark: what lies below it, where there is no paper, isn't white.
bool isLight(geometry::Colour ink);
/// Ink that is lighter than its paper covers it, as gouache does: multiplied with it, it couldn't be seen. Without
/// paper light ink does.
bool covers(geometry::Colour ink, const std::optional<geometry::Colour>& paper);

/// What lies below the ink of a picture that can't be transparent: the drawing's paper; without one white, or black
/// below ink that is light.
geometry::Colour opaquePaper(const Drawing& drawing);

/// What its brush leaves of a layer's line on the drawing's paper.
/// @param id  of its path (pathIdsOf), by which its texture goes. @throws as marksOfLine().
std::vector<Mark> marksOn(const Drawing& drawing, const Layer& layer, std::span<const geometry::Stroke> line,
                          std::string_view id);

/// The strokes of all layers, one after the other, on the same page.
geometry::Sketch sketchOf(const Drawing& drawing);

/// What a painter shows of them over the paper's colour: its texture, each layer's lines with its brush, the captions.
MarkedPage markedPage(const Drawing& drawing);
/// The same without the captions, for who has text.
MarkedPage markedStrokes(const Drawing& drawing);

} // namespace croquis::vector
