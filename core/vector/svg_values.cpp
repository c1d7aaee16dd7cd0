// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_values.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

namespace croquis::vector {
namespace {

constexpr std::string_view kSpaces = " \t\n\r\f";

[[noreturn]] void refuse(const char* what, std::string_view text) {
    std::string shown(text.substr(0, 24));
    std::ranges::replace_if(
        shown, [](char c) { return c < 0x20 || c > 0x7e; }, '?');
    throw ExportError(shown.empty() ? fmt::format("{} its end", what) : fmt::format("{} \"{}\"", what, shown));
}

/// Length of the number at the front: sign, digits with at most one point, exponent; 0 when there is none.
std::size_t numberLength(std::string_view text) {
    std::size_t at = 0;
    const auto digits = [&text, &at] {
        const std::size_t start = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9')
            ++at;
        return at - start;
    };
    const auto sign = [&text, &at] {
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
    };
    sign();
    std::size_t count = digits();
    if (at < text.size() && text[at] == '.') {
        ++at;
        count += digits();
    }
    if (count == 0)
        return 0;
    const std::size_t mantissa = at;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        sign();
        if (digits() == 0)
            return mantissa; // "1em": the e belongs to the unit
    }
    return at;
}

geometry::Affine rotation(double degrees) {
    const double angle = degrees * std::numbers::pi / 180;
    return {std::cos(angle), std::sin(angle), -std::sin(angle), std::cos(angle), 0, 0};
}

double tangent(double degrees) {
    return std::tan(degrees * std::numbers::pi / 180);
}

geometry::Affine transformOf(std::string_view name, const std::array<double, 6>& v, std::size_t count) {
    if (name == "matrix" && count == 6)
        return {v[0], v[1], v[2], v[3], v[4], v[5]};
    if (name == "translate" && (count == 1 || count == 2))
        return {1, 0, 0, 1, v[0], v[1]};
    if (name == "scale" && (count == 1 || count == 2))
        return {v[0], 0, 0, count == 2 ? v[1] : v[0], 0, 0};
    if (name == "rotate" && count == 1)
        return rotation(v[0]);
    if (name == "rotate" && count == 3)
        return geometry::Affine{1, 0, 0, 1, v[1], v[2]} * rotation(v[0]) * geometry::Affine{1, 0, 0, 1, -v[1], -v[2]};
    if (name == "skewX" && count == 1)
        return {1, 0, tangent(v[0]), 1, 0, 0};
    if (name == "skewY" && count == 1)
        return {1, tangent(v[0]), 0, 1, 0, 0};
    refuse("it has an unknown transform", name);
}

} // namespace

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kSpaces);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

std::pair<std::string_view, std::string_view> splitOnce(std::string_view text, char separator) {
    const std::size_t at = text.find(separator);
    if (at == std::string_view::npos)
        return {trimmed(text), {}};
    return {trimmed(text.substr(0, at)), trimmed(text.substr(at + 1))};
}

std::string_view NumberScanner::rest() {
    m_rest.remove_prefix(std::min(m_rest.find_first_not_of(kSpaces), m_rest.size()));
    return m_rest;
}

void NumberScanner::skipSeparator() {
    if (rest().empty() || m_rest.front() != ',')
        return;
    const std::string_view comma = m_rest;
    m_rest.remove_prefix(1);
    if (!atNumber())
        m_rest = comma; // whoever goes on from there finds it: what comes before is whole
}

bool NumberScanner::atNumber() {
    return numberLength(rest()) > 0;
}

double NumberScanner::number(bool commaMayFollow) {
    const std::size_t count = numberLength(rest());
    if (count == 0)
        refuse("a number is missing at", m_rest);
    const std::string_view text = m_rest.substr(0, count);
    const std::size_t plus = text.front() == '+' ? 1 : 0; // std::from_chars knows no plus
    double value = 0;
    const auto [end, error] = std::from_chars(text.data() + plus, text.data() + count, value);
    const bool underflow =
        error == std::errc::result_out_of_range && (text.find("e-") < text.size() || text.find("E-") < text.size());
    if ((error != std::errc() && !underflow) || !std::isfinite(value))
        refuse("a number is out of range:", text);
    m_rest.remove_prefix(count);
    if (commaMayFollow)
        skipSeparator();
    return underflow ? 0 : value;
}

