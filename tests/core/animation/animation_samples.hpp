// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "animation/animation.hpp"

namespace croquis::test {

/// Three strokes on 100 x 50 mm: a line of 60 mm, one of 30 mm, and a dot.
inline vector::Drawing threeStrokes() {
    vector::Drawing drawing;
    drawing.widthMm = 100;
    drawing.heightMm = 50;
    const auto line = [](geometry::Point a, geometry::Point b, geometry::Colour colour) {
        const geometry::Point step = (1.0 / 3) * (b - a);
        return geometry::Stroke{{{a, a + step, b - step, b}}, 4, colour, 1, ""};
    };
    drawing.layers = {{"1 sketch",
                       {line({10, 10}, {70, 10}, {0, 0, 0}), line({20, 30}, {50, 30}, {200, 30, 30}),
                        line({80, 40}, {80, 40}, {0, 0, 0})}}};
    return drawing;
}

/// The same, from 20 mm further down; the second stroke isn't there at first.
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
