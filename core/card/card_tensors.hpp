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
/// tensor.
inline at::Tensor picturesIn(const cuda::CardMemory<float>& memory, std::int64_t rows,
                             const std::array<std::int64_t, 3>& shape, c10::Device device) {
    const auto [channels, height, width] = shape;
    return tensorIn(memory.data(), {rows, channels, height, width},
                    {channels * height * width, 1, width * channels, channels}, device);
}

/// [rows, size] float32.
inline at::Tensor rowsIn(const cuda::CardMemory<float>& memory, std::int64_t rows, std::int64_t size,
                         c10::Device device) {
    return tensorIn(memory.data(), {rows, size}, {size, 1}, device);
}

/// What a kernel reads of a dense tensor.
inline cuda::Input<float> inputOf(const at::Tensor& tensor) {
    return {tensor.const_data_ptr<float>(), tensor.numel(), nullptr};
}

} // namespace croquis::card
