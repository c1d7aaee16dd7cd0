// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/xdog.hpp"

#include "base/error.hpp"
#include "perceptual/clip_normalisation.hpp"
#include "saliency/plane_filters.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace croquis::saliency {

using image::Plane;

namespace {

/// As the published program weighs sRGB.
constexpr std::array<double, 3> kLuma{0.2125, 0.7154, 0.0721};

Plane greyOf(const image::Raster<float>& picture, bool normalised) {
    Plane grey(picture.width, picture.height);
    for (std::size_t i = 0; i < grey.values.size(); ++i) {
        double sum = 0;
        for (std::size_t c = 0; c < 3; ++c) {
            double value = picture.values[3 * i + c];
            if (normalised)
                value = (value - perceptual::kClipMean[c]) / perceptual::kClipDeviation[c];
            sum += kLuma[c] * value;
        }
        grey.values[i] = static_cast<float>(sum);
    }
    return grey;
}

} // namespace

void XDogOptions::validate() const {
    if (!(sharing >= 0 && sharing <= 1))
        throw InvalidArgument("XDogOptions::sharing must lie in 0..1");
    if (!(steepness > 0 && steepness <= 1e6))
        throw InvalidArgument("XDogOptions::steepness must lie in 0..1e6");
    if (!std::isfinite(threshold))
        throw InvalidArgument("XDogOptions::threshold must be a number");
    if (!(sigma >= 0.1 && sigma <= 50))
        throw InvalidArgument("XDogOptions::sigma must lie in 0.1..50");
    if (!(ratio > 1 && sigma * ratio <= 100))
        throw InvalidArgument("XDogOptions::ratio must be above 1, and the wide Gaussian no wider than 100 px");
}

Plane darkSides(const image::Raster<float>& picture, const XDogOptions& options) {
    options.validate();
    if (picture.channels != 3 || picture.empty())
        throw InvalidArgument("darkSides takes a picture of three channels.");
    const Plane grey = greyOf(picture, options.normalised);
    Plane response = blurred(grey, options.sigma, Border::mirrored);
    const Plane wide = blurred(grey, options.sigma * options.ratio, Border::mirrored);
    for (std::size_t i = 0; i < response.values.size(); ++i) {
        const double difference = response.values[i] - options.sharing * wide.values[i];
        response.values[i] =
            difference < options.threshold ? 1.F : static_cast<float>(1 + std::tanh(options.steepness * difference));
    }
    const auto [low, high] = std::minmax_element(response.values.begin(), response.values.end());
    const float least = *low, range = *high - *low;
    if (!(range > 0))
        return Plane(picture.width, picture.height);
    for (float& value : response.values)
        value = (value - least) / range;
    const float threshold = otsuThreshold(response.values);
    for (float& value : response.values)
        value = value >= threshold ? 0.F : 1.F;
    return response;
}

float otsuThreshold(std::span<const float> values) {
    constexpr int kBins = 256;
    if (values.empty())
        return 0;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const double least = *low, width = (static_cast<double>(*high) - least) / kBins;
    if (!(width > 0))
        return *low;
    const auto centre = [&](int bin) { return least + (bin + 0.5) * width; };
    std::array<double, kBins> counts{};
    double all = 0, sum = 0;
    for (const float value : values) {
        const int bin = std::min(static_cast<int>((value - least) / width), kBins - 1);
        counts[static_cast<std::size_t>(bin)] += 1;
    }
    for (int bin = 0; bin < kBins; ++bin) {
        all += counts[static_cast<std::size_t>(bin)];
        sum += counts[static_cast<std::size_t>(bin)] * centre(bin);
    }
    double best = -1, below = 0, belowSum = 0;
    int split = 0;
    for (int bin = 0; bin + 1 < kBins; ++bin) {
        below += counts[static_cast<std::size_t>(bin)];
        belowSum += counts[static_cast<std::size_t>(bin)] * centre(bin);
        const double above = all - below;
        if (below == 0 || above == 0)
            continue;
        const double apart = belowSum / below - (sum - belowSum) / above, variance = below * above * apart * apart;
        if (variance > best) {
            best = variance;
            split = bin;
        }
    }
    return static_cast<float>(centre(split));
}

} // namespace croquis::saliency
