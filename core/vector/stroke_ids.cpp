// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/stroke_ids.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace croquis::vector {
namespace {

constexpr std::string_view kStroke = "stroke-";
constexpr std::size_t kMostDigits = 9;
constexpr std::size_t kLongestName = 128;
constexpr std::uint64_t kForeign = std::uint64_t{1} << 63; ///< beyond every number

bool isPlainName(std::string_view name) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto inside = [&letter](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; };
    return !name.empty() && name.size() <= kLongestName && letter(name.front()) && std::ranges::all_of(name, inside);
}

/// Fowler, Noll and Vo's hash, 1a: the same everywhere.
std::uint64_t hashOf(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3u;
    }
    return hash;
}

} // namespace

std::string strokeName(int number, int level) {
    return level == 0 ? fmt::format("{}{:02}", kStroke, number)
                      : fmt::format("level-{}-{}{:02}", level, kStroke, number);
}

int numberInName(std::string_view id) {
    const std::size_t begin = id.rfind(kStroke);
    if (begin == std::string_view::npos)
        return 0;
    const std::string_view digits = id.substr(begin + kStroke.size());
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = error == std::errc() && end == digits.data() + digits.size() && digits.size() <= kMostDigits;
    return whole ? std::max(number, 0) : 0;
}

std::uint64_t textureSeedOf(std::string_view id) {
    const int number = numberInName(id);
    return number > 0 ? static_cast<std::uint64_t>(number) - 1 : hashOf(id) | kForeign;
}

std::string_view nameOfLine(std::span<const geometry::Stroke> line) {
    const std::string_view first = line.front().id;
    const std::size_t dot = first.rfind('.');
    if (line.size() == 1 || dot == std::string_view::npos || dot == 0)
        return first;
    const std::string_view stem = first.substr(0, dot);
    const auto isPartOf = [stem](std::string_view id) {
        return id.size() > stem.size() + 1 && id.starts_with(stem) && id[stem.size()] == '.' &&
               id.find_first_not_of("0123456789", stem.size() + 1) == std::string_view::npos;
    };
    const auto isBeginning = [&](const geometry::Stroke& s) { return s.id.substr(stem.size()) == ".1"; };
    const bool whole = std::ranges::all_of(line, isPartOf, &geometry::Stroke::id);
    return whole && std::ranges::any_of(line, isBeginning) ? stem : first;
}

std::string StrokeIds::next(std::string_view wanted) {
    if (isPlainName(wanted) && !m_reserved.contains(wanted) && m_kept.emplace(wanted).second)
        return std::string(wanted);
    std::string id;
    do
        id = strokeName(++m_number);
    while (m_reserved.contains(id) || m_expected.contains(id));
    return id;
}

} // namespace croquis::vector
