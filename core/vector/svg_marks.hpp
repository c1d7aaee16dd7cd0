// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/mark.hpp"

#include <string>

namespace croquis::vector {

inline constexpr double kFarthestMm = 1e9; ///< of a coordinate in an SVG that we write

/// At most three decimals, no trailing zeros, never "-0"; a point's with a space between.
/// @throws InvalidArgument for what isn't finite or lies beyond kFarthestMm.
std::string svgNumber(double value);
std::string svgNumber(geometry::Point point);
/// "#rrggbb".
std::string svgColour(geometry::Colour colour);

/// Adds what a brush left as a path of plain attributes, on a line of its own.
/// @throws InvalidArgument as svgNumber.
void writeSvgMark(std::string& out, const Mark& mark);

} // namespace croquis::vector
