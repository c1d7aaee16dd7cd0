// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_style.hpp"

#include "base/error.hpp"
#include "vector/svg_colour.hpp"
#include "vector/svg_css_transform.hpp"
#include "vector/svg_values.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

namespace croquis::vector {
namespace {

using geometry::Affine;
using geometry::Point;

enum class Origin { attribute, css };

/// Calls `declare(name, value, origin)` for every attribute, then for what the sheet says and every declaration of
/// style="", and at last for what is important of both.
template <class Declare>
void forEachDeclaration(const pugi::xml_node& element, const SvgStyleSheet& sheet, Declare declare) {
    for (const pugi::xml_attribute& attribute : element.attributes())
        declare(std::string_view(attribute.name()), trimmed(attribute.value()), Origin::attribute);
    const SvgDeclared ruled = sheet.declaredFor(element);
    const std::string_view own = element.attribute("style").value();
    for (const bool important : {false, true}) {
        for (const auto& [name, value] : important ? ruled.important : ruled.normal)
            declare(name, value, Origin::css);
        for (std::string_view rest = own; !rest.empty();) {
            const auto [declaration, after] = splitOnce(rest, ';');
            const auto [name, whole] = splitOnce(declaration, ':');
            const auto [value, mark] = splitOnce(whole, '!');
            if (!value.empty() && (mark == "important") == important)
                declare(name, value, Origin::css);
            rest = after;
        }
    }
}

void applyStroke(SvgStyle& style, std::string_view value) {
    const bool isReference = value.starts_with("url(");
    if (isReference) {
        // A gradient or a pattern: its fallback colour, else black.
        const std::size_t close = value.find(')');
        value = close == std::string_view::npos ? std::string_view() : trimmed(value.substr(close + 1));
        if (value.empty())
            value = "black";
    }
    if (const std::size_t profile = value.find("icc-color("); profile > 0 && profile < value.size())
        value = trimmed(value.substr(0, profile)); // the same colour in sRGB stands before it
    const auto take = [&style](geometry::Colour colour, double alpha) {
        style.stroke = colour;
        style.strokeAlpha = alpha;
        style.hasGradient = style.hasStrangeColour = false;
    };
    if (value == "none") {
        take({}, 1);
        style.stroke.reset();
    } else if (value == "currentColor" || value == "currentcolor") {
        take(style.currentColour, 1);
    } else if (const auto colour = parseColour(value)) {
        take(colour->colour, colour->alpha);
    } else if (value.find('(') < value.size()) {
        take({}, 1);
        style.hasStrangeColour = true;
    }
    style.hasGradient = style.hasGradient || (isReference && style.stroke);
}

/// A dash as long as the whole path, as for drawing it in motion, leaves it whole.
bool isDash(std::string_view value, const pugi::xml_node& element) {
    if (value == "none" || value.empty())
        return false;
    try {
        NumberScanner scanner(value);
        const double first = scanner.number(false);
        const pugi::xml_attribute length = element.attribute("pathLength");
        return !(length && first >= length.as_double());
    } catch (const ExportError&) {
        return false; // not a list of lengths: no dashes either
    }
}

/// What moves an element, from all that says so.
class Placement {
  public:
    explicit Placement(Point size) : m_size(size) {}

    void declare(std::string_view name, std::string_view value, Origin origin) {
        if (name == "transform" && origin == Origin::attribute) {
            m_transform = parseTransform(value);
        } else if (name == "transform") {
            if (const auto transform = parseCssTransform(value, m_size))
                m_transform = *transform;
            else
                m_isStrange = true;
        } else if (name == "transform-origin") {
            const auto place = parseTransformOrigin(value, m_size, origin == Origin::attribute);
            m_origin = place.value_or(Point());
            m_hasStrangeOrigin = !place;
        } else if (origin == Origin::css && (name == "translate" || name == "rotate" || name == "scale")) {
            m_isStrange = m_isStrange || value != "none";
        } else if (name == "transform-box") {
            m_hasStrangeOrigin = m_hasStrangeOrigin || value != "view-box";
        }
    }

    Affine transform() const {
        return Affine{1, 0, 0, 1, m_origin.x, m_origin.y} * m_transform * Affine{1, 0, 0, 1, -m_origin.x, -m_origin.y};
    }
    /// Some of it isn't in transform().
    bool isStrange() const { return m_isStrange || (m_hasStrangeOrigin && !(m_transform == Affine())); }

