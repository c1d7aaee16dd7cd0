// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <png.h>

#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

namespace croquis::test {

struct DecodedPng {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels; ///< RGBA, straight alpha
};

/// Decodes with libpng's simplified interface, which shares no code with ours.
inline DecodedPng decodePng(std::span<const std::byte> bytes) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0)
        throw std::runtime_error(image.message);
    image.format = PNG_FORMAT_RGBA;
    DecodedPng decoded{static_cast<int>(image.width), static_cast<int>(image.height), {}};
    decoded.pixels.resize(PNG_IMAGE_SIZE(image));
    if (png_image_finish_read(&image, nullptr, decoded.pixels.data(), 0, nullptr) == 0)
        throw std::runtime_error(image.message);
    return decoded;
}

} // namespace croquis::test
