// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "animation/animation.hpp"

#include <array>

namespace croquis::test {

/// Three strokes on 100 x 50 mm: a line of 60 mm, one of 30 mm, and a dot.
inline vector::Drawing threeStrokes() {
    vector::Drawing drawing;
    drawing.widthMm = 100;
    drawing.heightMm = 50;
    const auto line = [](geometry::Point a, geometry::Point b, geometry::Colour colour, const char* id) {
        const geometry::Point step = (1.0 / 3) * (b - a);
        return geometry::Stroke{{{a, a + step, b - step, b}}, 4, colour, 1, id};
    };
    drawing.layers = {
        {"1 sketch",
         {line({10, 10}, {70, 10}, {0, 0, 0}, "stroke-01"), line({20, 30}, {50, 30}, {200, 30, 30}, "stroke-02"),
          line({80, 40}, {80, 40}, {0, 0, 0}, "stroke-03")}}};
    return drawing;
}

/// A wave of four curves that two lines cross, on 100 x 50 mm; wide and coloured, so that overlaps show.
inline vector::Drawing crossingLines() {
    vector::Drawing drawing;
    drawing.widthMm = 100;
    drawing.heightMm = 50;
    vector::Layer layer{"1 sketch", {}, {4, 1, 1}};
    const auto add = [&layer](std::array<geometry::Point, 4> points, geometry::Colour colour, const char* id) {
        layer.strokes.push_back({{points}, 6, colour, 1, id});
    };
    for (int k = 0; k < 4; ++k) {
        const double x = 10 + 20 * k, up = k % 2 == 0 ? -15 : 15;
        add({{{x, 25}, {x + 7, 25 + up}, {x + 13, 25 + up}, {x + 20, 25}}}, {40, 90, 200},
            k == 0   ? "w.1"
            : k == 1 ? "w.2"
            : k == 2 ? "w.3"
                     : "w.4");
    }
    add({{{20, 5}, {30, 15}, {40, 30}, {45, 45}}}, {200, 60, 40}, "a");
    add({{{85, 8}, {70, 20}, {60, 30}, {30, 40}}}, {60, 160, 60}, "b");
    drawing.layers = {layer};
    return drawing;
}

/// The same as threeStrokes(), from 20 mm further down; the second stroke isn't there at first.
inline std::vector<animation::Moment> threeMoments() {
    const auto strokes = threeStrokes().layers.front().strokes;
    std::vector<animation::Moment> moments;
    for (const double down : {20.0, 10.0, 0.0}) {
        animation::Moment moment;
        for (const auto& stroke : strokes) {
            geometry::CubicBezier curve = stroke.curve;
            for (auto& point : curve.points)
                point.y += down;
            moment.emplace_back(curve);
        }
        moments.push_back(std::move(moment));
    }
    moments.front()[1].reset();
    return moments;
}

} // namespace croquis::test
