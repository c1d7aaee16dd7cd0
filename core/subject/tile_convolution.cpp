// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subject/tile_convolution.hpp"

#include "base/vectorised.hpp"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <utility>

namespace croquis::subject {
namespace {

constexpr int kMostTiles = 20; // of a block: what it works in stays near the second-level cache

/// The transform of three weights, for `count` of them at once. @param step  floats from one to the next.
CROQUIS_VECTORISED
void transformWeights(const float* in, std::ptrdiff_t step, int count, float* out, std::ptrdiff_t outStep) {
    for (int i = 0; i < count; ++i) {
        const float a = in[i], b = in[step + i], c = in[2 * step + i];
        const float outer = a + c, far = a + 4 * c;
        out[i] = a / 4;
        out[outStep + i] = (outer + b) / -6;
        out[2 * outStep + i] = (outer - b) / -6;
        out[3 * outStep + i] = (far + 2 * b) / 24;
        out[4 * outStep + i] = (far - 2 * b) / 24;
        out[5 * outStep + i] = c;
    }
}

/// The transform of six neighbours, for `count` of them at once. @param step  floats from one to the next.
CROQUIS_VECTORISED
void transformSix(const float* in, std::ptrdiff_t step, int count, float* out, std::ptrdiff_t outStep) {
    for (int i = 0; i < count; ++i) {
        const float a = in[i], b = in[step + i], c = in[2 * step + i], d = in[3 * step + i], e = in[4 * step + i],
                    f = in[5 * step + i];
        const float even = e - 4 * c, odd = d - 4 * b, evenTwo = e - c, oddTwo = 2 * (d - b);
        out[i] = 4 * a - 5 * c + e;
        out[outStep + i] = even + odd;
        out[2 * outStep + i] = even - odd;
        out[3 * outStep + i] = evenTwo + oddTwo;
        out[4 * outStep + i] = evenTwo - oddTwo;
        out[5 * outStep + i] = 4 * b - 5 * d + f;
    }
}

/// Back from six sums to four results.
CROQUIS_VECTORISED
void resultsOfSix(const float* in, std::ptrdiff_t step, int count, float* out, std::ptrdiff_t outStep) {
    for (int i = 0; i < count; ++i) {
        const float a = in[i], b = in[step + i], c = in[2 * step + i], d = in[3 * step + i], e = in[4 * step + i],
                    f = in[5 * step + i];
        const float even = b + c, odd = b - c, evenTwo = d + e, oddTwo = d - e;
        out[i] = a + even + evenTwo;
        out[outStep + i] = odd + 2 * oddTwo;
        out[2 * outStep + i] = even + 4 * evenTwo;
        out[3 * outStep + i] = odd + 8 * oddTwo + f;
    }
}

CROQUIS_VECTORISED
void finish(const float* sums, const float* bias, int count, bool adds, float* out) {
    if (adds)
        for (int i = 0; i < count; ++i)
            out[i] += std::max(0.0F, sums[i] + bias[i]);
    else
        for (int i = 0; i < count; ++i)
            out[i] = std::max(0.0F, sums[i] + bias[i]);
}

} // namespace

/// Neighbouring tiles of one row, and the memory they are worked on in.
struct TileConvolution::Block {
    int y, x, tiles; ///< the first result's pixel
    float* rows;     ///< [6, (4 tiles + 2) channels] of one map: transformed down
    float* pictures; ///< [6, 6, tiles, in]
    float* sums;     ///< [6, 6, tiles, out]
    float* halfway;  ///< [4, 6, tiles, out]: taken back down

