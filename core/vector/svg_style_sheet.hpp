// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace pugi {
class xml_node;
}

namespace croquis::vector {

/// The rules of an SVG's <style> elements, as far as drawing programs write them: selectors of one element (`*`,
/// `path`, `.st0`, `#line`, `path.st0`) and lists of them, for the properties that svg_style.hpp knows. Everything else
/// (at-rules, combinators, attribute and pseudo selectors, other properties) is passed over; `!important` counts for
/// nothing. Cost: one step a character to read, a few look-ups an element to apply, whatever the sheet's size.
class SvgStyleSheet {
  public:
    /// Adds the rules of one <style>; the last of two that weigh the same wins.
    void add(std::string_view css);

    /// Calls `declare(name, value)` for every property that holds for the element, once each.
    /// @param name  the element's without its namespace prefix.
    void apply(const pugi::xml_node& element, std::string_view name,
               const std::function<void(std::string_view, std::string_view)>& declare) const;

  private:
    static constexpr std::array<std::string_view, 8> kProperties{"stroke",  "stroke-width", "stroke-opacity", "opacity",
                                                                 "display", "visibility",   "color",          "fill"};
    struct Declaration {
        std::string value; ///< empty: not declared
        std::size_t order = 0;
    };
    using Declarations = std::array<Declaration, kProperties.size()>;

    void addRule(std::string_view selectors, std::string_view body);
    const Declarations* find(std::string_view selector) const;

    std::map<std::string, Declarations, std::less<>> m_rules; ///< by selector
    std::size_t m_order = 0;
};

} // namespace croquis::vector
