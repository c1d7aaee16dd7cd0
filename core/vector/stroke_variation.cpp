// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/stroke_variation.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>
#include <utility>

namespace croquis::vector {
namespace {

constexpr std::array<std::pair<std::string_view, VaryBy>, 4> kNames{{{"none", VaryBy::nothing},
                                                                     {"length", VaryBy::length},
                                                                     {"importance", VaryBy::importance},
                                                                     {"order", VaryBy::order}}};
constexpr double kRounding = 0.00051;      // what a file's thousandths leave of a width or an opacity
constexpr double kShareRounding = 0.00005; // and of a length over another

/// 1 for the first place, 0 for the last.
std::vector<double> evenShares(std::span<const std::size_t> strokeAtPlace) {
    std::vector<double> shares(strokeAtPlace.size(), 1);
    const double last = static_cast<double>(strokeAtPlace.size()) - 1;
    for (std::size_t place = 1; place < strokeAtPlace.size(); ++place)
        shares[strokeAtPlace[place]] = 1 - static_cast<double>(place) / last;
    return shares;
}

/// Strokes from the most important to the least.
std::vector<std::size_t> byImportance(std::size_t count, std::span<const int> importance) {
    std::vector<std::size_t> strokes(count);
    std::iota(strokes.begin(), strokes.end(), std::size_t{0});
    if (!importance.empty())
        std::ranges::stable_sort(strokes, {}, [importance](std::size_t stroke) { return importance[stroke]; });
    return strokes;
}

using Lines = std::vector<std::span<geometry::Stroke>>;

Lines linesOf(std::span<geometry::Stroke> strokes, std::span<const std::size_t> runs) {
    Lines lines;
    for (const std::size_t count : runs) {
        if (count == 0 || count > strokes.size())
            throw InvalidArgument("variation: the runs don't fit the strokes");
        lines.push_back(strokes.first(count));
        strokes = strokes.subspan(count);
    }
    for (std::size_t k = 0; k < strokes.size(); ++k)
        lines.push_back(strokes.subspan(k, 1));
    return lines;
}

/// Of each line.
std::vector<double> lengthsOf(const Lines& lines) {
    std::vector<double> lengths;
    for (const auto& line : lines) {
        lengths.push_back(0);
        for (const geometry::Stroke& stroke : line)
            lengths.back() += stroke.curve.arcLength();
    }
    return lengths;
}

std::vector<double> lengthShares(std::vector<double> lengths) {
    const double longest = lengths.empty() ? 0 : std::ranges::max(lengths);
    for (double& length : lengths)
        length = longest > 0 ? std::clamp(length / longest, 0.0, 1.0) : 1;
    return lengths;
}

/// What each keeps by one variation.
std::vector<double> kept(const std::vector<double>& lengths, std::span<const int> importance,
                         const Variation& variation) {
    std::vector<double> shares;
    if (variation.isNone())
        return std::vector<double>(lengths.size(), 1);
    if (variation.by == VaryBy::length)
        shares = lengthShares(lengths);
    else
        shares = evenShares(
            byImportance(lengths.size(), variation.by == VaryBy::importance ? importance : std::span<const int>()));
    for (double& share : shares)
        share = 1 - variation.amount * (1 - share);
    return shares;
}

/// Of lines or strokes by their lengths.
std::vector<Emphasis> emphasisBy(const std::vector<double>& lengths, std::span<const int> importance,
                                 const StrokeVariation& variation) {
    variation.validate();
    if (!importance.empty() && importance.size() != lengths.size())
        throw InvalidArgument("variation: there must be one importance for each stroke");
    const auto widths = kept(lengths, importance, variation.width);
    const auto opacities = kept(lengths, importance, variation.opacity);
    std::vector<Emphasis> emphasis;
    for (std::size_t k = 0; k < lengths.size(); ++k)
        emphasis.push_back({widths[k], opacities[k]});
    return emphasis;
}

/// Undoes a division of one property, exactly where all lines had the same.
template <typename Value, typename Kept>
void giveBack(const Lines& lines, const std::vector<Emphasis>& emphasis, Value value, Kept keeps) {
    const auto strongest = std::ranges::max_element(emphasis, {}, keeps);
    if (strongest == emphasis.end())
        return;
    const double whole = lines[static_cast<std::size_t>(strongest - emphasis.begin())].front().*value;
    for (std::size_t k = 0; k < lines.size(); ++k)
        for (geometry::Stroke& stroke : lines[k]) {
            const double share = emphasis[k].*keeps, before = stroke.*value / share;
            const double rounding = kRounding * (1 + 1 / share) + kShareRounding * whole / share;
            stroke.*value = std::abs(before - whole) <= rounding ? whole : before;
        }
}

} // namespace

void Variation::validate() const {
    if (!(amount >= 0 && amount <= kMost))
        throw InvalidArgument(fmt::format("A variation's amount must lie between 0 and {}, not {}.", kMost, amount));
}

Variation variationFrom(std::string_view text) {
    const std::size_t colon = text.find(':');
    const auto found = std::ranges::find(kNames, text.substr(0, colon), &decltype(kNames)::value_type::first);
    Variation variation;
    bool good = found != kNames.end();
    if (good && colon != std::string_view::npos) {
        const std::string_view digits = text.substr(colon + 1);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), variation.amount);
        good = error == std::errc() && end == digits.data() + digits.size() && found->second != VaryBy::nothing;
    }
    if (!good)
        throw InvalidArgument(fmt::format("A variation is none, length, importance or order, with an amount if wanted "
                                          "(length:{}), not \"{}\".",
                                          Variation{}.amount, text.substr(0, 40)));
    variation.by = found->second;
    variation.validate();
    return variation;
}