bool NumberScanner::flag() {
    if (rest().empty() || (m_rest.front() != '0' && m_rest.front() != '1'))
        refuse("an arc's flag isn't 0 or 1 at", m_rest);
    const bool value = m_rest.front() == '1';
    m_rest.remove_prefix(1);
    skipSeparator();
    return value;
}

char NumberScanner::take() {
    if (rest().empty())
        return 0;
    const char first = m_rest.front();
    m_rest.remove_prefix(1);
    return first;
}

double Length::pixels(double hundredPercent, double letters) const {
    switch (unit) {
    case LengthUnit::none:
    case LengthUnit::px:
        return value;
    case LengthUnit::mm:
        return value * kPixelsPerMm;
    case LengthUnit::cm:
        return value * kPixelsPerMm * 10;
    case LengthUnit::inch:
        return value * 96;
    case LengthUnit::pt:
        return value * 96 / 72;
    case LengthUnit::pc:
        return value * 16;
    case LengthUnit::quarter:
        return value * kPixelsPerMm / 4;
    case LengthUnit::em:
        return value * letters;
    case LengthUnit::rem:
        return value * kLettersPixels;
    case LengthUnit::ex:
        return value * letters / 2;
    case LengthUnit::percent:
        return value / 100 * hundredPercent;
    }
    return value;
}

Length parseLength(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, LengthUnit>, 17> kUnits{{{"", LengthUnit::none},
                                                                                     {"px", LengthUnit::px},
                                                                                     {"mm", LengthUnit::mm},
                                                                                     {"cm", LengthUnit::cm},
                                                                                     {"in", LengthUnit::inch},
                                                                                     {"pt", LengthUnit::pt},
                                                                                     {"pc", LengthUnit::pc},
                                                                                     {"%", LengthUnit::percent},
                                                                                     {"vw", LengthUnit::percent},
                                                                                     {"vh", LengthUnit::percent},
                                                                                     {"vmin", LengthUnit::percent},
                                                                                     {"vmax", LengthUnit::percent},
                                                                                     {"em", LengthUnit::em},
                                                                                     {"rem", LengthUnit::rem},
                                                                                     {"ex", LengthUnit::ex},
                                                                                     {"ch", LengthUnit::ex},
                                                                                     {"Q", LengthUnit::quarter}}};
    NumberScanner scanner(text);
    const double value = scanner.number(false);
    const std::string_view unit = trimmed(scanner.rest());
    const auto* const found = std::ranges::find(kUnits, unit, &std::pair<std::string_view, LengthUnit>::first);
    if (found == kUnits.end())
        refuse("it has a length with an unknown unit:", text);
    return {value, found->second};
}

double parseOpacity(std::string_view text) {
    const Length length = parseLength(text);
    if (length.unit != LengthUnit::none && length.unit != LengthUnit::percent)
        refuse("it has an opacity with a unit:", text);
    return std::clamp(length.pixels(1), 0.0, 1.0);
}

geometry::Affine parseTransform(std::string_view text) {
    geometry::Affine result;
    text = trimmed(text);
    if (text == "none")
        return result;
    while (!text.empty()) {
        const std::size_t open = text.find('(');
        const std::size_t close = text.find(')');
        if (open == std::string_view::npos || close == std::string_view::npos || close < open)
            refuse("it has a damaged transform:", text);
        const std::string_view name = trimmed(text.substr(0, open));
        NumberScanner scanner(text.substr(open + 1, close - open - 1));
        std::array<double, 6> values{};
        std::size_t count = 0;
        while (!scanner.atEnd()) {
            if (count == values.size())
                refuse("a transform has too many numbers:", text);
            values[count++] = scanner.number();
        }
        result = result * transformOf(name, values, count);
        text = trimmed(text.substr(close + 1));
        if (!text.empty() && text.front() == ',')
            text = trimmed(text.substr(1));
    }
    return result;
}

} // namespace croquis::vector
