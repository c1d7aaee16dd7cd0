// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/sketch.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace croquis::vector {

/// By what the strokes of a sketch differ from one another.
enum class VaryBy {
    nothing,
    length,     ///< the longest is the strongest
    importance, ///< the one that the sketch would miss most is
    order       ///< the one that is drawn first is
};

/// One property of strokes, from the strongest, which keeps what it has, down to the weakest.
struct Variation {
    static constexpr double kMost = 0.95; ///< a stroke is still there

    VaryBy by = VaryBy::nothing;
    double amount = 0.6; ///< share that the weakest loses, 0..kMost; of no effect by nothing

    /// The amount counts only where there is something to vary by.
    friend bool operator==(const Variation& a, const Variation& b) {
        return a.by == b.by && (a.by == VaryBy::nothing || a.amount == b.amount);
    }
    bool isNone() const { return by == VaryBy::nothing || amount == 0; }
    /// @throws InvalidArgument naming the amount.
    void validate() const;
};

/// "none", "length", "importance:0.4": by what, and the amount where it isn't the usual one.
/// @throws InvalidArgument naming what can be chosen.
Variation variationFrom(std::string_view text);
std::string textFor(const Variation& variation);

/// How width and opacity differ from stroke to stroke.
struct StrokeVariation {
    Variation width;
    Variation opacity;

    friend bool operator==(const StrokeVariation&, const StrokeVariation&) = default;
    bool isNone() const { return width.isNone() && opacity.isNone(); }
    void validate() const;
};

/// What a stroke keeps of width and opacity, above 0 and at most 1.
struct Emphasis {
    double width = 1;
    double opacity = 1;

    friend bool operator==(const Emphasis&, const Emphasis&) = default;
};

/// Of the strokes of one sketch in drawing order: 1 - amount (1 - s), where s falls from 1 at the strongest to 0: a
/// stroke's length over the longest one's, or evenly from place to place. Depends on nothing else, neither on the page
/// nor on the scale. Any thread.
///
/// @param importance  one number a stroke, the smaller the more important; equal ones by drawing order. Empty: the
/// drawing order, in which a run's strokes are.
/// @throws InvalidArgument for a variation that validate() refuses, or another number of importances.
std::vector<Emphasis> emphasisOf(std::span<const geometry::CubicBezier> curves, std::span<const int> importance,
                                 const StrokeVariation& variation);

/// Takes from the strokes of one sketch what the variation takes. Strokes that make up one line are one.
/// @param runs  how many strokes each line takes, as a layer has them; those past the last one stand alone.
void vary(std::span<geometry::Stroke> strokes, std::span<const int> importance, const StrokeVariation& variation,
          std::span<const std::size_t> runs = {});

/// Gives back what vary() took. Where all strokes had one width, they have it again exactly, though a file rounded what
/// was left of it to thousandths; likewise the opacity.
void unvary(std::span<geometry::Stroke> strokes, std::span<const int> importance, const StrokeVariation& variation,
            std::span<const std::size_t> runs = {});

/// For the importance of strokes that have ids, which grow from the first placed on: their places, or empty where that
/// is the drawing order anyway.
std::vector<int> importanceFromIds(std::span<const int> ids);

} // namespace croquis::vector