std::string textFor(const Variation& variation) {
    const auto found = std::ranges::find(kNames, variation.by, &decltype(kNames)::value_type::second);
    const bool usual = variation.by == VaryBy::nothing || variation.amount == Variation{}.amount;
    return usual ? std::string(found->first) : fmt::format("{}:{}", found->first, variation.amount);
}

void StrokeVariation::validate() const {
    width.validate();
    opacity.validate();
}

std::vector<Emphasis> emphasisOf(std::span<const geometry::CubicBezier> curves, std::span<const int> importance,
                                 const StrokeVariation& variation) {
    std::vector<double> lengths;
    for (const auto& curve : curves)
        lengths.push_back(curve.arcLength());
    return emphasisBy(lengths, importance, variation);
}

void vary(std::span<geometry::Stroke> strokes, std::span<const int> importance, const StrokeVariation& variation,
          std::span<const std::size_t> runs) {
    const Lines lines = linesOf(strokes, runs);
    const auto emphasis = emphasisBy(lengthsOf(lines), importance, variation);
    for (std::size_t k = 0; k < lines.size(); ++k)
        for (geometry::Stroke& stroke : lines[k]) {
            stroke.width *= emphasis[k].width;
            stroke.opacity *= emphasis[k].opacity;
        }
}

void unvary(std::span<geometry::Stroke> strokes, std::span<const int> importance, const StrokeVariation& variation,
            std::span<const std::size_t> runs) {
    if (variation.isNone())
        return;
    const Lines lines = linesOf(strokes, runs);
    const auto emphasis = emphasisBy(lengthsOf(lines), importance, variation);
    giveBack(lines, emphasis, &geometry::Stroke::width, &Emphasis::width);
    giveBack(lines, emphasis, &geometry::Stroke::opacity, &Emphasis::opacity);
    for (geometry::Stroke& stroke : strokes)
        stroke.opacity = std::min(stroke.opacity, 1.0);
}

std::vector<int> importanceFromIds(std::span<const int> ids) {
    if (std::ranges::is_sorted(ids))
        return {};
    std::vector<int> places(ids.size());
    const auto strokes = byImportance(ids.size(), ids);
    for (std::size_t place = 0; place < strokes.size(); ++place)
        places[strokes[place]] = static_cast<int>(place);
    return places;
}

} // namespace croquis::vector
