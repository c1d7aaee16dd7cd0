// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/svg_losses.hpp"
#include "vector/svg_selector.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace croquis::vector {

/// What the sheets say of one element: property and value, each property once.
struct SvgDeclared {
    using Declarations = std::vector<std::pair<std::string_view, std::string_view>>;
    Declarations normal;
    Declarations important; ///< wins over style="" as well
};

/// The rules of an SVG's <style> elements, as far as drawing programs write them: selectors by type, class and id, one
/// element below another (SvgSelector), and lists of them, for the properties that svg_style.hpp knows. Everything else
/// (at-rules, attribute, pseudo and sibling selectors, other properties) is passed over; what of that may style strokes
/// is counted among the losses. Cost: one step a character to read, a few look-ups an element to apply, and a test for
/// each rule of several elements that ends in one like it.
class SvgStyleSheet {
  public:
    /// Adds the rules of one <style>; the last of two that weigh the same wins.
    /// @throws ExportError beyond kMostRules.
    void add(std::string_view css);
    const SvgLosses& losses() const { return m_losses; }

    /// @throws ExportError when that takes more than kMostSteps looks at elements in all.
    SvgDeclared declaredFor(const pugi::xml_node& element) const;

    static constexpr std::size_t kMostSteps = 50'000'000, kMostRules = 100'000;

  private:
    struct Declaration {
        std::size_t property; ///< its number; of an important one, more by their count
        std::string value;
        std::size_t order;
    };
    using Declarations = std::vector<Declaration>; ///< each property once
    struct Rule {
        SvgSelector selector;
        Declarations declared;
    };
    class Cascade;

    void addRule(std::string_view selectors, std::string_view body);
    void addRule(std::string_view selector, const Declarations& declared);
    void passOver(std::string_view atRule, std::string_view body);
    void consider(std::string_view key, const pugi::xml_node& element, Cascade& cascade) const;

    std::vector<Rule> m_rules;
    std::map<std::string, std::size_t, std::less<>> m_ruleOf;             ///< by selector
    std::map<std::string, std::vector<std::size_t>, std::less<>> m_below; ///< by selector's key
    std::size_t m_order = 0;
    mutable std::size_t m_steps = 0;
    SvgLosses m_losses;
};

} // namespace croquis::vector
