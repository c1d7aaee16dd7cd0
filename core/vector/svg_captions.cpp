// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_captions.hpp"

#include "vector/svg_marks.hpp"
#include "vector/svg_style.hpp"
#include "vector/svg_viewport.hpp"
#include "vector/xml_text.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <cmath>
#include <string_view>

namespace croquis::vector {
namespace {

constexpr std::size_t kMostCaptions = 1000, kLongest = 1000;

} // namespace

void writeSvgCaptions(std::string& out, std::span<const Caption> captions) {
    if (captions.empty())
        return;
    out += fmt::format("  <g inkscape:groupmode=\"layer\" inkscape:label=\"{}\" id=\"captions\">\n", kCaptionsLabel);
    for (const Caption& caption : captions)
        out += fmt::format("    <text x=\"{}\" y=\"{}\" font-family=\"sans-serif\" font-size=\"{}\" "
                           "text-anchor=\"middle\" fill=\"{}\">{}</text>\n",
                           svgNumber(caption.middle.x), svgNumber(caption.middle.y), svgNumber(caption.sizeMm),
                           svgColour(caption.colour), xmlText(caption.text));
    out += "  </g>\n";
}

std::vector<Caption> captionsIn(const pugi::xml_node& layer, const geometry::Affine& pageFromUser,
                                const SvgStyleSheet& sheet) {
    std::vector<Caption> captions;
    for (const pugi::xml_node& child : layer.children("text")) {
        if (captions.size() == kMostCaptions)
            break;
        if (std::string_view(child.attribute("text-anchor").value()) != "middle")
            continue;
        Caption caption;
        caption.text = std::string(child.text().get()).substr(0, kLongest);
        caption.middle = pageFromUser(geometry::Point{lengthOf(child, "x", 0), lengthOf(child, "y", 0)});
        caption.sizeMm = lengthOf(child, "font-size", 0) * std::sqrt(std::abs(pageFromUser.determinant()));
        if (const auto fill = fillOf(child, sheet))
            caption.colour = *fill;
        if (!caption.text.empty() && caption.sizeMm > 0)
            captions.push_back(std::move(caption));
    }
    return captions;
}

} // namespace croquis::vector
