// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_style.hpp"

#include "vector/svg_colour.hpp"
#include "vector/svg_values.hpp"

#include <pugixml.hpp>

#include <string_view>

namespace croquis::vector {
namespace {

/// Calls `declare(name, value)` for every attribute, then for what the sheet says and every declaration of style="".
template <class Declare>
void forEachDeclaration(const pugi::xml_node& element, std::string_view localName, const SvgStyleSheet& sheet,
                        Declare declare) {
    for (const pugi::xml_attribute& attribute : element.attributes())
        declare(std::string_view(attribute.name()), trimmed(attribute.value()));
    sheet.apply(element, localName, declare);
    std::string_view rest = element.attribute("style").value();
    while (!rest.empty()) {
        const auto [declaration, after] = splitOnce(rest, ';');
        const auto [name, value] = splitOnce(declaration, ':');
        if (!value.empty())
            declare(name, splitOnce(value, '!').first);
        rest = after;
    }
}

void applyStroke(SvgStyle& style, std::string_view value) {
    style.strokeAlpha = 1;
    if (value.starts_with("url(")) {
        // A gradient or a pattern: its fallback colour, else black.
        const std::size_t close = value.find(')');
        value = close == std::string_view::npos ? std::string_view() : trimmed(value.substr(close + 1));
        if (value.empty())
            value = "black";
    }
    if (value == "none")
        style.stroke.reset();
    else if (value == "currentColor" || value == "currentcolor")
        style.stroke = style.currentColour;
    else if (const auto colour = parseColour(value)) {
        style.stroke = colour->colour;
        style.strokeAlpha = colour->alpha;
    }
}

} // namespace

bool SvgStyle::paints() const {
    return displayed && visible && stroke && strokeWidth > 0 && strokeAlpha * strokeOpacity * opacity > 0;
}

SvgStyle styleOf(const pugi::xml_node& element, std::string_view localName, const SvgStyle& parent,
                 const SvgStyleSheet& sheet, double diagonal) {
    SvgStyle style = parent;
    double opacity = 1;
    std::string_view stroke; // applied last: "currentColor" needs the colour
    forEachDeclaration(element, localName, sheet, [&](std::string_view name, std::string_view value) {
        if (name == "stroke") {
            stroke = value;
        } else if (name == "display") {
            style.displayed = parent.displayed && value != "none";
        } else if (name == "opacity") {
            opacity = value == "inherit" ? parent.opacity : parseOpacity(value);
        } else if (value == "inherit") {
            return;
        } else if (name == "stroke-width") {
            style.strokeWidth = parseLength(value).pixels(diagonal);
        } else if (name == "stroke-opacity") {
            style.strokeOpacity = parseOpacity(value);
        } else if (name == "visibility") {
            style.visible = value == "visible";
        } else if (name == "color") {
            if (const auto colour = parseColour(value))
                style.currentColour = colour->colour;
        }
    });
    if (!stroke.empty() && stroke != "inherit")
        applyStroke(style, stroke);
    style.opacity = parent.opacity * opacity;
    return style;
}

std::optional<geometry::Colour> fillOf(const pugi::xml_node& element, std::string_view localName,
                                       const SvgStyleSheet& sheet) {
    std::optional<geometry::Colour> fill = geometry::Colour{};
    forEachDeclaration(element, localName, sheet, [&fill](std::string_view name, std::string_view value) {
        if (name != "fill")
            return;
        const auto colour = parseColour(value);
        fill = colour ? std::optional(colour->colour) : std::nullopt;
    });
    return fill;
}

} // namespace croquis::vector
