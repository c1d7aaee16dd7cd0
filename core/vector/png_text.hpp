// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace croquis::vector {

/// The first eight bytes of every PNG.
inline constexpr std::string_view kPngSignature = "\x89PNG\r\n\x1a\n";

/// The text of the first iTXt chunk with that keyword, inflated where it is compressed; nothing when there is none.
/// Nothing else is decoded.
/// @throws ExportError with the cause (the caller adds the file's name): not a PNG, cut short, a chunk's length or
/// check sum is wrong, or
///         a text that is damaged or longer than 16 MB.
std::optional<std::string> pngText(std::string_view file, std::string_view keyword);

} // namespace croquis::vector
