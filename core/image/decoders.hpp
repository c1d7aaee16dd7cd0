// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/photo.hpp"
#include "image/plane.hpp"
#include "image/row_reducer.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace croquis::image {

struct EncodedPicture {
    std::span<const std::byte> bytes;
    std::string name; ///< for messages
    Damage damage = Damage::refuse;
};

/// Flattened on white, long side at most Photo::kLongestSide, not yet turned upright.
struct DecodedPicture {
    Raster<std::uint8_t> rgb;
    Raster<std::uint8_t> alpha; ///< empty when opaque everywhere
    Size stored;                ///< before the reduction
    int orientation = 1;        ///< EXIF, 1..8
    double readShare = 1;       ///< of the rows
};

/// Decoded row by row: memory does not depend on the height. 2^30 pixels are 32768 x 32768.
inline constexpr std::int64_t kMostStreamedPixels = std::int64_t{1} << 30;
/// Where a format has to lie in memory as a whole (interlaced PNG, GIF, TIFF, WebP): 8192 x 8192, 256 MB.
inline constexpr std::int64_t kMostWholePixels = std::int64_t{1} << 26;
/// Of either side: a few rows lie in memory in any case.
inline constexpr std::int64_t kMostSide = std::int64_t{1} << 17;
/// Coefficients of a progressive JPEG, which has to be read to its end before the first row is known.
inline constexpr std::int64_t kMostCoefficientBytes = std::int64_t{1} << 29;

/// Each decodes the first picture of its format and prints nothing, whatever the file holds.
/// @throws ImageFileError when the file is damaged or truncated, has too many pixels (told from its header, before
/// anything is
///         decoded) or uses a variety of the format that can't be read.
DecodedPicture decodeJpeg(const EncodedPicture& file);
DecodedPicture decodePng(const EncodedPicture& file);
DecodedPicture decodeGif(const EncodedPicture& file);
DecodedPicture decodeWebp(const EncodedPicture& file);
DecodedPicture decodeTiff(const EncodedPicture& file);
DecodedPicture decodeBmp(const EncodedPicture& file);

/// The sentences they share.
[[noreturn]] void failDamaged(const EncodedPicture& file, const std::string& detail);
[[noreturn]] void failUnsupported(const EncodedPicture& file, const std::string& variety);
/// @throws ImageFileError unless both sides are positive and at most kMostSide, and there are at most `mostPixels`.
void requireReadableSize(const EncodedPicture& file, std::int64_t width, std::int64_t height, std::int64_t mostPixels);

/// Finishes a decoder: moves the reduced picture out of `reducer`.
DecodedPicture takePicture(RowReducer& reducer, Size stored, int orientation);

/// The file went wrong after `rows` of its rows: what they make, if that is asked for and enough.
/// @throws ImageFileError as photo.hpp says.
DecodedPicture takePart(const EncodedPicture& file, RowReducer& reducer, int rows, Size stored, int orientation,
                        const std::string& detail);
/// @throws DamagedImageError  the sentence of a picture that could be read in part.
[[noreturn]] void failInPart(const EncodedPicture& file, const std::string& detail);

} // namespace croquis::image
