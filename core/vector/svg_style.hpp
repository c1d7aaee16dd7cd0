// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/sketch.hpp"
#include "vector/svg_style_sheet.hpp"

#include <optional>

namespace pugi {
class xml_node;
}

namespace croquis::vector {

/// What an element hands down to its children, after its presentation attributes, the style sheet (which wins over
/// them) and its style="" (which wins over both).
struct SvgStyle {
    geometry::Colour currentColour;
    std::optional<geometry::Colour> stroke; ///< none: not stroked
    double strokeAlpha = 1;                 ///< of the stroke's colour itself
    double strokeWidth = 1;                 ///< user units
    double strokeOpacity = 1;
    double opacity = 1; ///< product of the element's own and its ancestors'
    bool visible = true;
    bool displayed = true;

    /// A stroke of this style leaves a mark.
    bool paints() const;
};

/// @param name  the element's without its namespace prefix.
/// @param diagonal  what 100% of a stroke width stands for, user units.
/// @throws ExportError for a stroke width or an opacity that isn't one; a colour it doesn't know leaves the parent's.
SvgStyle styleOf(const pugi::xml_node& element, std::string_view name, const SvgStyle& parent,
                 const SvgStyleSheet& sheet, double diagonal);

/// The fill colour of an element itself, nothing for "none" and what isn't a colour.
std::optional<geometry::Colour> fillOf(const pugi::xml_node& element, std::string_view name,
                                       const SvgStyleSheet& sheet);

} // namespace croquis::vector
