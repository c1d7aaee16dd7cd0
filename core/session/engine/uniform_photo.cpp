// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/engine/uniform_photo.hpp"

#include "geometry/placement.hpp"
#include "image/resample.hpp"

#include <algorithm>
#include <cmath>

namespace croquis::session {
namespace {

constexpr double kUniformDeviation = 2.0 / 255; // of the photo's values: below it there are no edges but noise

} // namespace

bool almostUniform(const image::Raster<std::uint8_t>& photo) {
    if (photo.values.empty())
        return true;
    const double scale = std::min(1.0, double{geometry::kCanvasSide} / std::max(photo.width, photo.height));
    const auto reduced = [&](int side) { return std::max(1, static_cast<int>(std::lround(scale * side))); };
    const auto seen = image::resample(photo, reduced(photo.width), reduced(photo.height), image::ResampleFilter::box);
    double widest = 0;
    for (int channel = 0; channel < photo.channels; ++channel) {
        double sum = 0, squares = 0;
        for (int y = 0; y < seen.height; ++y)
            for (int x = 0; x < seen.width; ++x) {
                const double value = seen.at(x, y, channel) / 255.0;
                sum += value;
                squares += value * value;
            }
        const double count = static_cast<double>(seen.width) * seen.height;
        widest = std::max(widest, squares / count - (sum / count) * (sum / count));
    }
    return widest < kUniformDeviation * kUniformDeviation;
}

} // namespace croquis::session
