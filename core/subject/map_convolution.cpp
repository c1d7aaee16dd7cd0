// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subject/map_convolution.hpp"

#include <ATen/Parallel.h>

#include <utility>

namespace croquis::subject {

using perceptual::Activation;
using perceptual::PackedMatrix;
using perceptual::Product;

MapConvolution::MapConvolution(const perceptual::Kernels& kernels, const at::Tensor& weight, at::Tensor bias,
                               int dilation, int side, std::span<const int> channels)
    : m_kernels(&kernels), m_bias(std::move(bias)) {
    if (dilation == 1 && TileConvolution::serves(side, weight.size(1), weight.size(0))) {
        m_tiles.emplace(kernels, weight, m_bias);
        return;
    }
    const std::int64_t out = weight.size(0);
    const int neighbours = dilation == 1 ? 3 : 1; // that lie side by side
    std::int64_t first = 0;
    for (std::size_t map = 0; map < channels.size(); first += channels[map++]) {
        const at::Tensor own = weight.narrow(1, first, channels[map]).permute({2, 3, 1, 0}).contiguous();
        for (int down = 0; down < 3; ++down)
            for (int right = 0; right < 3; right += neighbours)
                m_parts.push_back({static_cast<int>(map), (down - 1) * dilation, (right - 1) * dilation,
                                   PackedMatrix(kernels, own[down].narrow(0, right, neighbours).reshape({-1, out}))});
    }
}

void MapConvolution::computeRow(std::span<const FeatureMap> maps, int y, Activation activation, float* out) const {
    for (const Part& part : m_parts) {
        const FeatureMap& map = maps[static_cast<std::size_t>(part.map)];
        Product product;
        product.in = map.pixel(y + part.down, part.right);
        product.inStride = map.channels();
        product.weights = part.weights.from(0);
        product.depth = part.weights.depth();
        product.rows = product.rowLength = map.side();
        product.columns = outChannels();
        product.out = out;
        product.outStride = outChannels();
        if (&part == &m_parts.front())
            product.finish.bias = m_bias.const_data_ptr<float>();
        else
            product.finish.add = out;
        product.finish.addStride = outChannels();
        if (&part == &m_parts.back())
            product.finish.activation = activation;
        m_kernels->multiply(product);
    }
}

FeatureMap MapConvolution::compute(FeatureMaps& room, std::span<const FeatureMap> maps, Activation activation) const {
    FeatureMap result = room.take(maps.front().side(), outChannels());
    at::parallel_for(0, result.side(), 1, [&](std::int64_t begin, std::int64_t end) {
        for (int y = static_cast<int>(begin); y < end; ++y)
            computeRow(maps, y, activation, result.pixel(y, 0));
    });
    return result;
}

FeatureMap MapConvolution::operator()(FeatureMaps& room, std::span<const FeatureMap> maps) const {
    return compute(room, maps, Activation::none);
}

FeatureMap MapConvolution::relu(FeatureMaps& room, std::span<const FeatureMap> maps) const {
    if (!m_tiles)
        return compute(room, maps, Activation::relu);
    FeatureMap result = room.take(maps.front().side(), outChannels());
    (*m_tiles)(maps, result, false);
    return result;
}

void MapConvolution::addRelu(std::span<const FeatureMap> maps, const FeatureMap& sum) const {
    if (m_tiles)
        return (*m_tiles)(maps, sum, true);
    at::parallel_for(0, sum.side(), 1, [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> row(static_cast<std::size_t>(sum.side()) * outChannels());
        for (int y = static_cast<int>(begin); y < end; ++y) {
            computeRow(maps, y, Activation::relu, row.data());
            float* const to = sum.pixel(y, 0);
            for (std::size_t i = 0; i < row.size(); ++i)
                to[i] += row[i];
        }
    });
}

} // namespace croquis::subject
