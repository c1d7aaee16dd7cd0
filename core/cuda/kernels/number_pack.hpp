// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/memory.hpp"

#include <bit>

namespace croquis::cuda {

/// A float's upper half, rounded to the nearest, halves to even, as LibTorch's bfloat16.
struct BFloat16 {
    std::uint16_t bits = 0;

    BFloat16() = default;
    CROQUIS_HD explicit BFloat16(float value) {
        const auto whole = bitsOf(value);
        bits = value != value ? std::uint16_t(0x7fc0) : std::uint16_t((whole + 0x7fff + (whole >> 16 & 1)) >> 16);
    }
    CROQUIS_HD explicit operator float() const {
#if defined(__CUDA_ARCH__)
        return __uint_as_float(std::uint32_t(bits) << 16);
#else
        return std::bit_cast<float>(std::uint32_t(bits) << 16);
#endif
    }

  private:
    CROQUIS_HD static std::uint32_t bitsOf(float value) {
#if defined(__CUDA_ARCH__)
        return __float_as_uint(value);
#else
        return std::bit_cast<std::uint32_t>(value);
#endif
    }
};

/// Numbers of neighbouring channels that a thread moves as one: 16 bytes, the most that a card loads at once.
template <class Number>
struct alignas(16) NumberPack {
    static constexpr int kSize = 16 / sizeof(Number);
    Number numbers[kSize];
};

/// `count` floats of an array that is kept in packs. @param index  of the first, a multiple of four as count is.
template <int count>
CROQUIS_HD void loadFloats(const Input<NumberPack<float>>& from, std::int64_t index, float (&into)[count]) {
    constexpr int kEach = NumberPack<float>::kSize;
    static_assert(count % kEach == 0);
    for (int k = 0; k < count / kEach; ++k) {
        const NumberPack<float> pack = from[index / kEach + k];
        for (int i = 0; i < kEach; ++i)
            into[k * kEach + i] = pack.numbers[i];
    }
}

/// What bounds a layer's results: ReLU, ReLU6, or nothing, which is from -inf to inf.
struct Ramp {
    float least = 0;
    float most = 0;

    /// NaN stays what it is.
    CROQUIS_HD float operator()(float value) const { return value < least ? least : value > most ? most : value; }
    /// Whether a gradient goes back through a result.
    CROQUIS_HD bool isOpen(float result) const { return !(result <= least || result >= most); }
};

} // namespace croquis::cuda
