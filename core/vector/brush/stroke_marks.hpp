// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/brush.hpp"

namespace croquis::vector {

/// What a brush leaves of strokes, in the order they are painted.
///
/// A brush other than a line follows the stroke by arc length. Smooth outlines are cubics within 0.05 mm (0.02 of the
/// width where that is less) of the true offset curve; rough ones are the zero line of a field of ink as splines. Each
/// stroke has its own texture, which depends on its number only: the same bytes twice, the same shape at any zoom, and
/// wherever on the page it lies. Cost: 0.02 to 1 ms a stroke. Any thread.
///
/// A stroke of width 0 or opacity 0 leaves nothing.
/// @throws InvalidArgument when the brush is none (Brush::validate), or for a stroke whose points or width aren't
/// finite
///         or lie beyond 1e8, or whose opacity is outside 0..1.
std::vector<Mark> marksOf(std::span<const geometry::Stroke> strokes, const Brush& brush);

/// The strokes of a page drawn with one brush.
MarkedPage markedPage(const geometry::Sketch& sketch, const Brush& brush = {});

/// Of one of them. @param number  its place in the sketch.
std::vector<Mark> marksOf(const geometry::Stroke& stroke, const Brush& brush, std::size_t number);

} // namespace croquis::vector
