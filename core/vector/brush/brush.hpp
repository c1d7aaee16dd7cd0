// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/mark.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace croquis::vector {

/// A value at a place along the stroke, 0 at its start, 1 at its end.
struct BrushPoint {
    double at = 0;
    double value = 0;

    friend bool operator==(const BrushPoint&, const BrushPoint&) = default;
};

/// How a stroke looks. Lengths are in brush widths (the stroke's width times `width`), so a brush looks the same at any
/// size; the centre line stays what it was. The defaults are the pen: the stroke itself, which every number below 1 or
/// above 0 changes.
struct Brush {
    enum class Ends {
        round,
        butt,  ///< cut straight across
        felt,  ///< nearly flat, with rounded corners; a nib's and rough ones as butt
        slant, ///< cut along the nib's edge
        ragged ///< each bristle begins and ends by itself
    };
    /// Thickness by direction: w (ratio + (1 - ratio) |sin(phi - angle)|), phi the direction of the stroke.
    struct Nib {
        double angle = 0; ///< degrees, anticlockwise from the right
        double ratio = 1; ///< 1: the same in every direction
        friend bool operator==(const Nib&, const Nib&) = default;
    };
    /// Several lines side by side, as a pencil that goes over its stroke again.
    struct Strands {
        int count = 1;
        double spread = 0; ///< how far they stray from the centre line
        double width = 1;  ///< of each
        friend bool operator==(const Strands&, const Strands&) = default;
    };
    /// A slow change of the width.
    struct Wobble {
        double amount = 0;
        double length = 4; ///< of a swell
        friend bool operator==(const Wobble&, const Wobble&) = default;
    };
    struct Edge {
        double roughness = 0; ///< depth of the notches, half widths
        double length = 0.5;  ///< of a notch
        friend bool operator==(const Edge&, const Edge&) = default;
    };
    struct Bristles {
        int count = 0;      ///< across the brush
        double length = 12; ///< over which a bristle holds the same ink
        double dryness = 0; ///< how much less ink the outer ones hold
        friend bool operator==(const Bristles&, const Bristles&) = default;
    };
    /// The paper's tooth, which a dry medium touches at its peaks only.
    struct Grain {
        double amount = 0; ///< 0: covers the tooth
        double size = 0.12;
        double stretch = 1; ///< along the stroke
        double fade = 0.65; ///< how much sparser it is at the edges than in the middle, where 1 covers the tooth
        friend bool operator==(const Grain&, const Grain&) = default;
    };
    /// Thin layers over one another with the pigment gathered at the rim, and here and there on the first.
    struct Wash {
        int layers = 1;
        double rim = 0; ///< its breadth
        double rimOpacity = 0;
        double pools = 0; ///< opacity of what gathered here and there
        friend bool operator==(const Wash&, const Wash&) = default;
    };
    /// Powder beside the stroke, and below it where it was rubbed into the paper.
    struct Dust {
        double width = 1;
        double opacity = 0;
        double smudge = 0;                           ///< opacity of what was rubbed in: it thins out into grain
        static constexpr double kSmudgeWidth = 1.35; ///< brush widths over which it is rubbed
        friend bool operator==(const Dust&, const Dust&) = default;
    };

    std::string name = "pen";
    std::string description = "One width, round ends";
    double width = 1;   ///< of the stroke's width
    double opacity = 1; ///< of the stroke; powder, rim and pools have their own
    Blend blend = Blend::normal;
    Ends ends = Ends::round;
    std::vector<BrushPoint> profile; ///< width along the stroke, 0..1; empty, and of a closed line: 1 throughout
    std::vector<BrushPoint> gaps;    ///< how dry the brush is along the stroke, 0..1; empty: 0 throughout
    Nib nib;
    Strands strands;
    Wobble wobble;
    Edge edge;
    Bristles bristles;
    Grain grain;
    Wash wash;
    Dust dust;

    friend bool operator==(const Brush&, const Brush&) = default;

    /// The stroke itself, without an outline: all but width and opacity as in the pen.
    bool isLine() const;
    /// Draws as the pen does, whatever its name.
    bool isPen() const { return isLine() && width == 1 && opacity == 1 && blend == Blend::normal; }
    /// How far from the centre line it leaves ink at most, of the stroke's width.
    double reach() const;
    /// @throws InvalidArgument naming the field.
    void validate() const;
};

/// One number of a brush, for files, sliders and tests alike.
struct BrushNumber {
    std::string_view group; ///< empty: of the brush itself
    std::string_view name;
    double minimum, maximum;
    bool whole;
    double (*get)(const Brush& brush);
    void (*set)(Brush& brush, double value);
};

/// All of them, in the order of a brush file.
std::span<const BrushNumber> brushNumbers();

/// Between the points along a monotone cubic (Fritsch and Carlson, "Monotone piecewise cubic interpolation", SIAM J.
/// Numer. Anal. 17, 1980), level beyond them; `otherwise` without points.
double valueAt(std::span<const BrushPoint> points, double at, double otherwise);

} // namespace croquis::vector
