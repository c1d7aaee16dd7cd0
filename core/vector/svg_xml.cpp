// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_xml.hpp"

#include "base/content_kind.hpp"
#include "base/error.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <new>
#include <span>
#include <string>

namespace croquis::vector {
namespace {

constexpr std::ptrdiff_t kMaximumNodes = 2'000'000;

/// What the file is where it isn't an SVG at all; else what is wrong with the SVG.
ExportError refusal(std::string_view content, const std::string& cause) {
    if (content.empty())
        return ExportError("it is empty");
    const auto kind = base::recogniseContent(std::as_bytes(std::span(content)), {});
    return ExportError(kind.kind == base::ContentKind::Kind::svg ? cause
                                                                 : fmt::format("it isn't an SVG but {}", kind.what));
}

} // namespace

void loadSvgXml(pugi::xml_document& document, std::string_view content) {
    if (content.size() > kMaximumSvgBytes)
        throw ExportError("it is larger than 64 MB");
    if (content.starts_with("\x1f\x8b"))
        throw ExportError("it is compressed (.svgz); unpack it with gunzip first");
    const auto marks = std::ranges::count_if(content, [](char c) { return c == '<' || c == '='; });
    if (marks > kMaximumNodes)
        throw ExportError("it has more than 2 million elements and attributes");
    const pugi::xml_parse_result result =
        document.load_buffer(content.data(), content.size(), pugi::parse_default | pugi::parse_doctype);
    if (result.status == pugi::status_out_of_memory)
        throw std::bad_alloc();
    if (!result)
        throw refusal(content,
                      fmt::format("it isn't well-formed XML ({} at byte {})", result.description(), result.offset));
    for (const pugi::xml_node& node : document.children()) {
        const std::string_view type = node.value();
        const bool plain = type.find("\"-//W3C//DTD SVG ") < type.size() && type.find('[') == std::string_view::npos;
        if (node.type() == pugi::node_doctype && !plain)
            throw refusal(content,
                          "it has a document type declaration, which isn't read for safety; save it as plain SVG");
    }
    const std::string_view root = document.document_element().name();
    if (root.substr(root.find(':') + 1) != "svg")
        throw refusal(content, fmt::format("it isn't an SVG but XML of another kind (<{}>)", root));
}

} // namespace croquis::vector
