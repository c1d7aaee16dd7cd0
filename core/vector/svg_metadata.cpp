// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_metadata.hpp"

#include "vector/svg_brushed.hpp"
#include "vector/svg_writer.hpp"

#include <pugixml.hpp>

#include <string_view>

namespace croquis::vector {

std::string svgTextIn(const pugi::xml_node& element) {
    std::string text;
    for (const pugi::xml_node& child : element.children())
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
            text += child.value();
    return text;
}

void readSvgMetadata(const pugi::xml_node& metadata, SvgDocument& document) {
    for (const pugi::xml_node& child : metadata.children()) {
        const std::string_view name = child.name();
        const std::string_view local = name.substr(name.find(':') + 1);
        if (!isOurName(child, name))
            continue;
        if (local == "provenance")
            document.provenanceJson = svgTextIn(child);
        else if (local == "brush")
            document.brushJson = svgTextIn(child);
        else if (local == kVaryWidthElement)
            document.varyWidth = svgTextIn(child);
        else if (local == kVaryOpacityElement)
            document.varyOpacity = svgTextIn(child);
        else if (local == kPaperTextureElement)
            document.paperTexture = svgTextIn(child);
    }
}

} // namespace croquis::vector
