// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace croquis::tests {

constexpr std::uint32_t kHalfBias = 112U << 23; ///< of float's exponents over binary16's

/// The nearest IEEE 754 binary16, ties to even, of finite values within its range.
inline std::uint16_t halfBits(float value) {
    const std::uint32_t sign = std::signbit(value) ? 0x8000 : 0;
    const float size = std::abs(value);
    if (size < 0x1p-14F) // below the normal numbers
        return static_cast<std::uint16_t>(sign | static_cast<std::uint32_t>(std::lrint(size * 0x1p24F)));
    const auto bits = std::bit_cast<std::uint32_t>(size);
    return static_cast<std::uint16_t>(sign | (bits + 0xFFF + (bits >> 13 & 1) - kHalfBias) >> 13);
}

inline float halfValue(std::uint16_t bits) {
    const std::uint32_t size = bits & 0x7FFFU;
    const float value =
        size < 0x400 ? static_cast<float>(size) * 0x1p-24F : std::bit_cast<float>((size << 13) + kHalfBias);
    return (bits & 0x8000) != 0 ? -value : value;
}

} // namespace croquis::tests
