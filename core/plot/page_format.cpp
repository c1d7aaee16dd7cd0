// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/page_format.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

namespace croquis::plot {
namespace {

constexpr double kShortestSideMm = 20;
constexpr double kLongestSideMm = 10000;
constexpr double kInchMm = 25.4;

struct NamedFormat {
    std::string_view name;
    PageFormat format;
};

constexpr std::array<NamedFormat, 12> kFormats{{
    {"a0", {841, 1189}},
    {"a1", {594, 841}},
    {"a2", {420, 594}},
    {"a3", {297, 420}},
    {"a4", {210, 297}},
    {"a5", {148, 210}},
    {"a6", {105, 148}},
    {"a7", {74, 105}},
    {"a8", {52, 74}},
    {"letter", {215.9, 279.4}},
    {"legal", {215.9, 355.6}},
    {"tabloid", {279.4, 431.8}},
}};

std::optional<double> takeNumber(std::string_view& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc())
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

std::optional<PageFormat> measured(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, double>, 4> kUnits{
        {{"", 1}, {"mm", 1}, {"cm", 10}, {"in", kInchMm}}};
    const auto width = takeNumber(text);
    const auto skipSpaces = [&text] { text.remove_prefix(std::min(text.find_first_not_of(' '), text.size())); };
    skipSpaces();
    if (!width || !text.starts_with('x'))
        return std::nullopt;
    text.remove_prefix(1);
    skipSpaces();
    const auto height = takeNumber(text);
    if (!height)
        return std::nullopt;
    skipSpaces();
    for (const auto& [unit, millimetres] : kUnits)
        if (text == unit)
            return PageFormat{*width * millimetres, *height * millimetres};
    return std::nullopt;
}

std::optional<PageFormat> named(std::string_view text) {
    const auto cut = [&text](std::string_view ending) {
        const bool there = text.ends_with(ending);
        if (there)
            text.remove_suffix(ending.size());
        return there;
    };
    const bool landscape = cut("-landscape");
    if (!landscape)
        cut("-portrait");
    for (const auto& [name, format] : kFormats)
        if (text == name)
            return landscape ? PageFormat{format.heightMm, format.widthMm} : format;
    return std::nullopt;
}

} // namespace

PageFormat pageFormatFrom(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    const auto byName = named(lower); // no name has a space
    const auto format = byName ? byName : measured(lower);
    if (!format)
        throw InvalidArgument(fmt::format("There is no page \"{}\": choose A0 to A8, Letter, Legal or Tabloid, with "
                                          "-landscape if wanted, or a size such as 210x297mm.",
                                          text.substr(0, 40)));
    for (const double side : {format->widthMm, format->heightMm})
        if (!(side >= kShortestSideMm && side <= kLongestSideMm))
            throw InvalidArgument(
                fmt::format("Each side of the page must lie between 20 mm and 10 m, not {} mm.", side));
    return *format;
}

std::string nameOf(const PageFormat& page) {
    constexpr double kSameMm = 1e-6;
    const auto has = [&page](double widthMm, double heightMm) {
        return std::abs(page.widthMm - widthMm) < kSameMm && std::abs(page.heightMm - heightMm) < kSameMm;
    };
    for (const auto& [name, format] : kFormats) {
        const bool isTurned = has(format.heightMm, format.widthMm);
        if (!isTurned && !has(format.widthMm, format.heightMm))
            continue;
        std::string text(name);
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
        return isTurned ? text + "-landscape" : text;
    }
    return fmt::format("{:g}x{:g}mm", page.widthMm, page.heightMm);
}

} // namespace croquis::plot
