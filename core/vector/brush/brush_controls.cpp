// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/brush_controls.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <type_traits>
#include <vector>

namespace croquis::vector {
namespace {

using Points = std::vector<BrushPoint>;

constexpr double kMostContrast = 0.98; // brushNumbers: a nib's ratio is 0.02 or more
constexpr double kHalfTurn = 180;

/// No more digits than a file needs.
double tidy(double value) {
    return std::round(value * 1e4) / 1e4;
}

/// What a brush without a shape of its own tapers by: round in the middle, to a point at both ends.
const Points& plainTaper() {
    static const Points kPoints{{0, 0}, {0.2, 0.75}, {0.5, 1}, {0.8, 0.75}, {1, 0}};
    return kPoints;
}

/// How a brush dries that doesn't say it: a little at the start, wholly at the end.
const Points& plainDrying() {
    static const Points kPoints{{0, 0.3}, {0.15, 0}, {0.5, 0.35}, {1, 1}};
    return kPoints;
}

double taperOf(const Brush& brush) {
    return tidy(1 - std::min(valueAt(brush.profile, 0, 1), valueAt(brush.profile, 1, 1)));
}

void setTaper(Brush& brush, double value, const Brush& origin) {
    const double own = taperOf(origin);
    if (value == own) {
        brush.profile = origin.profile;
        return;
    }
    brush.profile.clear();
    if (value <= 0)
        return;
    const double share = value / (own > 0 ? own : 1);
    std::ranges::transform(own > 0 ? origin.profile : plainTaper(), std::back_inserter(brush.profile),
                           [share](const BrushPoint& point) {
                               return BrushPoint{point.at, tidy(std::clamp(1 - share * (1 - point.value), 0.0, 1.0))};
                           });
}

double drynessOf(const Brush& brush) {
    return brush.gaps.empty() ? 0 : tidy(std::ranges::max(brush.gaps, {}, &BrushPoint::value).value);
}

void setDryness(Brush& brush, double value, const Brush& origin) {
    const double own = drynessOf(origin);
    if (value == own) {
        brush.gaps = origin.gaps;
        return;
    }
    brush.gaps.clear();
    if (value <= 0)
        return;
    const double share = value / (own > 0 ? own : 1);
    std::ranges::transform(own > 0 ? origin.gaps : plainDrying(), std::back_inserter(brush.gaps),
                           [share](const BrushPoint& point) {
                               return BrushPoint{point.at, tidy(std::clamp(share * point.value, 0.0, 1.0))};
                           });
}

bool isNibbed(const Brush& brush) {
    return brush.nib.ratio < 1 || brush.ends == Brush::Ends::slant;
}

bool isDryMedium(const Brush& brush) {
    return brush.bristles.count > 0 || brush.grain.amount > 0;
}

bool always(const Brush& /*brush*/) {
    return true;
}

bool hasSwell(const Brush& brush) {
    return brush.wobble.amount > 0;
}
bool hasNotches(const Brush& brush) {
    return brush.edge.roughness > 0;
}
bool hasBristles(const Brush& brush) {
    return brush.bristles.count > 0;
}
bool hasGrain(const Brush& brush) {
    return brush.grain.amount > 0;
}
bool hasLines(const Brush& brush) {
    return brush.strands.count > 1;
}
bool hasRim(const Brush& brush) {
    return brush.wash.rim > 0;
}
/// Neither rim nor pools are drawn on what leaves texture.
bool isSmooth(const Brush& brush) {
    return !hasNotches(brush) && !isDryMedium(brush) && brush.ends != Brush::Ends::ragged;
}
bool hasSmoothRim(const Brush& brush) {
    return hasRim(brush) && isSmooth(brush);
}
bool isWash(const Brush& brush) {
    return hasRim(brush) || brush.wash.layers > 1 || brush.wash.pools > 0;
}
bool hasPowder(const Brush& brush) {
    return brush.dust.opacity > 0 || brush.dust.smudge > 0;
}

template <auto group, auto member>
double get(const Brush& brush) {
    return static_cast<double>(brush.*group.*member);
}
template <auto group, auto member>
void set(Brush& brush, double value, const Brush& /*origin*/) {
    auto& field = brush.*group.*member;
    if constexpr (std::is_same_v<std::remove_reference_t<decltype(field)>, int>)
        field = static_cast<int>(std::lround(value));
    else
        field = value;
}
/// One number of the brush as it is.
template <auto group, auto member>
constexpr BrushControl number(std::string_view key, double minimum, double maximum, bool (*acts)(const Brush&),
                              bool (*belongs)(const Brush&)) {
    return {key, minimum, maximum, get<group, member>, set<group, member>, acts, belongs};
}

constexpr std::array kControls{
    BrushControl{"opacity", 0.01, 1, [](const Brush& brush) { return brush.opacity; },
                 [](Brush& brush, double value, const Brush&) { brush.opacity = value; }, always, always},
    BrushControl{"taper", 0, 1, taperOf, setTaper, always, always},
    number<&Brush::wobble, &Brush::Wobble::amount>("swell", 0, 1, always, hasSwell),
    number<&Brush::wobble, &Brush::Wobble::length>("swellLength", 0.5, 20, hasSwell, hasSwell),
    BrushControl{"nib", 0, kMostContrast, [](const Brush& brush) { return tidy(1 - brush.nib.ratio); },
                 [](Brush& brush, double value, const Brush& origin) {
                     const bool own = value == tidy(1 - origin.nib.ratio);
                     brush.nib.ratio = own ? origin.nib.ratio : tidy(1 - value);
                 },
                 always, always},
    BrushControl{"angle", -90, 90,
                 [](const Brush& brush) { // a nib turned by half is the same
                     return brush.nib.angle - kHalfTurn * std::round(brush.nib.angle / kHalfTurn);
                 },
                 [](Brush& brush, double value, const Brush&) { brush.nib.angle = value; }, isNibbed, always},
    number<&Brush::strands, &Brush::Strands::count>("lines", 1, 6, always, hasLines),
    number<&Brush::strands, &Brush::Strands::spread>("spread", 0, 3, hasLines, hasLines),
    number<&Brush::strands, &Brush::Strands::width>("lineWidth", 0.05, 1, always, hasLines),
    number<&Brush::edge, &Brush::Edge::roughness>("edge", 0, 1, always, always),
    number<&Brush::edge, &Brush::Edge::length>("notchLength", 0.05, 3, hasNotches, hasNotches),
    number<&Brush::bristles, &Brush::Bristles::count>("bristles", 0, 48, always, always),
    number<&Brush::bristles, &Brush::Bristles::length>("bristleLength", 0.5, 30, hasBristles, hasBristles),
    number<&Brush::bristles, &Brush::Bristles::dryness>("bristleDryness", 0, 1, hasBristles, hasBristles),
    number<&Brush::grain, &Brush::Grain::amount>("grain", 0, 1, always, always),
    number<&Brush::grain, &Brush::Grain::size>("grainSize", 0.04, 1, hasGrain, hasGrain),
    number<&Brush::grain, &Brush::Grain::stretch>("grainStretch", 0.2, 6, hasGrain, hasGrain),
    number<&Brush::grain, &Brush::Grain::fade>("grainFade", 0, 1, hasGrain, hasGrain),
    BrushControl{"dryness", 0, 1, drynessOf, setDryness, isDryMedium, always},
    number<&Brush::wash, &Brush::Wash::layers>("layers", 1, 6, always, isWash),
    number<&Brush::wash, &Brush::Wash::rim>("rim", 0, 0.5, isSmooth, isWash),
    number<&Brush::wash, &Brush::Wash::rimOpacity>("rimOpacity", 0, 1, hasSmoothRim, isWash),
    number<&Brush::wash, &Brush::Wash::pools>("pools", 0, 1, isSmooth, isWash),
    number<&Brush::dust, &Brush::Dust::opacity>("powder", 0, 1, always, hasPowder),
    number<&Brush::dust, &Brush::Dust::smudge>("smudge", 0, 1, always, hasPowder),
    number<&Brush::dust, &Brush::Dust::width>("powderWidth", 1, 3, hasPowder, hasPowder)};

} // namespace

std::span<const BrushControl> brushControls() {
    return kControls;
}

} // namespace croquis::vector
