// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/stem.hpp"

#include <ATen/Parallel.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

namespace croquis::perceptual {
namespace {

constexpr float kScale = 255.0f / 128.0f;
constexpr float kOffset = -127.0f / 128.0f;
constexpr int kColumnMultiple = 16; // whole vectors of every instruction set

} // namespace

Stem::Stem(const Kernels& kernels, const at::Tensor& weight, at::Tensor bias)
    : m_grey(arrange(kernels, weight.sum(1, true))), m_colour(arrange(kernels, weight)), m_bias(std::move(bias)) {}

Stem::Weights Stem::arrange(const Kernels& kernels, const at::Tensor& weight) {
    const std::int64_t channels = weight.size(1);
    const at::Tensor rows =
        weight.permute({3, 2, 1, 0}).reshape({9 * channels, kOutChannels}); // column, row, channel of the window
    at::Tensor columns =
        at::zeros({kOutChannels, (9 * channels + kColumnMultiple - 1) / kColumnMultiple * kColumnMultiple}, at::kFloat);
    columns.narrow(1, 0, 9 * channels).copy_(rows.t());
    return {PackedMatrix(kernels, rows), PackedMatrix(kernels, columns)};
}

void Stem::fillWindows(const float* pictures, int count, int channels, float* windows) {
    constexpr std::ptrdiff_t kPixels = std::ptrdiff_t{kPictureSide} * kPictureSide;
    at::parallel_for(0, std::int64_t{count} * kSide, kSide / 8, [&](std::int64_t begin, std::int64_t end) {
        for (; begin < end; ++begin) {
            const std::int64_t picture = begin / kSide, y = begin % kSide;
            float* const row = windows + begin * windowRowPitch(channels);
            const int step = 3 * channels;
            for (int i = 0; i < 3; ++i)
                for (int c = 0; c < channels; ++c) {
                    float* to = row + i * channels + c;
                    to[kPictureSide * step] = 0;
                    const std::int64_t source = 2 * y + i;
                    const float* from = pictures + (picture * channels + c) * kPixels + source * kPictureSide;
                    if (source < kPictureSide)
                        for (int x = 0; x < kPictureSide; ++x)
                            to[x * step] = from[x] * kScale + kOffset;
                    else
                        for (int x = 0; x < kPictureSide; ++x)
                            to[x * step] = 0;
                }
        }
    });
}

PixelWindow Stem::refillWindows(const float* pixels, const PixelWindow& place, float* windows) {
    constexpr int kChannels = 3, kRows = 3;
    const PixelWindow reached{std::max(0, (place.left - 1) / 2), std::max(0, (place.top - 1) / 2),
                              std::min(kSide, (place.right + 1) / 2), std::min(kSide, (place.bottom + 1) / 2)};
    for (int y = reached.top; y < reached.bottom; ++y)
        for (int i = 0; i < kRows; ++i) {
            const int source = 2 * y + i;
            if (source < place.top || source >= place.bottom)
                continue;
            const float* from = pixels + std::ptrdiff_t{source - place.top} * place.width() * kChannels;
            float* to = windows + std::ptrdiff_t{y} * windowRowPitch(kChannels) +
                        (std::ptrdiff_t{place.left} * kRows + i) * kChannels;
            for (int x = 0; x < place.width(); ++x, from += kChannels, to += kRows * kChannels)
                for (int c = 0; c < kChannels; ++c)
                    to[c] = from[c] * kScale + kOffset;
        }
    return reached;
}

void Stem::gatherWindows(const float* windows, int count, int channels, float* pictures) const {
    const std::ptrdiff_t stride = backward(channels).columns();
    const auto rowOf = [&](std::int64_t picture, std::int64_t y) {
        return windows + (picture * kSide + y) * kSide * stride;
    };
    at::parallel_for(
        0, std::int64_t{count} * kPictureSide, kPictureSide / 8, [&](std::int64_t begin, std::int64_t end) {
            for (; begin < end; ++begin) {
                const std::int64_t picture = begin / kPictureSide, y = begin % kPictureSide;
                for (int c = 0; c < channels; ++c) {
                    float* const to = pictures + ((picture * channels + c) * kPictureSide + y) * kPictureSide;
                    std::fill_n(to, kPictureSide, 0.0f);
                    for (int i = static_cast<int>(y % 2); i < 3 && i <= y; i += 2) {
                        const float* from = rowOf(picture, (y - i) / 2) + i * channels + c;
                        const std::ptrdiff_t next = 3 * channels; // the window's next column
                        for (int x = 0; x < kSide; ++x, from += stride) {
                            to[2 * x] += from[0];
                            to[2 * x + 1] += from[next];
                            if (x + 1 < kSide)
                                to[2 * x + 2] += from[2 * next];
                        }
                    }
                    for (int x = 0; x < kPictureSide; ++x)
                        to[x] *= kScale;
                }
            }
        });
}

} // namespace croquis::perceptual