  private:
    Point m_size, m_origin;
    Affine m_transform;
    bool m_isStrange = false, m_hasStrangeOrigin = false;
};

/// The letters' size that a declaration says, user units; the parent's where it isn't one.
double fontSizeOf(std::string_view value, double parent) {
    static constexpr std::array<std::pair<std::string_view, double>, 9> kNamed{{{"xx-small", 9},
                                                                                {"x-small", 10},
                                                                                {"small", 13},
                                                                                {"medium", 16},
                                                                                {"large", 18},
                                                                                {"x-large", 24},
                                                                                {"xx-large", 32},
                                                                                {"smaller", 0},
                                                                                {"larger", 0}}};
    constexpr double kStep = 1.2;
    if (const auto* const named = std::ranges::find(kNamed, value, &std::pair<std::string_view, double>::first);
        named != kNamed.end())
        return named->second > 0 ? named->second : value == "larger" ? parent * kStep : parent / kStep;
    try {
        const double size = parseLength(value).pixels(parent, parent);
        return size >= 0 ? size : parent;
    } catch (const ExportError&) {
        return parent; // of letters, which aren't drawn
    }
}

/// A colour that isn't one counts as one.
bool isFill(std::string_view value) {
    const auto colour = parseColour(value);
    return value != "none" && !(colour && !(colour->alpha > 0));
}

/// 1 where it isn't one: of areas, which aren't drawn.
double fillOpacityOf(std::string_view value) {
    try {
        return parseOpacity(value);
    } catch (const ExportError&) {
        return 1;
    }
}

/// One of those that children inherit, but the stroke's colour and width. False: it isn't one.
bool applyInherited(SvgStyle& style, std::string_view name, std::string_view value, double parentFontSize) {
    if (name == "stroke-linecap")
        style.hasRoundEnds = value == "round";
    else if (name == "stroke-linejoin")
        style.hasRoundCorners = value == "round";
    else if (name == "font-size")
        style.fontSize = fontSizeOf(value, parentFontSize);
    else if (name == "stroke-opacity")
        style.strokeOpacity = parseOpacity(value);
    else if (name == "fill")
        style.hasFill = isFill(value);
    else if (name == "fill-opacity")
        style.fillOpacity = fillOpacityOf(value);
    else if (name == "visibility")
        style.visible = value == "visible";
    else if (name == "marker-start" || name == "marker-mid" || name == "marker-end" || name == "marker")
        style.hasMarkers = value != "none";
    else
        return false;
    return true;
}

} // namespace

bool SvgStyle::isSeen() const {
    return displayed && visible && opacity > 0;
}

bool SvgStyle::paints() const {
    return isSeen() && stroke && strokeWidth > 0 && strokeAlpha * strokeOpacity > 0;
}

bool SvgStyle::fills() const {
    return isSeen() && hasFill && fillOpacity > 0;
}

SvgLosses SvgStyle::allLosses() const {
    SvgLosses all = losses;
    if (isDashed)
        all.add(SvgLoss::dashes);
    if (hasMarkers)
        all.add(SvgLoss::markers);
    if (hasGradient)
        all.add(SvgLoss::gradients);
    if (hasStrangeColour)
        all.add(SvgLoss::colours);
    return all;
}

SvgStyle styleOf(const pugi::xml_node& element, const SvgStyle& parent, const SvgStyleSheet& sheet, Point size) {
    SvgStyle style = parent;
    style.isScaled = true;
    Placement placement(size);
    double opacity = 1;
    std::string_view stroke;     // applied last: "currentColor" needs the colour
    std::optional<Length> width; // likewise: em needs the letters' size
    const double diagonal = std::hypot(size.x, size.y) / std::sqrt(2.0);
    forEachDeclaration(element, sheet, [&](std::string_view name, std::string_view value, Origin origin) {
        placement.declare(name, value, origin);
        const bool isNumber = name == "opacity" || name == "stroke-opacity" || name == "stroke-width";
        if (isNumber && value.find('(') < value.size()) {
            style.losses.add(SvgLoss::functions); // calc() and var()
        } else if (name == "stroke") {
            stroke = value;
        } else if (name == "display") {
            style.displayed = parent.displayed && value != "none";
        } else if (name == "opacity") {
            opacity = value == "inherit" ? parent.opacity : parseOpacity(value);
        } else if (name == "vector-effect") {
            style.isScaled = value != "non-scaling-stroke";
        } else if ((name == "clip-path" || name == "mask") && value != "none") {
            style.losses.add(SvgLoss::clipping);
        } else if (name == "filter" && value != "none") {
            style.losses.add(SvgLoss::filters);
        } else if (name == "stroke-width" && value != "inherit") {
            width = parseLength(value);
        } else if (value == "inherit" || applyInherited(style, name, value, parent.fontSize)) {
            return;
        } else if (name == "stroke-dasharray") {
            style.isDashed = isDash(value, element);
        } else if (name == "color") {
            if (const auto colour = parseColour(value))
                style.currentColour = colour->colour;
        }
    });
    if (width)
        style.strokeWidth = width->pixels(diagonal, style.fontSize);
    if (!stroke.empty() && stroke != "inherit")
        applyStroke(style, stroke);
    style.opacity = parent.opacity * opacity;
    style.transform = placement.transform();
    if (placement.isStrange())
        style.losses.add(SvgLoss::transforms);
    return style;
}

std::string_view pathDataOf(const pugi::xml_node& element, const SvgStyleSheet& sheet) {
    std::string_view data = element.attribute("d").value();
    forEachDeclaration(element, sheet, [&data](std::string_view name, std::string_view value, Origin origin) {
        if (name != "d" || origin != Origin::css)
            return;
        const std::size_t open = value.find_first_of("\"'"), close = value.find_last_of("\"'");
        if (value == "none")
            data = {};
        else if (value.starts_with("path(") && open < close && close < value.size())
            data = value.substr(open + 1, close - open - 1);
    });
    return data;
}

std::optional<geometry::Colour> fillOf(const pugi::xml_node& element, const SvgStyleSheet& sheet) {
    std::optional<geometry::Colour> fill = geometry::Colour{};
    forEachDeclaration(element, sheet, [&fill](std::string_view name, std::string_view value, Origin) {
        if (name != "fill")
            return;
        const auto colour = parseColour(value);
        fill = colour ? std::optional(colour->colour) : std::nullopt;
    });
    return fill;
}

} // namespace croquis::vector
