// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/stroke_painter.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace croquis::vector {

/// Keyword of the text chunk that holds the provenance JSON.
inline constexpr const char* kProvenanceKeyword = "croquis:provenance";

enum class PngFormat { grey, rgba }; ///< 8 bits a channel, alpha straight

struct PngOptions {
    PixelSize size; ///< each side 1..kMaximumPictureSide
    PngFormat format = PngFormat::rgba;
    double dpi = 0;             ///< written as pHYs; 0: not written
    std::string provenanceJson; ///< written as compressed iTXt; empty: not written
};

/// Fills row `row` (size.width or 4 * size.width bytes). Called once for each row, from the top.
using PngRowSource = std::function<void(int row, std::span<std::uint8_t> pixels)>;

/// A PNG file's bytes, tagged sRGB; equal input gives equal bytes (with the same libpng and zlib).
/// @throws InvalidArgument for a size or dpi out of range; ExportError when libpng fails; whatever `source` throws.
std::vector<std::byte> encodePng(const PngOptions& options, const PngRowSource& source);

/// The page painted at options.size, which needs memory for one row and the file only.
std::vector<std::byte> encodePng(const MarkedPage& page, const std::optional<geometry::Colour>& paper,
                                 const PngOptions& options);

} // namespace croquis::vector
