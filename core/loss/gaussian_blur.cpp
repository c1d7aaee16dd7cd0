// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loss/gaussian_blur.hpp"

#include "base/error.hpp"
#include "base/vectorised.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace croquis::loss {
namespace {

/// out[x] = taps[0] in[x] + sum_k taps[k] (in[x - k stride] + in[x + k stride]); the caller guarantees the reach.
CROQUIS_VECTORISED void convolveRow(const float* in, std::ptrdiff_t stride, const float* taps, int reach, int width,
                                    float* out) {
    for (int x = 0; x < width; ++x)
        out[x] = taps[0] * in[x];
    for (int k = 1; k <= reach; ++k) {
        const float tap = taps[k];
        const float* before = in - k * stride;
        const float* after = in + k * stride;
        for (int x = 0; x < width; ++x)
            out[x] += tap * (before[x] + after[x]);
    }
}

} // namespace

GaussianBlur::GaussianBlur(float sigma) {
    if (!(sigma > 0))
        throw InvalidArgument("GaussianBlur: sigma must be positive");
    const int reach = static_cast<int>(3 * sigma + 0.5f);
    float sum = 0;
    for (int k = 0; k <= reach; ++k) {
        m_taps.push_back(std::exp(-static_cast<float>(k * k) / (2 * sigma * sigma)));
        sum += k == 0 ? m_taps.back() : 2 * m_taps.back();
    }
    for (float& tap : m_taps)
        tap /= sum;
}

void GaussianBlur::apply(const float* picture, int width, int height, float* blurred,
                         std::vector<float>& scratch) const {
    const int reach = static_cast<int>(m_taps.size()) - 1;
    const auto padded = static_cast<std::size_t>(width + 2 * reach);
    // The rows blurred across, with `reach` rows of zeros above and below; then one padded row.
    const auto columns = static_cast<std::size_t>(width);
    scratch.assign(columns * static_cast<std::size_t>(height + 2 * reach) + padded, 0.0f);
    float* across = scratch.data() + columns * static_cast<std::size_t>(reach);
    float* row = scratch.data() + columns * static_cast<std::size_t>(height + 2 * reach);
    for (int y = 0; y < height; ++y) {
        std::copy_n(picture + static_cast<std::ptrdiff_t>(y) * width, width, row + reach);
        convolveRow(row + reach, 1, m_taps.data(), reach, width, across + static_cast<std::ptrdiff_t>(y) * width);
    }
    for (int y = 0; y < height; ++y)
        convolveRow(across + static_cast<std::ptrdiff_t>(y) * width, width, m_taps.data(), reach, width,
                    blurred + static_cast<std::ptrdiff_t>(y) * width);
}

} // namespace croquis::loss
