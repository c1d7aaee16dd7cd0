// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/brush_file.hpp"
#include "vector/brush/stroke_marks.hpp"
#include "vector/stroke_painter.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace croquis::test {

constexpr double kPage = 60; // mm
constexpr int kPixelsPerMm = 10;
constexpr int kPixels = static_cast<int>(kPage) * kPixelsPerMm;
constexpr std::uint64_t kSeed = 3;

inline const vector::Brush& builtIn(std::string_view name) {
    return *std::ranges::find(vector::builtInBrushes(), name, &vector::Brush::name);
}

/// How opaque each pixel is.
inline std::vector<int> painted(std::vector<vector::Mark> marks) {
    const auto rgba = vector::paint({kPage, kPage, std::move(marks)}, {{kPixels, kPixels}, {}});
    std::vector<int> alpha;
    for (std::size_t i = 3; i < rgba.size(); i += 4)
        alpha.push_back(rgba[i]);
    return alpha;
}

inline int at(const std::vector<int>& picture, geometry::Point p) {
    const auto pixel = [](double mm) {
        return static_cast<std::size_t>(std::clamp(mm * kPixelsPerMm, 0.0, kPixels - 1.0));
    };
    return picture[pixel(p.y) * kPixels + pixel(p.x)];
}

inline std::vector<vector::Mark> marksOf(std::span<const geometry::CubicBezier> line, double width,
                                         const vector::Brush& brush) {
    std::vector<geometry::Stroke> strokes;
    for (const geometry::CubicBezier& curve : line)
        strokes.push_back({curve, width, {}, 1, ""});
    return vector::marksOfLine(strokes, brush, kSeed);
}

/// Close together along a line.
inline std::vector<geometry::Point> pointsOf(std::span<const geometry::CubicBezier> line) {
    std::vector<geometry::Point> points;
    for (const geometry::CubicBezier& curve : line)
        for (int i = 0; i < 300; ++i)
            points.push_back(curve.at(i / 300.0));
    points.push_back(line.back().points[3]);
    return points;
}

} // namespace croquis::test
