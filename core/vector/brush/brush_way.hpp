// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"
#include "vector/brush/brush.hpp"
#include "vector/brush/stroke_spine.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace croquis::vector {

/// Breadths; a line that is shorter is a dot.
constexpr double kShortestWay = 0.05;
/// Millimetres: of what is hardly broader than a printer's dot nobody sees notches, grain or rim.
constexpr double kThinnestTextured = 0.3;

/// Leaves texture on paper. @param breadth  millimetres, at least kThinnestTextured: of a thinner one's notches and
/// grain there would be thousands a centimetre.
bool isRough(const Brush& brush, double breadth);

/// How broad its strands are together, breadths, up to 1.
double tipOf(const Brush& brush);

/// What a brush is drawn over at least that leaves its texture or its flat ends, page units; 0 of others.
double leastWay(const Brush& brush, double breadth);

double wayOf(std::span<const geometry::CubicBezier> curves);

/// The way that a brush other than a line goes to follow curves each of which begins where the one before it ends.
///
/// One that goes around something ends exactly where it begins, and that is where the line is straightest. A rough or
/// flat one put down nearly on the spot gives way a little (leastWay) if it leaves no blot. Others go as the curves do.
/// @param curves   at least one, finite. @param seed  for the direction that a dot gives way in.
std::vector<geometry::CubicBezier> brushWay(std::vector<geometry::CubicBezier> curves, const Brush& brush,
                                            double breadth, std::uint64_t seed);

/// What such a line does. A nib leaves its own shape, so it always goes from end to end.
///
/// Around: its ends are one point, within 0.05 breadths, but it doesn't come back on its own way. Blot: such a line, or
/// one that curls, which the round tip would cover from a single place.
Course courseOf(std::span<const geometry::CubicBezier> curves, const Brush& brush, double breadth);

} // namespace croquis::vector
