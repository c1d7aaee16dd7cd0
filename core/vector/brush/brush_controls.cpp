// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/brush_controls.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
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

constexpr std::array kControls{
    BrushControl{"opacity", 0.01, 1, [](const Brush& brush) { return brush.opacity; },
                 [](Brush& brush, double value, const Brush&) { brush.opacity = value; }, always},
    BrushControl{"taper", 0, 1, taperOf, setTaper, always},
    BrushControl{"nib", 0, kMostContrast, [](const Brush& brush) { return tidy(1 - brush.nib.ratio); },
                 [](Brush& brush, double value, const Brush& origin) {
                     const bool own = value == tidy(1 - origin.nib.ratio);
                     brush.nib.ratio = own ? origin.nib.ratio : tidy(1 - value);
                 },
                 always},
    BrushControl{"angle", -90, 90,
                 [](const Brush& brush) { // a nib turned by half is the same
                     return brush.nib.angle - kHalfTurn * std::round(brush.nib.angle / kHalfTurn);
                 },
                 [](Brush& brush, double value, const Brush&) { brush.nib.angle = value; }, isNibbed},
    BrushControl{"edge", 0, 1, [](const Brush& brush) { return brush.edge.roughness; },
                 [](Brush& brush, double value, const Brush&) { brush.edge.roughness = value; }, always},
    BrushControl{
        "bristles", 0, 48, [](const Brush& brush) { return static_cast<double>(brush.bristles.count); },
        [](Brush& brush, double value, const Brush&) { brush.bristles.count = static_cast<int>(std::lround(value)); },
        always},
    BrushControl{"grain", 0, 1, [](const Brush& brush) { return brush.grain.amount; },
                 [](Brush& brush, double value, const Brush&) { brush.grain.amount = value; }, always},
    BrushControl{"dryness", 0, 1, drynessOf, setDryness, isDryMedium}};

} // namespace

std::span<const BrushControl> brushControls() {
    return kControls;
}

} // namespace croquis::vector
