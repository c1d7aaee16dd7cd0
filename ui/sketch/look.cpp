// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sketch/look.hpp"

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

std::vector<SketchStroke> nearestNext(std::vector<SketchStroke> strokes) {
    std::vector<SketchStroke> order;
    geometry::Point pen{0, 0};
    while (!strokes.empty()) {
        const auto next = std::min_element(strokes.begin(), strokes.end(), [&](const auto& a, const auto& b) {
            return geometry::length(a.curve.points[0] - pen) < geometry::length(b.curve.points[0] - pen);
        });
        pen = next->curve.points[3];
        order.push_back(*next);
        strokes.erase(next);
    }
    return order;
}

} // namespace

std::vector<SketchStroke> ordered(std::vector<SketchStroke> strokes, StrokeOrder order) {
    if (order == StrokeOrder::leastTravel)
        return nearestNext(std::move(strokes));
    if (order != StrokeOrder::asDrawn)
        std::stable_sort(strokes.begin(), strokes.end(), [order](const auto& a, const auto& b) {
            const auto boxA = a.curve.boundingBox(), boxB = b.curve.boundingBox();
            return order == StrokeOrder::topDown ? boxA.minimum.y < boxB.minimum.y : boxA.minimum.x < boxB.minimum.x;
        });
    return strokes;
}

} // namespace croquis::ui
