// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_css_transform.hpp"

#include "base/error.hpp"
#include "vector/svg_values.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <span>
#include <vector>

namespace croquis::vector {
namespace {

using geometry::Affine;
using geometry::Point;
using Words = std::span<const std::string_view>;

constexpr std::size_t kMostWords = 6;

/// What stands between spaces and commas; nothing where there are more than a transform takes.
std::optional<std::vector<std::string_view>> wordsOf(std::string_view text) {
    std::vector<std::string_view> words;
    while (!(text = trimmed(text)).empty()) {
        const std::size_t end = std::min(text.find_first_of(" \t\n\r\f,"), text.size());
        if (end == 0 || words.size() == kMostWords)
            return std::nullopt;
        words.push_back(text.substr(0, end));
        text = trimmed(text.substr(end));
        if (text.starts_with(','))
            text.remove_prefix(1);
    }
    return words;
}

std::optional<double> numberIn(std::string_view word) {
    const Length length = parseLength(word);
    if (length.unit == LengthUnit::none)
        return length.value;
    return length.unit == LengthUnit::percent ? std::optional(length.value / 100) : std::nullopt;
}

std::optional<double> pixelsIn(std::string_view word, double hundredPercent) {
    const Length length = parseLength(word);
    if (length.unit == LengthUnit::none && std::abs(length.value) > 0) // CSS has no lengths without a unit
        return std::nullopt;
    return length.pixels(hundredPercent);
}

/// All words by one reader; nothing where one of them can't be read.
template <typename Read>
std::optional<std::vector<double>> all(Words words, const Read& read) {
    std::vector<double> values;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::optional<double> value = read(i);
        if (!value)
            return std::nullopt;
        values.push_back(*value);
    }
    return values;
}

std::optional<Affine> translation(std::string_view name, Words words, Point size) {
    const bool down = name == "translateY";
    if (words.empty() || words.size() > (name == "translate" ? 2U : 1U))
        return std::nullopt;
    const auto way = all(words, [&](std::size_t i) { return pixelsIn(words[i], i == 1 || down ? size.y : size.x); });
    if (!way)
        return std::nullopt;
    const double second = way->size() == 2 ? (*way)[1] : 0;
    return down ? Affine{1, 0, 0, 1, 0, (*way)[0]} : Affine{1, 0, 0, 1, (*way)[0], second};
}

std::optional<Affine> scaling(std::string_view name, Words words) {
    if (words.empty() || words.size() > (name == "scale" ? 2U : 1U))
        return std::nullopt;
    const auto factors = all(words, [&](std::size_t i) { return numberIn(words[i]); });
    if (!factors)
        return std::nullopt;
    const double first = factors->front(), second = factors->back();
    return Affine{name == "scaleY" ? 1 : first, 0, 0, name == "scaleX" ? 1 : second, 0, 0};
}

std::optional<Affine> turning(std::string_view name, Words words) {
    if (words.empty() || words.size() > (name == "skew" ? 2U : 1U))
        return std::nullopt;
    const auto angles = all(words, [&](std::size_t i) { return parseAngle(words[i]); });
    if (!angles)
        return std::nullopt;
    const double first = angles->front() * std::numbers::pi / 180;
    const double second = angles->size() == 2 ? (*angles)[1] * std::numbers::pi / 180 : 0;
    if (name == "rotate" || name == "rotateZ")
        return Affine{std::cos(first), std::sin(first), -std::sin(first), std::cos(first), 0, 0};
    if (name == "skewY")
        return Affine{1, std::tan(first), 0, 1, 0, 0};
    return Affine{1, std::tan(second), std::tan(first), 1, 0, 0};
}

std::optional<Affine> oneOf(std::string_view name, Words words, Point size) {
    if (name == "translate" || name == "translateX" || name == "translateY")
        return translation(name, words, size);
    if (name == "scale" || name == "scaleX" || name == "scaleY")
        return scaling(name, words);
    if (name == "rotate" || name == "rotateZ" || name == "skew" || name == "skewX" || name == "skewY")
        return turning(name, words);
    if (name == "matrix" && words.size() == 6)
        if (const auto v = all(words, [&](std::size_t i) { return numberIn(words[i]); }))
            return Affine{(*v)[0], (*v)[1], (*v)[2], (*v)[3], (*v)[4], (*v)[5]};
    return std::nullopt;
}

} // namespace

std::optional<double> parseAngle(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, double>, 4> kUnits{
        {{"deg", 1}, {"grad", 0.9}, {"rad", 180 / std::numbers::pi}, {"turn", 360}}};
    try {
        NumberScanner scanner(text);
        const double value = scanner.number(false);
        const std::string_view unit = trimmed(scanner.rest());
        for (const auto& [name, degrees] : kUnits)
            if (unit == name)
                return value * degrees;
        return unit.empty() && !(std::abs(value) > 0) ? std::optional(0.0) : std::nullopt;
    } catch (const ExportError&) {
        return std::nullopt;
    }
}

std::optional<Affine> parseCssTransform(std::string_view text, Point size) try {
    Affine result;
    text = trimmed(text);
    if (text == "none")
        return result;
    if (text.empty())
        return std::nullopt;
    while (!text.empty()) {
        const std::size_t open = text.find('('), close = text.find(')');
        if (open == std::string_view::npos || close == std::string_view::npos || close < open)
            return std::nullopt;
        const auto words = wordsOf(text.substr(open + 1, close - open - 1));
        const auto one = words ? oneOf(trimmed(text.substr(0, open)), *words, size) : std::nullopt;
        if (!one)
            return std::nullopt;
        result = result * *one;
        text = trimmed(text.substr(close + 1));
    }
    return result;
} catch (const ExportError&) {
    return std::nullopt;
}

std::optional<Point> parseTransformOrigin(std::string_view text, Point size, bool isAttribute) try {
    const auto words = wordsOf(text);
    if (!words || words->size() != 2)
        return std::nullopt;
    const auto along = [isAttribute](std::string_view word, double whole) {
        return isAttribute ? std::optional(parseLength(word).pixels(whole)) : pixelsIn(word, whole);
    };
    const auto x = along((*words)[0], size.x), y = along((*words)[1], size.y);
    return x && y ? std::optional(Point{*x, *y}) : std::nullopt;
} catch (const ExportError&) {
    return std::nullopt;
}

} // namespace croquis::vector
