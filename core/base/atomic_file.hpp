// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

namespace croquis::base {

enum class IfExists {
    replace, ///< the old file stays whole until the new one is
    fail     ///< decided by the file system itself, so two writers can't both win
};

/// Writes a file so that its name holds either nothing new or all of it: temporary name beside it, sync, rename or link.
/// A failed write leaves nothing behind.
/// @throws ExportError naming the file and the cause (no space, no permission, exists).
void writeFileAtomically(const std::filesystem::path& file, std::span<const std::byte> content, IfExists ifExists);
void writeFileAtomically(const std::filesystem::path& file, std::string_view content, IfExists ifExists);

} // namespace croquis::base
