// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_left_out.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <array>
#include <utility>

namespace croquis::vector {
namespace {

bool hasLetters(const pugi::xml_node& text) {
    return static_cast<bool>(text.find_node([](const pugi::xml_node& node) {
        return (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) &&
               std::string_view(node.value()).find_first_not_of(" \t\r\n") != std::string_view::npos;
    }));
}

bool hasArea(const pugi::xml_node& shape, std::string_view name, const SvgStyleSheet& sheet) {
    if (name == "path")
        return !pathDataOf(shape, sheet).empty();
    if (name == "polyline" || name == "polygon")
        return !std::string_view(shape.attribute("points").value()).empty();
    return name != "line";
}

} // namespace

void SvgLeftOut::add(const pugi::xml_node& element, std::string_view name, const SvgStyle& style,
                     const SvgStyleSheet& sheet) {
    if (name == "image")
        m_pictures += style.isSeen() && (element.attribute("href") || element.attribute("xlink:href")) ? 1 : 0;
    else if (style.fills() && name == "text")
        m_texts += hasLetters(element) ? 1 : 0;
    else if (style.fills())
        m_shapes += hasArea(element, name, sheet) ? 1 : 0;
}

std::optional<std::string> SvgLeftOut::sentence() const {
    std::string list;
    for (const auto& [count, what] :
         std::array{std::pair(m_texts, "text"), std::pair(m_shapes, "filled shape"), std::pair(m_pictures, "picture")})
        if (count > 0)
            list += fmt::format("{}{} {}{}", list.empty() ? "" : ", ", count, what, count == 1 ? "" : "s");
    return list.empty() ? std::nullopt : std::optional(fmt::format("Left out, having no strokes: {}.", list));
}

} // namespace croquis::vector
