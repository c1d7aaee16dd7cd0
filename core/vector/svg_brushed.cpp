// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_brushed.hpp"

#include "vector/svg_style.hpp"
#include "vector/svg_writer.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <optional>

namespace croquis::vector {

bool isOurName(const pugi::xml_node& element, std::string_view name) {
    const std::size_t colon = name.find(':');
    const std::string declaration =
        colon == std::string_view::npos ? "xmlns" : fmt::format("xmlns:{}", name.substr(0, colon));
    for (pugi::xml_node node = element; node; node = node.parent())
        if (const pugi::xml_attribute attribute = node.attribute(declaration.c_str()))
            return std::string_view(attribute.value()) == kProvenanceNamespace;
    return false;
}

pugi::xml_attribute ourAttribute(const pugi::xml_node& element, std::string_view local) {
    for (const pugi::xml_attribute& attribute : element.attributes()) {
        const std::string_view name = attribute.name();
        if (name.size() > local.size() && name.ends_with(local) && name[name.size() - local.size() - 1] == ':' &&
            isOurName(element, name))
            return attribute;
    }
    return {};
}

std::string_view strokeOfMarks(const pugi::xml_node& element) {
    const pugi::xml_attribute now = element.attribute(kMarksAttribute);
    return (now ? now : ourAttribute(element, kOlderMarksAttribute)).value();
}

void BrushedMarks::add(const pugi::xml_node& group, const SvgStyleSheet& sheet) {
    try {
        look(group, sheet);
    } catch (const SvgLimit&) {
        throw;
    } catch (const ExportError&) { // damaged: nothing is known but that they are there
        m_marks.try_emplace(std::string(strokeOfMarks(group)));
    }
}

void BrushedMarks::look(const pugi::xml_node& group, const SvgStyleSheet& sheet) {
    const SvgStyle style = styleOf(group, {}, sheet, {1, 1});
    if (!style.displayed)
        return;
    Marks marks;
    bool any = !group.first_child(); // a dry brush may leave nothing of a stroke
    for (const pugi::xml_node& mark : group.children()) {
        if (mark.type() != pugi::node_element)
            continue;
        const SvgStyle own = styleOf(mark, style, sheet, {1, 1});
        const auto fill = fillOf(mark, sheet);
        const auto colour = fill ? fill : own.stroke;
        if (!own.displayed || !colour)
            continue;
        any = true;
        marks.moved = marks.moved || !(own.transform == geometry::Affine());
        if (std::ranges::find(marks.colours, *colour) == marks.colours.end())
            marks.colours.push_back(*colour);
    }
    if (any)
        m_marks.try_emplace(std::string(strokeOfMarks(group)), std::move(marks));
}

void BrushedMarks::place(std::string_view stroke, const geometry::Affine& pageFromUser) {
    if (const auto found = m_marks.find(stroke); found != m_marks.end()) {
        found->second.pageFromUser = pageFromUser;
        found->second.placed = true;
    }
}

bool BrushedMarks::show(std::string_view stroke) const {
    return m_marks.empty() || m_marks.contains(stroke);
}

bool BrushedMarks::differ(std::string_view stroke, geometry::Colour colour,
                          const geometry::Affine& pageFromUser) const {
    const auto found = m_marks.find(stroke);
    if (found == m_marks.end())
        return false;
    const Marks& marks = found->second;
    return marks.moved || (marks.placed && !(marks.pageFromUser == pageFromUser)) ||
           std::ranges::any_of(marks.colours, [colour](geometry::Colour other) { return !(other == colour); });
}

} // namespace croquis::vector
