// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace croquis::base {

/// What a file holds, told from its first bytes.
struct ContentKind {
    enum class Kind { jpeg, png, gif, webp, tiff, bmp, svg, otherPicture, notPicture };

    Kind kind = Kind::notPicture;
    std::string_view what; ///< with an article, to go into a sentence: "a HEIC photo", "text", "a ZIP archive"
};

/// @param name  only its ending counts, and only for camera raw files that look like TIFF from the inside.
ContentKind recogniseContent(std::span<const std::byte> bytes, std::string_view name);

} // namespace croquis::base
