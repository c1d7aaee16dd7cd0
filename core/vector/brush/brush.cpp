// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/brush.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace croquis::vector {
namespace {

template <auto member>
constexpr BrushNumber number(std::string_view name, double minimum, double maximum) {
    return {{},
            name,
            minimum,
            maximum,
            false,
            [](const Brush& brush) { return brush.*member; },
            [](Brush& brush, double value) { brush.*member = value; }};
}

template <typename Value>
constexpr bool kWhole = false;
template <typename Owner>
constexpr bool kWhole<int Owner::*> = true;

template <auto group, auto member>
constexpr BrushNumber number(std::string_view groupName, std::string_view name, double minimum, double maximum) {
    constexpr bool whole = kWhole<decltype(member)>;
    return {groupName,
            name,
            minimum,
            maximum,
            whole,
            [](const Brush& brush) { return static_cast<double>(brush.*group.*member); },
            [](Brush& brush, double value) {
                if constexpr (whole)
                    brush.*group.*member = static_cast<int>(value);
                else
                    brush.*group.*member = value;
            }};
}

constexpr std::array kNumbers{
    number<&Brush::width>("width", 0.05, 10),
    number<&Brush::opacity>("opacity", 0.01, 1),
    number<&Brush::nib, &Brush::Nib::angle>("nib", "angle", -180, 180),
    number<&Brush::nib, &Brush::Nib::ratio>("nib", "ratio", 0.02, 1),
    number<&Brush::strands, &Brush::Strands::count>("strands", "count", 1, 6),
    number<&Brush::strands, &Brush::Strands::spread>("strands", "spread", 0, 3),
    number<&Brush::strands, &Brush::Strands::width>("strands", "width", 0.05, 1),
    number<&Brush::wobble, &Brush::Wobble::amount>("wobble", "amount", 0, 1),
    number<&Brush::wobble, &Brush::Wobble::length>("wobble", "length", 0.5, 100),
    number<&Brush::edge, &Brush::Edge::roughness>("edge", "roughness", 0, 1),
    number<&Brush::edge, &Brush::Edge::length>("edge", "length", 0.05, 20),
    number<&Brush::bristles, &Brush::Bristles::count>("bristles", "count", 0, 48),
    number<&Brush::bristles, &Brush::Bristles::length>("bristles", "length", 0.5, 200),
    number<&Brush::bristles, &Brush::Bristles::dryness>("bristles", "dryness", 0, 1),
    number<&Brush::grain, &Brush::Grain::amount>("grain", "amount", 0, 1),
    number<&Brush::grain, &Brush::Grain::size>("grain", "size", 0.04, 2),
    number<&Brush::grain, &Brush::Grain::stretch>("grain", "stretch", 0.2, 20),
    number<&Brush::grain, &Brush::Grain::fade>("grain", "fade", 0, 1),
    number<&Brush::wash, &Brush::Wash::layers>("wash", "layers", 1, 6),
    number<&Brush::wash, &Brush::Wash::rim>("wash", "rim", 0, 0.5),
    number<&Brush::wash, &Brush::Wash::rimOpacity>("wash", "rimOpacity", 0, 1),
    number<&Brush::wash, &Brush::Wash::pools>("wash", "pools", 0, 1),
    number<&Brush::dust, &Brush::Dust::width>("dust", "width", 1, 3),
    number<&Brush::dust, &Brush::Dust::opacity>("dust", "opacity", 0, 1),
    number<&Brush::dust, &Brush::Dust::smudge>("dust", "smudge", 0, 1),
};

constexpr std::size_t kMostPoints = 64;

void validatePoints(std::string_view name, const std::vector<BrushPoint>& points) {
    if (points.size() > kMostPoints)
        throw InvalidArgument(fmt::format("\"{}\" has more than {} points", name, kMostPoints));
    double before = 0;
    for (const BrushPoint& point : points) {
        if (!(point.at >= before && point.at <= 1))
            throw InvalidArgument(
                fmt::format("\"{}\" must have places between 0 and 1, each at or after the one before it", name));
        if (!(point.value >= 0 && point.value <= 1))
            throw InvalidArgument(fmt::format("\"{}\" must have values between 0 and 1, not {}", name, point.value));
        before = point.at;
    }
}

} // namespace

