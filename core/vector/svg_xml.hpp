// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace pugi {
class xml_document;
}

namespace croquis::vector {

inline constexpr std::size_t kMaximumSvgBytes = 64u << 20;

/// Parses an SVG's XML.
/// @throws ExportError with the cause: empty, not an SVG (and what it is), larger than kMaximumSvgBytes, compressed,
/// over 2 million elements and attributes, not well-formed, a DOCTYPE (save that of SVG itself,
/// with entities that stand for plain text, as Illustrator declares them: at most 64, of 256 bytes each, for 1 MB of
/// text in all).
void loadSvgXml(pugi::xml_document& document, std::string_view content);

} // namespace croquis::vector
