// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "brush_bench.hpp"

#include "base/random_stream.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/brush/stroke_marks.hpp"
#include "vector/stroke_painter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <vector>

namespace croquis::cli {
namespace {

constexpr int kStrokes = 64, kPixels = 1000, kRuns = 15;
constexpr double kPage = 200, kWidth = 2.68; // mm, as a sketch is exported

/// Somewhat longer than those of a sketch of 64 (cat.jpg: 30 mm on average, these 55), all over the page.
geometry::Sketch scribble() {
    base::RandomStream random(1, base::RandomPurpose::strokeWalk);
    const auto between = [&random](double least, double most) { return least + (most - least) * random.uniform(); };
    geometry::Sketch sketch{kPage, kPage, {}};
    for (int k = 0; k < kStrokes; ++k) {
        geometry::Stroke stroke{{}, kWidth, {}, 1, {}};
        geometry::Point at{between(0, kPage), between(0, kPage)};
        for (auto& point : stroke.curve.points) {
            point = at;
            at = at + geometry::Point{between(-24, 24), between(-24, 24)};
        }
        sketch.strokes.push_back(stroke);
    }
    return sketch;
}

template <typename Act>
double medianMs(const Act& act) {
    std::vector<double> times;
    for (int k = 0; k < kRuns; ++k) {
        const auto start = std::chrono::steady_clock::now();
        act();
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::ranges::nth_element(times, times.begin() + kRuns / 2);
    return times[kRuns / 2];
}

} // namespace

void benchBrushes(const session::BenchReport& report) {
    const geometry::Sketch sketch = scribble();
    const vector::PaintOptions options{{kPixels, kPixels}, geometry::Colour{255, 255, 255}};
    for (const vector::Brush& brush : vector::builtInBrushes()) {
        vector::MarkedPage page;
        const double making = medianMs([&] { page = vector::markedPage(sketch, brush); });
        const double painting = medianMs([&] { vector::paint(page, options); });
        report({fmt::format("{}: redraw of 64 strokes, 1000 x 1000, one core", brush.name), painting, "ms", kRuns,
                session::BenchGoal{16}});
        report({fmt::format("{}: marks of 64 strokes made anew", brush.name), making, "ms", kRuns,
                session::BenchGoal{100}});
    }
}

} // namespace croquis::cli
