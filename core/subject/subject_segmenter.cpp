// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subject/subject_segmenter.hpp"

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

/// [320, 320, 3] float32, normalised.
std::vector<float> networkInput(const Raster<std::uint8_t>& rgb) {
    const auto small = image::resample(rgb, kSide, kSide, image::ResampleFilter::lanczos);
    const float brightest = std::max<float>(1, *std::ranges::max_element(small.values));
    std::vector<float> input(small.values.size());
    for (std::size_t i = 0; i < input.size(); ++i)
        input[i] = (static_cast<float>(small.values[i]) / brightest - kMean[i % 3]) / kDeviation[i % 3];
    return input;
}

/// Stretched to 0..1 and brought to the photo's size through 8 bits, as the network's own program does.
Plane probabilityOf(const std::vector<float>& output, int width, int height) {
    const auto [lowest, highest] = std::ranges::minmax(output);
    const float range = highest - lowest;
    Raster<std::uint8_t> small(kSide, kSide);
    if (range > 0)
        std::ranges::transform(output, small.values.begin(), [lowest = lowest, range](float v) {
            return static_cast<std::uint8_t>((v - lowest) / range * 255);
        });
    const auto full = image::resample(small, width, height, image::ResampleFilter::bicubic);
    Plane probability(width, height);
    std::ranges::transform(full.values, probability.values.begin(),
                           [](std::uint8_t v) { return static_cast<float>(v) / 255; });
    return probability;
}

} // namespace

image::SubjectMask SubjectSegmenter::segment(const image::Photo& photo) const {
    const std::vector<float> output = m_network(networkInput(photo.rgb).data());
    return image::subjectFromProbability(probabilityOf(output, photo.rgb.width, photo.rgb.height));
}

} // namespace croquis::subject
