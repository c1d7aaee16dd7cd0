// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/resample.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>
#include <utility>
#include <vector>

namespace croquis::image {
namespace {

struct Kernel {
    double support;
    double (*weight)(double);
};

double boxWeight(double x) {
    return x > -0.5 && x <= 0.5 ? 1.0 : 0.0;
}

double bicubicWeight(double x) {
    constexpr double a = -0.5;
    x = std::abs(x);
    if (x < 1)
        return ((a + 2) * x - (a + 3)) * x * x + 1;
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0.0;
}

double sinc(double x) {
    if (x == 0)
        return 1;
    x *= std::numbers::pi;
    return std::sin(x) / x;
}

double lanczosWeight(double x) {
    return x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0.0;
}

Kernel kernelOf(ResampleFilter filter) {
    switch (filter) {
    case ResampleFilter::box:
        return {0.5, &boxWeight};
    case ResampleFilter::bicubic:
        return {2, &bicubicWeight};
    case ResampleFilter::lanczos:
        break;
    }
    return {3, &lanczosWeight};
}

/// The source pixels one target pixel is made of, along one axis; the weights' sum is 1.
struct Taps {
    int first = 0;
    std::vector<double> weights;
};

std::vector<Taps> tapsOf(int source, int target, ResampleFilter filter) {
    const Kernel kernel = kernelOf(filter);
    const double scale = static_cast<double>(source) / target;
    const double stretch = std::max(scale, 1.0);
    const double support = kernel.support * stretch;
    std::vector<Taps> all(static_cast<std::size_t>(target));
    for (int i = 0; i < target; ++i) {
        Taps& taps = all[static_cast<std::size_t>(i)];
        const double centre = (i + 0.5) * scale;
        taps.first = std::max(0, static_cast<int>(centre - support + 0.5));
        const int end = std::min(source, static_cast<int>(centre + support + 0.5));
        double sum = 0;
        for (int k = taps.first; k < end; ++k) {
            taps.weights.push_back(kernel.weight((k - centre + 0.5) / stretch));
            sum += taps.weights.back();
        }
        if (sum != 0)
            std::ranges::for_each(taps.weights, [sum](double& weight) { weight /= sum; });
    }
    return all;
}

constexpr int kFixedBits = 22;

struct FixedTaps {
    std::size_t first = 0;
    std::vector<int> weights;
};

std::vector<FixedTaps> fixedTapsOf(int source, int target, ResampleFilter filter) {
    std::vector<FixedTaps> all;
    for (const Taps& taps : tapsOf(source, target, filter)) {
        FixedTaps fixed{static_cast<std::size_t>(taps.first), {}};
        for (const double weight : taps.weights)
            fixed.weights.push_back(static_cast<int>(weight * (1 << kFixedBits) + (weight < 0 ? -0.5 : 0.5)));
        all.push_back(std::move(fixed));
    }
    return all;
}

/// Resizes one line of `lines` values that lie side by side: values[tap * stride + k] for k < lines.
void resampleLine(const std::uint8_t* values, std::size_t stride, const FixedTaps& taps, std::uint8_t* target,
                  std::size_t lines, std::vector<int>& sums) {
    sums.assign(lines, 1 << (kFixedBits - 1));
    for (std::size_t tap = 0; tap < taps.weights.size(); ++tap) {
        const std::uint8_t* source = values + (taps.first + tap) * stride;
        const int weight = taps.weights[tap];
        for (std::size_t k = 0; k < lines; ++k)
            sums[k] += weight * source[k];
    }
    for (std::size_t k = 0; k < lines; ++k)
        target[k] = static_cast<std::uint8_t>(std::clamp(sums[k] >> kFixedBits, 0, 255));
}

void addWeighted(const float* source, float weight, std::span<float> sums) {
    for (std::size_t k = 0; k < sums.size(); ++k)
        sums[k] += weight * source[k];
}

} // namespace

Raster<std::uint8_t> resample(const Raster<std::uint8_t>& picture, int width, int height, ResampleFilter filter) {
    const auto channels = static_cast<std::size_t>(picture.channels);
    std::vector<int> sums;
    Raster<std::uint8_t> narrowed = picture;
    if (width != picture.width) {
        narrowed = Raster<std::uint8_t>(width, picture.height, picture.channels);
        const std::vector<FixedTaps> taps = fixedTapsOf(picture.width, width, filter);
        for (int y = 0; y < picture.height; ++y)
            for (int x = 0; x < width; ++x)
                resampleLine(&picture.at(0, y), channels, taps[static_cast<std::size_t>(x)], &narrowed.at(x, y),
                             channels, sums);
    }
    if (height == picture.height)
        return narrowed;
    Raster<std::uint8_t> result(width, height, picture.channels);
    const std::size_t rowValues = static_cast<std::size_t>(width) * channels;
    const std::vector<FixedTaps> taps = fixedTapsOf(picture.height, height, filter);
    for (int y = 0; y < height; ++y)
        resampleLine(narrowed.values.data(), rowValues, taps[static_cast<std::size_t>(y)], &result.at(0, y), rowValues,
                     sums);
    return result;
}

Raster<float> resampleWindow(const Raster<std::uint8_t>& picture, Window window, float outside, int width, int height,
                             ResampleFilter filter) {
    const auto channels = static_cast<std::size_t>(picture.channels);
    const std::size_t rowValues = static_cast<std::size_t>(width) * channels;
    const std::vector<Taps> across = tapsOf(window.width, width, filter);
    const std::vector<Taps> down = tapsOf(window.height, height, filter);
    Raster<float> result(width, height, picture.channels, outside);

    // Differences from `outside` are summed, so what lies beyond the picture adds nothing. Row by row of the picture:
    // the narrowed row goes into every target row that uses it.
    std::vector<float> narrowed(rowValues);
    const int firstRow = std::max(0, window.top);
    const int endRow = std::min(picture.height, window.top + window.height);
    for (int y = firstRow; y < endRow; ++y) {
        std::ranges::fill(narrowed, 0.0F);
        for (int x = 0; x < width; ++x) {
            const Taps& taps = across[static_cast<std::size_t>(x)];
            float* target = &narrowed[static_cast<std::size_t>(x) * channels];
            for (std::size_t tap = 0; tap < taps.weights.size(); ++tap) {
                const int column = window.left + taps.first + static_cast<int>(tap);
                if (column < 0 || column >= picture.width)
                    continue;
                for (std::size_t channel = 0; channel < channels; ++channel)
                    target[channel] += static_cast<float>(taps.weights[tap]) *
                                       (static_cast<float>(picture.at(column, y, static_cast<int>(channel))) - outside);
            }
        }
        const int row = y - window.top;
        for (int v = 0; v < height; ++v) {
            const Taps& taps = down[static_cast<std::size_t>(v)];
            const int tap = row - taps.first;
            if (tap >= 0 && tap < static_cast<int>(taps.weights.size()))
                addWeighted(narrowed.data(), static_cast<float>(taps.weights[static_cast<std::size_t>(tap)]),
                            std::span(&result.at(0, v), rowValues));
        }
    }
    return result;
}

} // namespace croquis::image
