// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_switch.hpp"

#include "vector/svg_values.hpp"

#include <pugixml.hpp>

#include <string_view>

namespace croquis::vector {

pugi::xml_node chosenOf(const pugi::xml_node& parent) {
    const auto isEnglish = [](std::string_view languages) {
        for (; !languages.empty();) {
            const auto [language, rest] = splitOnce(languages, ',');
            if (language == "en" || language.starts_with("en-"))
                return true;
            languages = rest;
        }
        return false;
    };
    for (const pugi::xml_node& child : parent.children()) {
        const pugi::xml_attribute language = child.attribute("systemLanguage");
        if (child.type() == pugi::node_element && !child.attribute("requiredExtensions") &&
            (!language || isEnglish(language.value())))
            return child;
    }
    return {};
}

} // namespace croquis::vector