    static std::size_t floats(int in, int out) {
        return std::size_t{kMostTiles} * (6 * (kTile + 1) * in + 36 * in + 36 * out + 24 * out);
    }
    Block(int y_, int x_, int tiles_, int in, int out, float* room)
        : y(y_), x(x_), tiles(tiles_), rows(room), pictures(rows + std::ptrdiff_t{6 * (kTile + 1) * kMostTiles} * in),
          sums(pictures + std::ptrdiff_t{36 * kMostTiles} * in), halfway(sums + std::ptrdiff_t{36 * kMostTiles} * out) {
    }
};

TileConvolution::TileConvolution(const perceptual::Kernels& kernels, const at::Tensor& weight, at::Tensor bias)
    : m_kernels(&kernels), m_in(static_cast<int>(weight.size(1))), m_out(static_cast<int>(weight.size(0))),
      m_bias(std::move(bias)) {
    const at::Tensor plain = weight.permute({2, 3, 1, 0}).contiguous(); // [down, across, in, out]
    const int pairs = m_in * m_out;
    at::Tensor down = at::empty({kReach, 3, m_in, m_out}, at::kFloat);
    transformWeights(plain.const_data_ptr<float>(), 3 * pairs, 3 * pairs, down.mutable_data_ptr<float>(), 3 * pairs);
    at::Tensor across = at::empty({kReach, m_in, m_out}, at::kFloat);
    for (int i = 0; i < kReach; ++i) {
        transformWeights(down[i].const_data_ptr<float>(), pairs, pairs, across.mutable_data_ptr<float>(), pairs);
        for (int j = 0; j < kReach; ++j)
            m_weights.emplace_back(kernels, across[j]);
    }
}

void TileConvolution::operator()(std::span<const FeatureMap> maps, const FeatureMap& result, bool adds) const {
    const int across = result.side() / kTile;
    const int blocks = (across + kMostTiles - 1) / kMostTiles;
    at::parallel_for(0, std::int64_t{across} * blocks, 1, [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> room(Block::floats(m_in, m_out));
        for (; begin < end; ++begin) {
            const int first = static_cast<int>(begin % blocks) * kMostTiles;
            const Block block(static_cast<int>(begin / blocks) * kTile, first * kTile,
                              std::min(kMostTiles, across - first), m_in, m_out, room.data());
            transformMaps(maps, block);
            multiply(block);
            transformResults(block, result, adds);
        }
    });
}

void TileConvolution::transformMaps(std::span<const FeatureMap> maps, const Block& block) const {
    const std::ptrdiff_t plane = std::ptrdiff_t{block.tiles} * m_in;
    float* out = block.pictures;
    for (const FeatureMap& map : maps) {
        const int channels = map.channels(), width = (kTile * block.tiles + 2) * channels;
        transformSix(map.pixel(block.y - 1, block.x - 1), map.rowPitch(), width, block.rows, width);
        for (int down = 0; down < kReach; ++down)
            for (int tile = 0; tile < block.tiles; ++tile)
                transformSix(block.rows + std::ptrdiff_t{down} * width + std::ptrdiff_t{tile} * kTile * channels,
                             channels, channels, out + down * kReach * plane + std::ptrdiff_t{tile} * m_in, plane);
        out += channels;
    }
}

void TileConvolution::multiply(const Block& block) const {
    for (int i = 0; i < kReach * kReach; ++i) {
        perceptual::Product product;
        product.in = block.pictures + std::ptrdiff_t{i} * block.tiles * m_in;
        product.inStride = product.depth = m_in;
        product.weights = m_weights[static_cast<std::size_t>(i)].from(0);
        product.rows = product.rowLength = block.tiles;
        product.columns = m_out;
        product.out = block.sums + std::ptrdiff_t{i} * block.tiles * m_out;
        product.outStride = m_out;
        m_kernels->multiply(product);
    }
}

void TileConvolution::transformResults(const Block& block, const FeatureMap& result, bool adds) const {
    const std::ptrdiff_t plane = std::ptrdiff_t{block.tiles} * m_out;
    resultsOfSix(block.sums, kReach * plane, static_cast<int>(kReach * plane), block.halfway, kReach * plane);
    const float* const bias = m_bias.const_data_ptr<float>();
    float* const four = block.rows; // no longer needed: [4, out] of one tile
    for (int down = 0; down < kTile; ++down)
        for (int tile = 0; tile < block.tiles; ++tile) {
            resultsOfSix(block.halfway + down * kReach * plane + std::ptrdiff_t{tile} * m_out, plane, m_out, four,
                         m_out);
            float* const out = result.pixel(block.y + down, block.x + tile * kTile);
            for (int across = 0; across < kTile; ++across)
                finish(four + std::ptrdiff_t{across} * m_out, bias, m_out, adds, out + std::ptrdiff_t{across} * m_out);
        }
}

} // namespace croquis::subject
