// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subject/feature_map.hpp"

#include "base/vectorised.hpp"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include <algorithm>

namespace croquis::subject {
namespace {

CROQUIS_VECTORISED
void poolRow(const float* above, const float* below, int side, int channels, float* out) {
    for (int x = 0; x < side; ++x, out += channels, above += 2 * channels, below += 2 * channels)
        for (int c = 0; c < channels; ++c)
            out[c] = std::max(std::max(above[c], above[channels + c]), std::max(below[c], below[channels + c]));
}

/// Three quarters of one and a quarter of the other.
CROQUIS_VECTORISED
void blend(const float* near, const float* far, int count, float* out) {
    for (int i = 0; i < count; ++i)
        out[i] = 0.75F * near[i] + 0.25F * far[i];
}

void doubleRow(const float* row, int side, int channels, float* out) {
    for (int x = 0; x < side; ++x, out += 2 * channels) {
        const float* const here = row + std::ptrdiff_t{x} * channels;
        blend(here, x > 0 ? here - channels : here, channels, out);
        blend(here, x + 1 < side ? here + channels : here, channels, out + channels);
    }
}

} // namespace

FeatureMap::FeatureMap(int side, int channels)
    : m_side(side), m_channels(channels), m_rowPitch(std::ptrdiff_t{side + 2 * border(side)} * channels) {
    const std::ptrdiff_t rows = side + 2 * border(side);
    m_storage = at::empty({rows * m_rowPitch}, at::kFloat);
    float* const first = m_storage.mutable_data_ptr<float>();
    m_origin = first + border(side) * (m_rowPitch + channels);
    std::fill(first, pixel(0, 0), 0.0F);
    for (int y = 0; y + 1 < side; ++y)
        std::fill(pixel(y, side), pixel(y + 1, 0), 0.0F);
    std::fill(pixel(side - 1, side), first + rows * m_rowPitch, 0.0F);
}

FeatureMap FeatureMaps::take(int side, int channels) {
    for (const FeatureMap& map : m_all)
        if (map.side() == side && map.channels() == channels && !map.shared())
            return map;
    m_all.emplace_back(side, channels);
    return m_all.back();
}

FeatureMap pooled(FeatureMaps& maps, const FeatureMap& map) {
    FeatureMap half = maps.take(map.side() / 2, map.channels());
    at::parallel_for(0, half.side(), 1, [&](std::int64_t begin, std::int64_t end) {
        for (int y = static_cast<int>(begin); y < end; ++y)
            poolRow(map.pixel(2 * y, 0), map.pixel(2 * y + 1, 0), half.side(), map.channels(), half.pixel(y, 0));
    });
    return half;
}

FeatureMap doubled(FeatureMaps& maps, const FeatureMap& map) {
    FeatureMap twice = maps.take(2 * map.side(), map.channels());
    const int row = map.side() * map.channels();
    at::parallel_for(0, twice.side(), 2, [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> between(static_cast<std::size_t>(row));
        for (int y = static_cast<int>(begin); y < end; ++y) {
            const int near = y / 2, far = std::clamp(y % 2 == 0 ? near - 1 : near + 1, 0, map.side() - 1);
            blend(map.pixel(near, 0), map.pixel(far, 0), row, between.data());
            doubleRow(between.data(), map.side(), map.channels(), twice.pixel(y, 0));
        }
    });
    return twice;
}

} // namespace croquis::subject
