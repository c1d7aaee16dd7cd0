// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace croquis::vector {

/// The first six bytes of every GIF that can hold comments.
inline constexpr std::string_view kGifSignature = "GIF89a";
/// What the comment with the record of an export begins with.
inline constexpr std::string_view kGifRecordPrefix = "croquis-provenance:";

/// What follows the prefix in the first comment (GIF89a specification, 24) that begins with it, up to 16 MB; nothing
/// when there is none. Pictures are passed over undecoded.
/// @throws ExportError with the cause (the caller adds the file's name): not a GIF89a, cut short, or a block of no
/// known kind.
std::optional<std::string> gifText(std::string_view file, std::string_view prefix);

} // namespace croquis::vector
