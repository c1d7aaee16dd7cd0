// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/plane.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace croquis::image {

/// What is done with a file that goes wrong after a good part of the picture.
enum class Damage { refuse, keepPart };

/// A decoded photo: sRGB, 8 bits, upright (EXIF orientation applied), alpha flattened on white, long side at most
/// kLongestSide.
struct Photo {
    static constexpr int kLongestSide = 2048;

    Raster<std::uint8_t> rgb; ///< [height, width, 3], red first
    Raster<std::uint8_t>
        alpha; ///< [height, width, 1] as stored in the file, or empty when the file has none or it is opaque everywhere
    int originalWidth = 0; ///< upright, before the reduction to kLongestSide
    int originalHeight = 0;
    double readShare = 1; ///< of the picture that could be read: below 1 only with Damage::keepPart
    std::string fileName; ///< without folders; empty when it came from memory
    std::string sha256;   ///< of the file's bytes
};

/// Reads JPEG, PNG, WebP, TIFF, GIF and BMP; grey, 16 bit, CMYK and palette become RGB; of an animation the first
/// picture counts. Nothing is printed, whatever the file holds. JPEG, PNG and BMP are reduced while they are decoded: a
/// 20000 x 20000 picture is read in a few MB beyond the file itself. What must lie in memory as a whole (interlaced
/// PNG, GIF, WebP, TIFF) may have 2^26 pixels, the others 2^30, checked from the header before anything is decoded; a
/// file may have 512 MB.
/// @param damage  keepPart: of a JPEG or PNG that breaks off, the upper part is the photo (of a progressive JPEG the
///                whole, less sharp), if it is at least a tenth of the rows and 16 of them.
/// @throws DamagedImageError when that would help and wasn't asked for.
/// @throws ImageFileError naming the file and the cause: missing, a folder, empty, not a picture (and what its content
/// is), damaged or
///         truncated, too large, a format this build can't read (HEIC, AVIF, camera raw, PDF, ...).
/// Cost: one decode and one area reduction; any thread.
Photo loadPhoto(const std::filesystem::path& file, Damage damage = Damage::refuse);

/// The same from the bytes of a file; `name` is used in messages only.
Photo decodePhoto(std::span<const std::byte> bytes, const std::string& name, Damage damage = Damage::refuse);

} // namespace croquis::image
