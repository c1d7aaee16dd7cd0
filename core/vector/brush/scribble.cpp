// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/scribble.hpp"

#include "base/random_stream.hpp"

namespace croquis::vector {
namespace {

constexpr int kStrokes = 64;
constexpr double kPage = 200, kWidth = 2.68, kStep = 24; // mm

} // namespace

geometry::Sketch scribble() {
    base::RandomStream random(1, base::RandomPurpose::strokeWalk);
    const auto between = [&random](double least, double most) { return least + (most - least) * random.uniform(); };
    geometry::Sketch sketch{kPage, kPage, {}};
    for (int k = 0; k < kStrokes; ++k) {
        geometry::Stroke stroke{{}, kWidth, {}, 1, {}};
        const double x = between(0, kPage), y = between(0, kPage);
        geometry::Point at{x, y};
        for (auto& point : stroke.curve.points) {
            point = at;
            const double right = between(-kStep, kStep), down = between(-kStep, kStep);
            at = at + geometry::Point{right, down};
        }
        sketch.strokes.push_back(stroke);
    }
    return sketch;
}

} // namespace croquis::vector
