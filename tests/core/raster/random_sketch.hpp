// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <random>
#include <vector>

namespace croquis::test {

/// N strokes of about `length` px that wind gently across a square canvas, as x0 y0 .. x3 y3 each.
template <class Real>
std::vector<Real> windingSketch(int strokes, unsigned seed, double length = 70, double side = 224) {
    std::mt19937 generator(seed);
    std::uniform_real_distribution<double> unit(0, 1);
    std::vector<Real> numbers;
    for (int i = 0; i < strokes; ++i) {
        double heading = 6.283185307 * unit(generator);
        double x = side * (0.08 + 0.84 * unit(generator));
        double y = side * (0.08 + 0.84 * unit(generator));
        for (int k = 0; k < 4; ++k) {
            numbers.push_back(Real(x));
            numbers.push_back(Real(y));
            heading += 1.6 * (unit(generator) - 0.5);
            x += length / 3 * std::cos(heading);
            y += length / 3 * std::sin(heading);
        }
    }
    return numbers;
}

/// Four independent points a stroke: long, looping, partly off the canvas.
template <class Real>
std::vector<Real> wildSketch(int strokes, unsigned seed, double side = 224) {
    std::mt19937 generator(seed);
    std::uniform_real_distribution<double> value(-0.05 * side, 1.05 * side);
    std::vector<Real> numbers(8 * static_cast<std::size_t>(strokes));
    for (Real& number : numbers)
        number = Real(value(generator));
    return numbers;
}

/// What the loss would ask of each pixel: independent, or slowly varying.
template <class Real>
std::vector<Real> pixelWeights(int width, int height, unsigned seed, bool smooth) {
    std::mt19937 generator(seed);
    std::normal_distribution<double> noise;
    std::vector<Real> weights;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            weights.push_back(
                smooth ? Real(std::sin(0.11 * x + seed) * std::cos(0.07 * y) + 0.5 * std::sin(0.05 * (x + y)))
                       : Real(noise(generator)));
    return weights;
}

} // namespace croquis::test
