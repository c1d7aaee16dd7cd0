// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/affine.hpp"

#include <optional>
#include <string_view>

namespace croquis::vector {

/// A list of CSS' transforms of the plane, or "none": matrix, translate, scale, rotate, skew and their X and Y forms,
/// with units, which the attribute of that name (parseTransform) lacks. Nothing for all else: what is of space,
/// relative to fonts, or not well-formed.
/// @param size  what 100% stands for, user units.
std::optional<geometry::Affine> parseCssTransform(std::string_view text, geometry::Point size);

/// CSS' transform-origin as a pair of lengths or percentages; nothing for all else.
/// @param isAttribute  lengths may lack a unit, which then is the user's.
std::optional<geometry::Point> parseTransformOrigin(std::string_view text, geometry::Point size, bool isAttribute);

/// An angle with deg, rad, grad or turn, or 0; degrees. Nothing for all else.
std::optional<double> parseAngle(std::string_view text);

} // namespace croquis::vector
