// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subject/subject_segmenter.hpp"

#include "image/guided_filter.hpp"
#include "image/resample.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace croquis::subject {

using image::Plane;
using image::Raster;

namespace {

constexpr int kSide = U2Net::kSide;
constexpr std::array kMean = {0.485F, 0.456F, 0.406F};
constexpr std::array kDeviation = {0.229F, 0.224F, 0.225F};

constexpr int kBorderReach = 16; // px of 320, of guidedFilter()'s squares
constexpr double kEven = 2e-3;   // guidedFilter()'s epsilon

/// [320, 320, 3] float32, normalised.
std::vector<float> networkInput(const Raster<std::uint8_t>& small) {
    const float brightest = std::max<float>(1, *std::ranges::max_element(small.values));
    std::vector<float> input(small.values.size());
    for (std::size_t i = 0; i < input.size(); ++i)
        input[i] = (static_cast<float>(small.values[i]) / brightest - kMean[i % 3]) / kDeviation[i % 3];
    return input;
}

/// Brought to the photo's size through 8 bits, as the network's own program does.
Plane atSize(const Plane& probability, int width, int height) {
    Raster<std::uint8_t> steps(probability.width, probability.height);
    std::ranges::transform(probability.values, steps.values.begin(),
                           [](float v) { return static_cast<std::uint8_t>(std::clamp(v, 0.F, 1.F) * 255); });
    const auto full = image::resample(steps, width, height, image::ResampleFilter::bicubic);
    Plane result(width, height);
    std::ranges::transform(full.values, result.values.begin(),
                           [](std::uint8_t v) { return static_cast<float>(v) / 255; });
    return result;
}

Raster<std::uint8_t> atNetworkSize(const image::Photo& photo) {
    return image::resample(photo.rgb, kSide, kSide, image::ResampleFilter::lanczos);
}

} // namespace

Plane SubjectSegmenter::probability(const image::Photo& photo) const {
    return probabilityOf(atNetworkSize(photo));
}

image::SubjectMask SubjectSegmenter::segment(const image::Photo& photo) const {
    const auto small = atNetworkSize(photo);
    const Plane probability = image::guidedFilter(small, probabilityOf(small), kBorderReach, kEven);
    return image::subjectFromProbability(atSize(probability, photo.rgb.width, photo.rgb.height));
}

Plane SubjectSegmenter::probabilityOf(const Raster<std::uint8_t>& small) const {
    const std::vector<float> output = m_network(networkInput(small).data());
    const auto [lowest, highest] = std::ranges::minmax(output);
    const float range = highest - lowest;
    Plane stretched(kSide, kSide);
    if (range > 0)
        std::ranges::transform(output, stretched.values.begin(),
                               [lowest = lowest, range](float v) { return (v - lowest) / range; });
    return stretched;
}

} // namespace croquis::subject
