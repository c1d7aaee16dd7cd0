// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/orientation.hpp"

#include "image/byte_order.hpp"

#include <cstring>
#include <utility>

namespace croquis::image {

int exifOrientation(std::span<const std::byte> exif) {
    if (exif.size() >= 6 && std::memcmp(exif.data(), "Exif\0\0", 6) == 0)
        exif = exif.subspan(6);
    if (exif.size() < 8)
        return 1;
    const bool little = exif[0] == std::byte{'I'};
    const auto number = [&](std::size_t offset, int count) {
        return little ? littleEndian(exif, offset, count) : bigEndian(exif, offset, count);
    };
    const std::size_t directory = number(4, 4);
    const std::uint32_t entries = number(directory, 2);
    for (std::uint32_t i = 0; i < entries; ++i) {
        const std::size_t entry = directory + 2 + 12 * static_cast<std::size_t>(i);
        if (entry + 12 > exif.size())
            return 1;
        if (number(entry, 2) != 0x0112)
            continue;
        const std::uint32_t value = number(entry + 8, 2);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

Raster<std::uint8_t> turnedUpright(Raster<std::uint8_t> stored, int orientation) {
    if (orientation <= 1 || orientation > 8)
        return stored;
    const bool transposed = orientation >= 5;
    const bool fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    Raster<std::uint8_t> upright(transposed ? stored.height : stored.width, transposed ? stored.width : stored.height,
                                 stored.channels);
    for (int y = 0; y < upright.height; ++y) {
        for (int x = 0; x < upright.width; ++x) {
            const int alongX = transposed ? y : x;
            const int alongY = transposed ? x : y;
            const int sourceX = fromRight ? stored.width - 1 - alongX : alongX;
            const int sourceY = fromBottom ? stored.height - 1 - alongY : alongY;
            std::memcpy(&upright.at(x, y), &stored.at(sourceX, sourceY), static_cast<std::size_t>(stored.channels));
        }
    }
    return upright;
}

} // namespace croquis::image
