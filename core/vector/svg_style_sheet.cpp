// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_style_sheet.hpp"

#include "vector/svg_values.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>

namespace croquis::vector {
namespace {

/// The text without its comments; an open one goes to the end.
std::string withoutComments(std::string_view css) {
    std::string text;
    while (!css.empty()) {
        const std::size_t open = std::min(css.find("/*"), css.size());
        text += css.substr(0, open);
        css.remove_prefix(open);
        if (css.empty())
            break;
        text += ' ';
        const std::size_t close = css.find("*/", 2);
        css.remove_prefix(close == std::string_view::npos ? css.size() : close + 2);
    }
    return text;
}

/// Takes what stands before the brace that closes the block whose opening one was just taken.
std::string_view takeBlock(std::string_view& text) {
    int depth = 1;
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        depth += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
        if (depth == 0)
            break;
    }
    const std::string_view block = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return block;
}

/// One of `*`, `name`, `.class`, `#id` and `name.class`.
bool isSimple(std::string_view selector) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               static_cast<unsigned char>(c) >= 0x80;
    };
    if (selector == "*")
        return true;
    if (selector.starts_with('#'))
        return selector.size() > 1 && std::ranges::all_of(selector.substr(1), plain);
    const std::size_t dot = selector.find('.');
    const auto name = selector.substr(0, dot);
    const auto type = dot == std::string_view::npos ? std::string_view() : selector.substr(dot + 1);
    return !selector.empty() && std::ranges::all_of(name, plain) && std::ranges::all_of(type, plain) &&
           (dot == std::string_view::npos || !type.empty());
}

} // namespace

void SvgStyleSheet::add(std::string_view css) {
    const std::string text = withoutComments(css);
    std::string_view rest = trimmed(text);
    while (!rest.empty()) {
        const std::size_t end = rest.find_first_of("{;");
        if (end == std::string_view::npos)
            return;
        const std::string_view head = trimmed(rest.substr(0, end));
        const bool block = rest[end] == '{';
        rest.remove_prefix(end + 1);
        const std::string_view body = block ? takeBlock(rest) : std::string_view();
        if (block && !head.starts_with('@'))
            addRule(head, body);
        rest = trimmed(rest);
    }
}

void SvgStyleSheet::addRule(std::string_view selectors, std::string_view body) {
    Declarations declared;
    ++m_order;
    while (!body.empty()) {
        const auto [declaration, after] = splitOnce(body, ';');
        const auto [name, value] = splitOnce(declaration, ':');
        const auto* const property = std::ranges::find(kProperties, name);
        if (property != kProperties.end() && !value.empty())
            declared[static_cast<std::size_t>(property - kProperties.begin())] = {
                std::string(splitOnce(value, '!').first), m_order};
        body = after;
    }
    while (!selectors.empty()) {
        const auto [selector, after] = splitOnce(selectors, ',');
        if (isSimple(selector)) {
            Declarations& known = m_rules[std::string(selector)];
            for (std::size_t i = 0; i < declared.size(); ++i)
                if (!declared[i].value.empty())
                    known[i] = declared[i];
        }
        selectors = after;
    }
}

const SvgStyleSheet::Declarations* SvgStyleSheet::find(std::string_view selector) const {
    const auto found = m_rules.find(selector);
    return found == m_rules.end() ? nullptr : &found->second;
}

void SvgStyleSheet::apply(const pugi::xml_node& element, std::string_view name,
                          const std::function<void(std::string_view, std::string_view)>& declare) const {
    if (m_rules.empty())
        return;
    std::array<const Declaration*, kProperties.size()> winner{};
    std::array<int, kProperties.size()> weight{};
    const auto consider = [&](const std::string& selector, int selectorWeight) {
        const Declarations* declared = find(selector);
        for (std::size_t i = 0; declared != nullptr && i < declared->size(); ++i) {
            const Declaration& one = (*declared)[i];
            const bool wins = winner[i] == nullptr || selectorWeight > weight[i] ||
                              (selectorWeight == weight[i] && one.order > winner[i]->order);
            if (!one.value.empty() && wins) {
                winner[i] = &one;
                weight[i] = selectorWeight;
            }
        }
    };
    consider("*", 0);
    consider(std::string(name), 1);
    for (std::string_view rest = trimmed(element.attribute("class").value()); !rest.empty();) {
        const std::size_t end = std::min(rest.find_first_of(" \t\n\r\f"), rest.size());
        const std::string one = fmt::format(".{}", rest.substr(0, end));
        consider(one, 2);
        consider(fmt::format("{}{}", name, one), 3);
        rest = trimmed(rest.substr(end));
    }
    if (const std::string_view id = element.attribute("id").value(); !id.empty())
        consider(fmt::format("#{}", id), 4);
    for (std::size_t i = 0; i < winner.size(); ++i)
        if (winner[i] != nullptr)
            declare(kProperties[i], winner[i]->value);
}

} // namespace croquis::vector
