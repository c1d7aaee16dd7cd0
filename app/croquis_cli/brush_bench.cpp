// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "brush_bench.hpp"

#include "vector/brush/brush_file.hpp"
#include "vector/brush/scribble.hpp"
#include "vector/brush/stroke_marks.hpp"
#include "vector/stroke_painter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <vector>

namespace croquis::cli {
namespace {

constexpr int kPixels = 1000, kRuns = 15;

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
    const geometry::Sketch sketch = vector::scribble();
    const vector::PaintOptions options{{kPixels, kPixels}, geometry::Colour{255, 255, 255}};
    for (const vector::Brush& brush : vector::builtInBrushes()) {
        vector::MarkedPage page;
        const double making = medianMs([&] { page = vector::markedPage(sketch, brush); });
        const double painting = medianMs([&] { vector::paint(page, options); });
        report({fmt::format("{}: redraw of 64 strokes, 1000 x 1000, one core", brush.name), painting, "ms", kRuns,
                session::BenchGoal{16}});
        report({fmt::format("{}: marks of 64 strokes made anew", brush.name), making, "ms", kRuns,
                session::BenchGoal{65}});
    }
}

} // namespace croquis::cli
