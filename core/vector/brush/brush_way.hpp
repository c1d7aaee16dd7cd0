// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"
#include "vector/brush/brush.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace croquis::vector {

/// Leaves texture on paper. @param breadth  millimetres. What is hardly broader than a printer's dot has no notches and
/// no grain that anybody could see, and thousands a centimetre of them.
bool isRough(const Brush& brush, double breadth);

/// What a brush is drawn over at least that leaves its texture or its flat ends, page units; 0 of others.
double leastWay(const Brush& brush, double breadth);

double wayOf(std::span<const geometry::CubicBezier> curves);

/// The way that a brush other than a line goes to follow curves each of which begins where the one before it ends.
///
/// A rough or flat one put down nearly on the spot gives way a little (leastWay). A smooth one without a nib that ends
/// where it began, within 0.05 breadths, has gone around something: it ends there exactly, and begins where the line is
/// straightest. Others go as the curves do.
/// @param curves   at least one, finite. @param seed  for the direction that a dot gives way in.
std::vector<geometry::CubicBezier> brushWay(std::vector<geometry::CubicBezier> curves, const Brush& brush,
                                            double breadth, std::uint64_t seed);

/// Whether it does the latter: its ends are one point, but it doesn't come back on its own way.
bool goesAround(std::span<const geometry::CubicBezier> curves, const Brush& brush, double breadth);

} // namespace croquis::vector
