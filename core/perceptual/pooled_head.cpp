// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/pooled_head.hpp"

#include <ATen/Parallel.h>
#include <ATen/ops/div.h>
#include <ATen/ops/empty.h>

#include <algorithm>

namespace croquis::perceptual {

PooledHead::PooledHead(const Kernels& kernels, const at::Tensor& weight, at::Tensor bias)
    : m_forward(kernels, weight.t()), m_backward(kernels, weight), m_bias(std::move(bias)) {}

at::Tensor PooledHead::forward(const Kernels& kernels, const float* in, int count, at::Tensor* marks,
                               Workspace& workspace) const {
    constexpr int kChunks = (kChannels + kChunkChannels - 1) / kChunkChannels;
    constexpr std::ptrdiff_t kScratch = std::ptrdiff_t{kPixels} * kChunkChannels;
    at::Tensor embedding = at::empty({count, kChannels}, at::kFloat);
    float* const out = embedding.mutable_data_ptr<float>();
    if (marks != nullptr)
        *marks = at::empty({count, kPixels, kChannels / 8}, at::kByte);
    std::uint8_t* const bits = marks != nullptr ? marks->mutable_data_ptr<std::uint8_t>() : nullptr;
    float* const scratch = workspace.perThread(kScratch);
    at::parallel_for(0, std::int64_t{count} * kChunks, 1, [&](std::int64_t begin, std::int64_t end) {
        float* const pixels = scratch + at::get_thread_num() * kScratch;
        for (; begin < end; ++begin) {
            const std::ptrdiff_t picture = begin / kChunks;
            const int column = static_cast<int>(begin % kChunks) * kChunkChannels;
            const int columns = std::min(kChunkChannels, kChannels - column);
            Product product;
            product.in = in + picture * kPixels * kInChannels;
            product.inStride = kInChannels;
            product.weights = m_forward.from(column);
            product.depth = kInChannels;
            product.rows = product.rowLength = kPixels;
            product.columns = columns;
            product.out = pixels;
            product.outStride = columns;
            product.finish.bias = m_bias.const_data_ptr<float>() + column;
            product.finish.activation = Activation::relu6;
            if (bits != nullptr) {
                product.finish.activation = Activation::relu6Marked;
                product.finish.marks = bits + (picture * kPixels * kChannels + column) / 8;
                product.finish.marksStride = kChannels / 8;
            }
            kernels.multiply(product);
            float* const mean = out + picture * kChannels + column;
            std::copy_n(pixels, columns, mean);
            for (int pixel = 1; pixel < kPixels; ++pixel)
                for (int c = 0; c < columns; ++c)
                    mean[c] += pixels[pixel * columns + c];
            for (int c = 0; c < columns; ++c)
                mean[c] /= kPixels;
        }
    });
    return embedding;
}

void PooledHead::backward(const Kernels& kernels, const at::Tensor& gradient, const at::Tensor& marks, const float* add,
                          float* out, Workspace& workspace) const {
    const std::int64_t count = gradient.size(0);
    const at::Tensor perPixel = at::div(gradient, kPixels).contiguous();
    const float* const spread = perPixel.const_data_ptr<float>();
    std::uint8_t* const bits = const_cast<std::uint8_t*>(marks.const_data_ptr<std::uint8_t>());
    float* const gated = workspace.floats(Workspace::middle, std::size_t(count) * kPixels * kChannels);
    at::parallel_for(0, count * kPixels, kSide, [&](std::int64_t begin, std::int64_t end) {
        for (; begin < end; ++begin) {
            Product copy; // of depth 0: the bias alone, gated
            copy.in = spread;
            copy.weights = spread;
            copy.rows = copy.rowLength = 1;
            copy.columns = kChannels;
            copy.out = gated + begin * kChannels;
            copy.finish.activation = Activation::gate;
            copy.finish.bias = spread + begin / kPixels * kChannels;
            copy.finish.marks = bits + begin * kChannels / 8;
            kernels.multiply(copy);
        }
    });
    const int panels = (kInChannels + kernels.panelColumns - 1) / kernels.panelColumns;
    at::parallel_for(0, count * panels, 1, [&](std::int64_t begin, std::int64_t end) {
        for (; begin < end; ++begin) {
            const std::ptrdiff_t picture = begin / panels;
            const int column = static_cast<int>(begin % panels) * kernels.panelColumns;
            Product product;
            product.in = gated + picture * kPixels * kChannels;
            product.inStride = kChannels;
            product.weights = m_backward.from(column);
            product.depth = kChannels;
            product.rows = product.rowLength = kPixels;
            product.columns = std::min(kernels.panelColumns, kInChannels - column);
            product.out = out + picture * kPixels * kInChannels + column;
            product.outStride = kInChannels;
            product.finish.add = add != nullptr ? add + picture * kPixels * kInChannels + column : nullptr;
            product.finish.addStride = kInChannels;
            kernels.multiply(product);
        }
    });
}

} // namespace croquis::perceptual
