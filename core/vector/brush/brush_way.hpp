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

/// Breadths; a line of a smooth brush that is shorter is a dot.
constexpr double kShortestWay = 0.05;
/// Millimetres: of what is hardly broader than a printer's dot nobody sees notches, grain or rim.
constexpr double kThinnestTextured = 0.3;

/// Leaves texture on paper. @param breadth  millimetres, at least kThinnestTextured: of a thinner one's notches and
/// grain there would be thousands a centimetre.
bool isRough(const Brush& brush, double breadth);

/// Leaves pigment that gathers: a rim or pools. @param breadth  millimetres.
bool isWash(const Brush& brush, double breadth);

/// How broad its strands are together, breadths, up to 1.
double tipOf(const Brush& brush);

/// How far a brush goes on beyond both ends of a line so long, page units: one with ragged or flat ends leaves the
/// breadth of its tip however short the line, less of that the longer it is. 0 of others.
double moreWay(const Brush& brush, double breadth, double way);

double wayOf(std::span<const geometry::CubicBezier> curves);

/// How nearly the end of a line is its beginning, to a tip so broad: 1 where it goes around (courseOf), 0 where its
/// ends are 0.25 breadths further apart than that, or where it comes back on its own way.
double closingOf(std::span<const geometry::CubicBezier> curves, double breadth);

/// The way that a brush other than a line goes to follow curves each of which begins where the one before it ends.
///
/// One that goes around something ends exactly where it begins, and that is where the line is straightest. A short one
/// goes on straight beyond its ends (moreWay) if it leaves no blot. Others go as the curves do.
/// @param curves   at least one, finite. @param course  courseOf() them. @param seed  for a dot's direction.
std::vector<geometry::CubicBezier> brushWay(std::vector<geometry::CubicBezier> curves, const Brush& brush,
                                            double breadth, Course course, std::uint64_t seed);

/// What such a line does. A nib leaves its own shape, so it always goes from end to end.
///
/// Around: its ends are one point, within 0.05 breadths, but it doesn't come back on its own way; or they lie within
/// 0.3 breadths and the line goes on from one to the other. Blot: such a line, or one that curls, which the round tip
/// would cover from a single place; a dot of a wash; and any of a rough brush with round or ragged ends that is hardly
/// longer than a dot.
Course courseOf(std::span<const geometry::CubicBezier> curves, const Brush& brush, double breadth);

} // namespace croquis::vector
