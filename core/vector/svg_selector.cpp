// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_selector.hpp"

#include "vector/svg_values.hpp"

#include <pugixml.hpp>

#include <algorithm>

namespace croquis::vector {
namespace {

constexpr std::string_view kSpaces = " \t\n\r\f";
constexpr int kIdWeight = 10000, kClassWeight = 100, kTypeWeight = 1;

bool isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool hasClass(std::string_view list, std::string_view wanted) {
    while (!(list = trimmed(list)).empty()) {
        const std::size_t end = std::min(list.find_first_of(kSpaces), list.size());
        if (list.substr(0, end) == wanted)
            return true;
        list.remove_prefix(end);
    }
    return false;
}

} // namespace

std::string_view localNameOf(const pugi::xml_node& element) {
    const std::string_view name = element.name();
    return name.substr(name.rfind(':') + 1);
}

bool SvgSelector::Part::matches(const pugi::xml_node& element) const {
    if ((!type.empty() && localNameOf(element) != type) || (!id.empty() && element.attribute("id").value() != id))
        return false;
    const std::string_view list = classes.empty() ? std::string_view() : element.attribute("class").value();
    return std::ranges::all_of(classes, [list](const std::string& one) { return hasClass(list, one); });
}

/// One compound, "path#line.st0".
bool SvgSelector::addPart(std::string_view text, SvgSelector& selector) {
    Part part;
    const auto takeName = [&text] {
        std::size_t end = 0;
        while (end < text.size() && isPlain(text[end]))
            ++end;
        const std::string name(text.substr(0, end));
        text.remove_prefix(end);
        return name;
    };
    if (text.starts_with('*')) {
        text.remove_prefix(1);
    } else {
        part.type = takeName();
        selector.m_weight += part.type.empty() ? 0 : kTypeWeight;
    }
    while (!text.empty()) {
        const char kind = text.front();
        text.remove_prefix(1);
        const std::string name = takeName();
        if (name.empty() || (kind != '.' && kind != '#') || (kind == '#' && !part.id.empty()))
            return false;
        if (kind == '#')
            part.id = name;
        else
            part.classes.push_back(name);
        selector.m_weight += kind == '#' ? kIdWeight : kClassWeight;
    }
    selector.m_parts.push_back(std::move(part));
    return selector.m_parts.size() <= kMostParts;
}

std::optional<SvgSelector> SvgSelector::from(std::string_view text) {
    SvgSelector selector;
    text = trimmed(text);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(" \t\n\r\f>"), text.size());
        if (end == 0 || !addPart(text.substr(0, end), selector))
            return std::nullopt;
        text = trimmed(text.substr(end));
        if (text.starts_with('>')) {
            selector.m_parts.back().isParent = true;
            text = trimmed(text.substr(1));
            if (text.empty())
                return std::nullopt;
        }
    }
    if (selector.m_parts.empty())
        return std::nullopt;
    const Part& last = selector.m_parts.back();
    selector.m_key = !last.id.empty()        ? '#' + last.id
                     : !last.classes.empty() ? '.' + last.classes.front()
                     : !last.type.empty()    ? last.type
                                             : "*";
    return selector;
}

bool SvgSelector::matches(const pugi::xml_node& element, std::size_t& steps) const {
    ++steps;
    if (!m_parts.back().matches(element))
        return false;
    // From the inside out. Where an ancestor was free to choose, the nearest was taken; a parent that doesn't fit below
    // it sends the search on from there.
    std::size_t open = m_parts.size() - 1; // parts that are still to be found
    std::size_t retryOpen = 0;
    pugi::xml_node retry, at = element;
    while (open > 0) {
        const bool isParent = m_parts[open - 1].isParent;
        at = at.parent();
        ++steps;
        if (at.type() != pugi::node_element) {
            return false; // farther out there is nothing for the freer part either
        }
        if (m_parts[open - 1].matches(at)) {
            if (!isParent) {
                retry = at;
                retryOpen = open;
            }
            --open;
        } else if (isParent) {
            if (!retry)
                return false;
            at = retry;
            open = retryOpen;
        }
    }
    return true;
}

} // namespace croquis::vector
