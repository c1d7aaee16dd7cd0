// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/launch/card_memory.hpp"

#include <ATen/core/Tensor.h>
#include <ATen/ops/from_blob.h>

#include <array>

namespace croquis::card {

/// LibTorch isn't to find out by itself whose memory it is: a capture is no time to ask.
inline at::Tensor tensorIn(float* memory, at::IntArrayRef sizes, at::IntArrayRef strides, c10::Device device) {
    return at::for_blob(memory, sizes)
        .strides(strides)
        .options(at::TensorOptions(at::kFloat).device(device))
        .target_device(device)
        .make_tensor();
}

/// A card's memory as LibTorch sees it: [rows, C, H, W] float32, channels last in memory. The memory outlives the
/// tensor. @param first  row.
inline at::Tensor picturesIn(const cuda::CardMemory<float>& memory, std::int64_t rows,
                             const std::array<std::int64_t, 3>& shape, c10::Device device, std::int64_t first = 0) {
    const auto [channels, height, width] = shape;
    const std::int64_t size = channels * height * width;
    return tensorIn(memory.data() + first * size, {rows, channels, height, width},
                    {size, 1, width * channels, channels}, device);
}

/// [rows, size] float32. @param first  row.
inline at::Tensor rowsIn(const cuda::CardMemory<float>& memory, std::int64_t rows, std::int64_t size,
                         c10::Device device, std::int64_t first = 0) {
    return tensorIn(memory.data() + first * size, {rows, size}, {size, 1}, device);
}

/// What a kernel reads of a dense tensor.
inline cuda::Input<float> inputOf(const at::Tensor& tensor) {
    return {tensor.const_data_ptr<float>(), tensor.numel(), nullptr};
}

} // namespace croquis::card
