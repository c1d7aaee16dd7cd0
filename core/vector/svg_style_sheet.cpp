// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_style_sheet.hpp"

#include "base/error.hpp"
#include "vector/svg_values.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <optional>

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

constexpr std::array<std::string_view, 27> kProperties{
    "stroke",     "stroke-width", "stroke-opacity", "stroke-dasharray", "opacity",
    "display",    "visibility",   "color",          "transform",        "translate",
    "rotate",     "scale",        "transform-box",  "transform-origin", "vector-effect",
    "clip-path",  "mask",         "filter",         "marker",           "marker-start",
    "marker-mid", "marker-end",   "stroke-linecap", "stroke-linejoin",  "d",
    "fill",       "font-size"};

/// One that strokes depend on: fills are left out anyway.
bool isForStrokes(std::string_view property) {
    return property != "fill" && property != "color" && property != "font-size" &&
           std::ranges::find(kProperties, property) != kProperties.end();
}

/// Holds only as long as somebody points at it.
bool isPassing(std::string_view selector) {
    return std::ranges::any_of(std::array<std::string_view, 4>{":hover", ":active", ":focus", ":visited"},
                               [selector](std::string_view kind) { return selector.find(kind) < selector.size(); });
}

} // namespace

/// The winner of each property.
class SvgStyleSheet::Cascade {
  public:
    void take(const Rule& rule) {
        const int weight = rule.selector.weight();
        for (const Declaration& one : rule.declared) {
            const std::size_t i = one.property;
            if (m_winners[i] == nullptr || weight > m_weights[i] ||
                (weight == m_weights[i] && one.order > m_winners[i]->order)) {
                m_winners[i] = &one;
                m_weights[i] = weight;
            }
        }
    }
    SvgDeclared declared() const {
        SvgDeclared result;
        for (std::size_t i = 0; i < m_winners.size(); ++i)
            if (m_winners[i] != nullptr)
                (i < kProperties.size() ? result.normal : result.important)
                    .emplace_back(kProperties[i % kProperties.size()], m_winners[i]->value);
        return result;
    }

  private:
    std::array<const Declaration*, 2 * kProperties.size()> m_winners{};
    std::array<int, 2 * kProperties.size()> m_weights{};
};

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
        if (head.starts_with('@'))
            passOver(head, body);
        else if (block)
            addRule(head, body);
        rest = trimmed(rest);
    }
}

/// What is for paper, for the eye at rest or for letters changes nothing here.
void SvgStyleSheet::passOver(std::string_view atRule, std::string_view body) {
    if (atRule.starts_with("@import"))
        m_losses.add(SvgLoss::otherSheets);
    const bool groups =
        std::ranges::any_of(std::array<std::string_view, 4>{"@media", "@supports", "@layer", "@container"},
                            [atRule](std::string_view kind) { return atRule.starts_with(kind); });
    if (!groups || atRule.find("prefers-reduced-motion") < atRule.size() || atRule == "@media print")
        return;
    for (std::size_t colon = body.find(':'); colon < body.size(); colon = body.find(':', colon + 1)) {
        const std::string_view before = trimmed(body.substr(0, colon));
        if (isForStrokes(before.substr(std::min(before.find_last_of(" \t\n\r\f{;") + 1, before.size()))))
            m_losses.add(SvgLoss::atRules);
    }
}

void SvgStyleSheet::addRule(std::string_view selectors, std::string_view body) {
    Declarations declared;
    ++m_order;
    while (!body.empty()) {
        const auto [declaration, after] = splitOnce(body, ';');
        const auto [name, whole] = splitOnce(declaration, ':');
        const auto [value, mark] = splitOnce(whole, '!');
        const auto* const property = std::ranges::find(kProperties, name);
        if (property != kProperties.end() && !value.empty()) {
            const std::size_t first = mark == "important" ? kProperties.size() : 0;
            declared.push_back(
                {first + static_cast<std::size_t>(property - kProperties.begin()), std::string(value), m_order});
        }
        body = after;
    }
    while (!selectors.empty() && !declared.empty()) {
        const auto [selector, after] = splitOnce(selectors, ',');
        addRule(selector, declared);
        selectors = after;
    }
}

void SvgStyleSheet::addRule(std::string_view text, const Declarations& declared) {
    auto known = m_ruleOf.find(text);
    if (known == m_ruleOf.end()) {
        auto selector = SvgSelector::from(text);
        if (!selector) {
            if (!isPassing(text) && std::ranges::any_of(declared, [](const Declaration& one) {
                    return isForStrokes(kProperties[one.property % kProperties.size()]);
                }))
                m_losses.add(SvgLoss::selectors);
            return;
        }
        if (m_rules.size() == kMostRules)
            throw SvgLimit("its style sheets have more than 100 000 rules");
        m_below[selector->key()].push_back(m_rules.size());
        known = m_ruleOf.emplace(std::string(text), m_rules.size()).first;
        m_rules.push_back({*std::move(selector), {}});
    }
    Declarations& all = m_rules[known->second].declared;
    for (const Declaration& one : declared) {
        const auto before = std::ranges::find(all, one.property, &Declaration::property);
        if (before == all.end())
            all.push_back(one);
        else
            *before = one;
    }
}

void SvgStyleSheet::consider(std::string_view key, const pugi::xml_node& element, Cascade& cascade) const {
    const auto found = m_below.find(key);
    if (found == m_below.end())
        return;
    for (const std::size_t rule : found->second)
        if (m_rules[rule].selector.matches(element, m_steps))
            cascade.take(m_rules[rule]);
    if (m_steps > kMostSteps)
        throw SvgLimit("its style sheets have too many rules for so many elements");
}

SvgDeclared SvgStyleSheet::declaredFor(const pugi::xml_node& element) const {
    if (m_rules.empty())
        return {};
    Cascade cascade;
    consider("*", element, cascade);
    consider(localNameOf(element), element, cascade);
    for (std::string_view rest = trimmed(element.attribute("class").value()); !rest.empty();) {
        const std::size_t end = std::min(rest.find_first_of(" \t\n\r\f"), rest.size());
        consider(fmt::format(".{}", rest.substr(0, end)), element, cascade);
        rest = trimmed(rest.substr(end));
    }
    if (const std::string_view id = element.attribute("id").value(); !id.empty())
        consider(fmt::format("#{}", id), element, cascade);
    return cascade.declared();
}

} // namespace croquis::vector
