// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/provenance_comment.hpp"

#include <algorithm>

namespace croquis::vector {
namespace {

constexpr std::string_view kHeading = "; croquis:provenance";
constexpr std::string_view kPrefix = ";= ";
constexpr std::size_t kPieceLength = 70;

/// How much of the JSON goes on the next line: no piece begins or ends with a space, which other programs cut off.
std::size_t pieceLength(std::string_view rest) {
    std::size_t length = std::min(kPieceLength, rest.size());
    while (length > 1 && (rest[length - 1] == ' ' || (length < rest.size() && rest[length] == ' ')))
        --length;
    return length;
}

std::string_view takeLine(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

} // namespace

std::string provenanceComment(const Provenance& provenance) {
    const std::string json = toJson(provenance);
    std::string out = std::string(kHeading) + '\n';
    for (std::string_view rest = json; !rest.empty();) {
        const std::size_t length = pieceLength(rest);
        out += std::string(kPrefix) + std::string(rest.substr(0, length)) + '\n';
        rest.remove_prefix(length);
    }
    return out;
}

std::optional<std::string> provenanceInComments(std::string_view text) {
    while (!text.empty()) {
        if (takeLine(text) != kHeading)
            continue;
        std::string json;
        while (text.starts_with(kPrefix))
            json += takeLine(text).substr(kPrefix.size());
        return json;
    }
    return std::nullopt;
}

} // namespace croquis::vector
