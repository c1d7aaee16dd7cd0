// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loss/view_crop.hpp"

#include <algorithm>
#include <cstddef>

namespace croquis::loss {

std::vector<CropSamples::Sample> CropSamples::samplesFrom(int offset, int cropSide, int side) {
    std::vector<Sample> samples;
    for (int k = 0; k < side; ++k) {
        const double position = std::max(0.0, (k + 0.5) * cropSide / side - 0.5);
        const int first = std::min(static_cast<int>(position), cropSide - 1);
        const int second = std::min(first + 1, cropSide - 1);
        samples.push_back({offset + first, offset + second, static_cast<float>(position - first)});
    }
    return samples;
}

CropSamples::CropSamples(const ViewCrop& crop, int side)
    : m_columns(samplesFrom(crop.left, crop.side, side)), m_rows(samplesFrom(crop.top, crop.side, side)) {}

void CropSamples::gather(const float* picture, float* view) const {
    const auto side = static_cast<std::ptrdiff_t>(m_columns.size());
    for (const Sample& row : m_rows) {
        const float* above = picture + row.first * side;
        const float* below = picture + row.second * side;
        for (const Sample& column : m_columns) {
            const float upper = (1 - column.share) * above[column.first] + column.share * above[column.second],
                        lower = (1 - column.share) * below[column.first] + column.share * below[column.second];
            *view++ = (1 - row.share) * upper + row.share * lower;
        }
    }
}

void CropSamples::scatter(const float* viewGradient, float* gradient) const {
    const auto side = static_cast<std::ptrdiff_t>(m_columns.size());
    std::fill_n(gradient, side * side, 0.0f);
    for (const Sample& row : m_rows) {
        float* above = gradient + row.first * side;
        float* below = gradient + row.second * side;
        for (const Sample& column : m_columns) {
            const float upper = (1 - row.share) * *viewGradient, lower = row.share * *viewGradient;
            ++viewGradient;
            above[column.first] += (1 - column.share) * upper;
            above[column.second] += column.share * upper;
            below[column.first] += (1 - column.share) * lower;
            below[column.second] += column.share * lower;
        }
    }
}

} // namespace croquis::loss
