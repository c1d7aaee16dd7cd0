// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace croquis::geometry {

inline constexpr int kMostStrokes = 128; ///< of a sketch that is drawn

/// sRGB, 8 bits a channel.
struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;

    /// How light it looks, 0..255 (ITU-R BT.601).
    constexpr double luma() const { return 0.299 * red + 0.587 * green + 0.114 * blue; }

    friend bool operator==(const Colour&, const Colour&) = default;
};

/// One open stroke with round ends. The unit of curve and width is the sketch's.
struct Stroke {
    CubicBezier curve;
    double width = 1;
    Colour colour;
    double opacity = 1;
    std::string id; ///< stays the same through edits and exports; empty: the writer numbers it

    friend bool operator==(const Stroke&, const Stroke&) = default;
};

/// Strokes in drawing order on a page whose frame is (0, 0) .. (width, height).
struct Sketch {
    double width = 0;
    double height = 0;
    std::vector<Stroke> strokes;
};

} // namespace croquis::geometry
