// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace croquis::image {

/// The `count` (1..4) bytes at `offset` as an unsigned number; bytes beyond the end count as zero.
inline std::uint32_t littleEndian(std::span<const std::byte> bytes, std::size_t offset, int count) {
    std::uint32_t value = 0;
    for (int i = 0; i < count; ++i) {
        const std::size_t at = offset + static_cast<std::size_t>(i);
        if (at < bytes.size())
            value |= std::to_integer<std::uint32_t>(bytes[at]) << (8 * i);
    }
    return value;
}

inline std::uint32_t bigEndian(std::span<const std::byte> bytes, std::size_t offset, int count) {
    std::uint32_t value = 0;
    for (int i = 0; i < count; ++i) {
        const std::size_t at = offset + static_cast<std::size_t>(i);
        value = (value << 8) | (at < bytes.size() ? std::to_integer<std::uint32_t>(bytes[at]) : 0);
    }
    return value;
}

} // namespace croquis::image
