// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/brush.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace croquis::vector {

/// What a brush leaves of a line: of strokes each of which begins where the one before it ends, with the width, colour
/// and opacity of the first. It is one stroke of the brush, from the line's beginning to its end.
///
/// A brush other than a line follows it by arc length. Smooth outlines are cubics within 0.05 mm (0.02 of the
/// width where that is less) of the true offset curve; rough ones are the zero line of a field of ink, as cubics too.
/// The texture depends on the seed only: the same bytes twice, the same shape at any zoom, and wherever on the page it
/// lies. Numbers are millimetres; points, width and opacity are taken to the three decimals that a file keeps, so a
/// file read again gives the same outlines. Cost: 0.02 to 1 ms a curve. Any thread.
///
/// A line that ends where it began has no ends: the brush neither tapers nor begins anew there. One that curls or
/// closes within the brush's own breadth is a blot of it (courseOf).
///
/// A line of width 0 or opacity 0 leaves nothing, nor does one without strokes.
/// @param seed  textureSeedOf() its id.
/// @throws InvalidArgument when the brush is none (Brush::validate), or for a stroke whose points or width aren't
/// finite
///         or lie beyond 1e8, or whose opacity is outside 0..1.
std::vector<Mark> marksOfLine(std::span<const geometry::Stroke> line, const Brush& brush, std::uint64_t seed);

/// How far from the line's curves that ink lies at most, mm: as the brush reaches, and where a rough or flat one is
/// put down on a short line its dab is longer than that.
double reachOf(std::span<const geometry::Stroke> line, const Brush& brush);

/// What the brush leaves of a single stroke, as marksOfLine().
std::vector<Mark> marksOf(const geometry::Stroke& stroke, const Brush& brush, std::uint64_t seed);

/// Of strokes that each stand alone, in the order they are painted, with the textures of their ids (StrokeIds).
std::vector<Mark> marksOf(std::span<const geometry::Stroke> strokes, const Brush& brush);

/// The strokes of a page drawn with one brush, likewise.
MarkedPage markedPage(const geometry::Sketch& sketch, const Brush& brush = {});

} // namespace croquis::vector
