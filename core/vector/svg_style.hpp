// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/affine.hpp"
#include "geometry/sketch.hpp"
#include "vector/svg_losses.hpp"
#include "vector/svg_style_sheet.hpp"

#include <optional>
#include <string_view>

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
    double fontSize = 16;                   ///< likewise: what a width in em is measured in
    double strokeOpacity = 1;
    bool hasFill = true; ///< in any colour or pattern
    double fillOpacity = 1;
    double opacity = 1; ///< product of the element's own and its ancestors'
    bool visible = true;
    bool displayed = true;
    bool isScaled = true; ///< false: the width is one of the screen (vector-effect), not of user units
    bool isDashed = false;
    bool hasMarkers = false;
    bool hasRoundEnds = false;     ///< stroke-linecap
    bool hasRoundCorners = false;  ///< stroke-linejoin
    bool hasGradient = false;      ///< the stroke is its fallback
    bool hasStrangeColour = false; ///< the stroke is black instead
    geometry::Affine transform;    ///< the element's own
    SvgLosses losses;              ///< of the element and its ancestors, besides those above

    /// What is of this style and isn't empty leaves a mark.
    bool isSeen() const;
    /// A stroke of it does.
    bool paints() const;
    /// An area of it does.
    bool fills() const;
    /// Whatever such a mark lacks.
    SvgLosses allLosses() const;
};

/// @param size  what 100% of a length stands for, user units; of a stroke's width its mean diagonal.
/// @throws ExportError for a stroke width or an opacity that isn't one, or a damaged attribute "transform". A
/// colour that isn't one leaves the parent's.
SvgStyle styleOf(const pugi::xml_node& element, const SvgStyle& parent, const SvgStyleSheet& sheet,
                 geometry::Point size);

/// The data of a path: of its attribute, unless the property d has others.
std::string_view pathDataOf(const pugi::xml_node& element, const SvgStyleSheet& sheet);

/// The fill colour of an element itself, nothing for "none" and what isn't a colour.
std::optional<geometry::Colour> fillOf(const pugi::xml_node& element, const SvgStyleSheet& sheet);

} // namespace croquis::vector
