// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/plane.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace croquis::image {

/// The orientation tag (0x0112) of an EXIF block, with or without its "Exif\0\0" prefix.
/// @return 1..8; 1 (upright) when the tag is absent or the block is damaged.
int exifOrientation(std::span<const std::byte> exif);

/// Turns a picture stored with this EXIF orientation upright; 5..8 swap width and height.
Raster<std::uint8_t> turnedUpright(Raster<std::uint8_t> stored, int orientation);

} // namespace croquis::image