std::span<const BrushNumber> brushNumbers() {
    return kNumbers;
}

bool Brush::isLine() const {
    Brush bare;
    bare.name = name;
    bare.description = description;
    bare.width = width;
    bare.opacity = opacity;
    bare.blend = blend;
    return bare == *this;
}

double Brush::reach() const {
    constexpr double kMostNoise = 1.5; // what the swell's octaves come to
    const double swollen = 1 + kMostNoise * wobble.amount;
    const double corner = ends == Ends::slant && nib.ratio >= 1 ? std::numbers::sqrt2 : 1; // a round tip's cut end
    const double aside = strands.count > 1 ? strands.spread * (0.5 + 0.6 * kMostNoise / strands.count) : 0;
    const double lane = aside + 0.65 * strands.width * std::max(swollen, 1.25) * corner;
    const double powder = dust.opacity > 0 ? 0.5 * dust.width * (1 + 0.25 * kMostNoise) : 0;
    const double smudge = dust.smudge > 0 ? 0.5 * Dust::kSmudgeWidth * swollen : 0;
    return width * std::max({lane, powder, smudge});
}

void Brush::validate() const {
    constexpr std::size_t kLongestName = 64, kLongestDescription = 1000;
    if (name.empty() || name.size() > kLongestName)
        throw InvalidArgument(fmt::format("\"name\" must have 1 to {} bytes", kLongestName));
    if (std::ranges::any_of(name, [](unsigned char c) { return c < 0x20 || c == 0x7f; }))
        throw InvalidArgument("\"name\" has a control character in it");
    if (description.size() > kLongestDescription)
        throw InvalidArgument(fmt::format("\"description\" is longer than {} bytes", kLongestDescription));
    for (const BrushNumber& field : kNumbers) {
        const double value = field.get(*this);
        if (!(value >= field.minimum && value <= field.maximum))
            throw InvalidArgument(fmt::format("\"{}{}{}\" must lie between {} and {}, not {}", field.group,
                                              field.group.empty() ? "" : ".", field.name, field.minimum, field.maximum,
                                              value));
    }
    validatePoints("profile", profile);
    if (!profile.empty() && std::ranges::all_of(profile, [](const BrushPoint& point) { return point.value == 0; }))
        throw InvalidArgument("\"profile\" is 0 throughout, so that strokes would leave nothing");
    validatePoints("gaps", gaps);
}

double valueAt(std::span<const BrushPoint> points, double at, double otherwise) {
    if (points.empty())
        return otherwise;
    const auto after = std::ranges::upper_bound(points, at, {}, &BrushPoint::at);
    if (after == points.begin())
        return points.front().value;
    if (after == points.end())
        return points.back().value;
    const std::size_t i = static_cast<std::size_t>(after - points.begin());
    const auto slope = [&points](std::size_t k) { // of the piece that ends at point k
        const double run = points[k].at - points[k - 1].at;
        return run > 0 ? (points[k].value - points[k - 1].value) / run : 0;
    };
    // Harmonic mean of both sides' slopes (Fritsch and Butland), 0 at an extremum: never leaves the points' range.
    const auto tangent = [&](std::size_t k) {
        const double left = k > 0 ? slope(k) : slope(k + 1);
        const double right = k + 1 < points.size() ? slope(k + 1) : slope(k);
        return left * right > 0 ? 2 * left * right / (left + right) : 0;
    };
    const double run = points[i].at - points[i - 1].at;
    const double t = (at - points[i - 1].at) / run;
    const double rise = points[i].value - points[i - 1].value;
    const double a = run * tangent(i - 1), b = run * tangent(i);
    return points[i - 1].value + t * (a + t * (3 * rise - 2 * a - b + t * (a + b - 2 * rise)));
}

} // namespace croquis::vector
