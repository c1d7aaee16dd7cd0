// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pugi {
class xml_node;
}

namespace croquis::vector {

/// A selector of CSS: elements by type, class and id, one below another (`g .a > path#line.st0`).
class SvgSelector {
  public:
    /// Nothing for what has others than those in it (attributes, pseudo classes, siblings), or more than kMostParts.
    static std::optional<SvgSelector> from(std::string_view text);

    static constexpr std::size_t kMostParts = 16;

    /// @param steps  grows by one for each element that is looked at.
    bool matches(const pugi::xml_node& element, std::size_t& steps) const;
    /// What an element that it matches has at least: "#id", ".class", a type, or "*".
    const std::string& key() const { return m_key; }
    /// Ids before classes before types (CSS' specificity).
    int weight() const { return m_weight; }

  private:
    struct Part {
        std::string type, id; ///< empty: any
        std::vector<std::string> classes;
        bool isParent = false; ///< of the part after it, rather than any ancestor

        bool matches(const pugi::xml_node& element) const;
    };

    static bool addPart(std::string_view text, SvgSelector& selector);

    std::vector<Part> m_parts; ///< the outermost first
    std::string m_key;
    int m_weight = 0;
};

/// An element's name without the prefix of its namespace.
std::string_view localNameOf(const pugi::xml_node& element);

} // namespace croquis::vector
