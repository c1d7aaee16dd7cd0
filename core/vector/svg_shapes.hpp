// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"
#include "vector/svg_path_data.hpp"

#include <string_view>

namespace pugi {
class xml_node;
}

namespace croquis::vector {

/// Draws the outline of a path, line, polyline, polygon, rect, circle or ellipse.
/// @param name  the element's name without its namespace prefix.
/// @param pathData  of a path.
/// @param userSize  what 100% of a horizontal and a vertical length stand for.
/// @return false, and nothing drawn, for any other element.
/// @throws ExportError with the cause when its attributes are damaged.
bool drawShape(const pugi::xml_node& element, std::string_view name, std::string_view pathData,
               geometry::Point userSize, CurvePen& pen);

} // namespace croquis::vector
