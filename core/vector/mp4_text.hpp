// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace croquis::vector {

/// What the comment with the record of an export begins with.
inline constexpr std::string_view kMp4RecordPrefix = "croquis-provenance:";

/// Whether the file begins as MP4s do.
bool isMp4(std::string_view file);

/// What follows the prefix in the film's comment, if it begins with it: iTunes' "\xa9" "cmt" in moov/udta/meta/ilst,
/// where FFmpeg, QuickTime and every tagger look for it; up to 16 MB. Nothing but boxes is looked at (ISO/IEC 14496-12,
/// 4.2).
/// @throws ExportError with the cause (the caller adds the file's name): not an MP4, cut short, or a box that doesn't
/// fit into the one around it.
std::optional<std::string> mp4Text(std::string_view file, std::string_view prefix);

/// What mp4Text looks at of a file, however long the film is: its first box and its index (moov), the rest is skipped.
/// Without an index among the first 1000 boxes only what was there of them.
/// @throws ExportError as mp4Text, and for an index above 64 MB.
std::string mp4Index(std::istream& file);

} // namespace croquis::vector
