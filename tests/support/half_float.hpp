// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

namespace croquis::tests {

/// The nearest IEEE 754 binary16, of finite values within its range.
inline std::uint16_t halfBits(double value) {
    const std::uint16_t sign = std::signbit(value) ? 0x8000 : 0;
    const double size = std::abs(value);
    if (size == 0)
        return sign;
    int exponent = std::max(std::ilogb(size), -14);
    auto steps = static_cast<long>(std::nearbyint(std::ldexp(size, 10 - exponent)));
    if (steps == 2048) {
        steps = 1024;
        ++exponent;
    }
    if (steps < 1024) // below the normal numbers
        return static_cast<std::uint16_t>(sign | steps);
    return static_cast<std::uint16_t>(sign | (exponent + 15) << 10 | (steps - 1024));
}

inline double halfValue(std::uint16_t bits) {
    const int exponent = bits >> 10 & 31, fraction = bits & 1023;
    const double size = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
    return (bits & 0x8000) != 0 ? -size : size;
}

} // namespace croquis::tests
