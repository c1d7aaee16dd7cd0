// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_xml.hpp"

#include "base/content_kind.hpp"
#include "base/error.hpp"
#include "vector/svg_values.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

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

constexpr std::size_t kMostEntities = 64, kLongestEntity = 256, kMostOfAll = 1 << 20;

using Entities = std::vector<std::pair<std::string, std::string_view>>; ///< with & and ;

/// Moves on behind `expected` and the spaces after it; false where it isn't there.
bool skip(std::string_view& text, std::string_view expected) {
    if (!text.starts_with(expected))
        return false;
    text = trimmed(text.substr(expected.size()));
    return true;
}

/// What Illustrator declares in a document: names for plain text. Nothing where there is anything else: other files,
/// parameters, entities in entities, markup.
std::optional<Entities> plainEntities(std::string_view declarations) {
    Entities entities;
    declarations = trimmed(declarations);
    while (!declarations.empty()) {
        if (!skip(declarations, "<!ENTITY ") || entities.size() == kMostEntities)
            return std::nullopt;
        const std::size_t nameEnd = declarations.find_first_of(" \t\n\r\"'%&;<>");
        if (nameEnd == 0 || nameEnd >= declarations.size() || trimmed(declarations.substr(nameEnd, 1)).size() == 1)
            return std::nullopt;
        std::string name = fmt::format("&{};", declarations.substr(0, nameEnd));
        declarations = trimmed(declarations.substr(nameEnd));
        const std::string_view quote = declarations.substr(0, 1);
        if (quote != "\"" && quote != "'")
            return std::nullopt;
        declarations.remove_prefix(1);
        const std::string_view text = declarations.substr(0, declarations.find(quote));
        if (text.size() == declarations.size() || text.size() > kLongestEntity ||
            text.find_first_of("&%<\"") < text.size())
            return std::nullopt;
        entities.emplace_back(std::move(name), text);
        declarations = trimmed(declarations.substr(text.size() + 1));
        if (!skip(declarations, ">"))
            return std::nullopt;
    }
    return entities;
}

/// The declarations between the brackets of a document type of SVG's own; empty where it has none, nothing where it
/// is of another kind.
std::optional<std::string_view> declarationsIn(std::string_view type) {
    const std::size_t open = type.find('[');
    const std::string_view before = trimmed(type.substr(0, open));
    if (before.find("\"-//W3C//DTD SVG ") >= before.size() && !(before == "svg" && open < type.size()))
        return std::nullopt;
    if (open >= type.size())
        return std::string_view();
    type = trimmed(type);
    if (!type.ends_with(']'))
        return std::nullopt;
    type.remove_suffix(1);
    return type.substr(type.find('[') + 1);
}

/// @throws ExportError where what the entities add is more than a drawing needs.
std::string expanded(std::string_view content, const Entities& entities) {
    std::string text;
    std::size_t added = 0;
    while (!content.empty()) {
        const std::size_t place = std::min(content.find('&'), content.size());
        text += content.substr(0, place);
        content.remove_prefix(place);
        const auto named =
            std::ranges::find_if(entities, [&](const auto& entity) { return content.starts_with(entity.first); });
        if (named == entities.end()) {
            text += content.substr(0, 1);
            content.remove_prefix(std::min<std::size_t>(1, content.size()));
            continue;
        }
        text += named->second;
        added += named->second.size();
        content.remove_prefix(named->first.size());
        if (added > kMostOfAll)
            throw ExportError("its entities stand for more than 1 MB of text");
    }
    return text;
}

/// @param isExpanded  its entities have been put in: it may declare no more.
void load(pugi::xml_document& document, std::string_view content, bool isExpanded) {
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
        if (node.type() != pugi::node_doctype)
            continue;
        const auto declarations = isExpanded ? std::nullopt : declarationsIn(node.value());
        const auto entities = declarations ? plainEntities(*declarations) : std::nullopt;
        if (!entities)
            throw refusal(content,
                          "it has a document type declaration, which isn't read for safety; save it as plain SVG");
        if (entities->empty())
            continue;
        const std::string type = fmt::format("<!DOCTYPE {}>", node.value());
        const std::size_t place = content.find(type);
        if (place >= content.size())
            throw refusal(content, "its document type declaration can't be read; save it as plain SVG");
        const std::string whole =
            std::string(content.substr(0, place)) + expanded(content.substr(place + type.size()), *entities);
        return load(document, whole, true);
    }
    const std::string_view root = document.document_element().name();
    if (root.substr(root.find(':') + 1) != "svg")
        throw refusal(content, fmt::format("it isn't an SVG but XML of another kind (<{}>)", root));
}

} // namespace

void loadSvgXml(pugi::xml_document& document, std::string_view content) {
    load(document, content, false);
}

} // namespace croquis::vector
