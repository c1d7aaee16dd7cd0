// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cuda/raster_run.hpp"
#include "core/raster/random_sketch.hpp"
#include "raster/sketch_painter.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace croquis::test {

/// A batch of sketches, each with its own number of strokes, and what its loss asks of the pixels.
struct RasterCase {
    cuda::FieldShape shape;
    float strokeWidth = 3;
    std::vector<float> points;
    std::vector<int> counts;
    std::vector<float> wanted;
};

/// Strokes that wind across the canvas, every third sketch's from edge to edge; every second sketch is one stroke short
/// of full, the first is full.
inline RasterCase rasterCase(int strokes, int sketches, int width, int height, float strokeWidth, unsigned seed) {
    RasterCase made{{sketches, strokes, width, height}, strokeWidth, {}, {}, {}};
    for (int s = 0; s < sketches; ++s) {
        const int side = std::min(width, height);
        const auto sketch = s % 3 == 2 ? wildSketch<float>(strokes, seed + s, std::max(width, height))
                                       : windingSketch<float>(strokes, seed + s, 0.3 * side, side);
        made.points.insert(made.points.end(), sketch.begin(), sketch.end());
        made.counts.push_back(strokes - s % 2);
    }
    made.wanted = pixelWeights<float>(width, height * sketches, seed, false);
    return made;
}

/// How far the bodies' results are from SketchPainter's.
struct RasterDifference {
    double picture = 0;  ///< largest |difference|
    double gradient = 0; ///< largest |difference|, as a share of the sketch's largest number
};

inline RasterDifference compareWithPainter(const RasterCase& made, const RasterRun<float>& run) {
    const raster::SketchPainter<float> painter({made.shape.width, made.shape.height, made.strokeWidth});
    const auto pixels = static_cast<std::size_t>(made.shape.pixels());
    const auto numbers = static_cast<std::size_t>(made.shape.strokes) * 8;
    RasterDifference worst;
    raster::PaintTape<float> tape;
    std::vector<float> picture(pixels);
    const auto raise = [](double& largest, double value) {
        largest = std::max(largest, std::isnan(value) ? std::numeric_limits<double>::infinity() : value);
    };
    for (std::size_t s = 0; s < made.counts.size(); ++s) {
        const std::size_t used = static_cast<std::size_t>(made.counts[s]) * 8;
        std::vector<float> gradient(used);
        const std::span points = std::span(made.points).subspan(s * numbers, used);
        painter.paint(points, picture, tape);
        painter.gradient(points, std::span(made.wanted).subspan(s * pixels, pixels), tape, gradient);
        for (std::size_t k = 0; k < pixels; ++k)
            raise(worst.picture, std::abs(double{picture[k]} - run.picture.values[s * pixels + k]));
        double scale = 1e-30;
        for (const float number : gradient)
            scale = std::max(scale, std::abs(double{number}));
        gradient.resize(numbers, 0.0f); // strokes that a sketch lacks have none
        for (std::size_t k = 0; k < numbers; ++k)
            raise(worst.gradient, std::abs(double{gradient[k]} - run.gradient.values[s * numbers + k]) / scale);
    }
    return worst;
}

/// The bodies' run of a case.
inline RasterRun<float> rasterRun(const RasterCase& made, bool traced,
                                  cuda::ThreadOrder order = cuda::ThreadOrder::ascending) {
    RasterRun<float> run(made.shape, made.strokeWidth, traced, order);
    run.paint({"points", made.points, traced}, {"counts", made.counts, traced});
    run.differentiate({"wanted", made.wanted, traced});
    return run;
}

} // namespace croquis::test
