// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string>

namespace croquis::base {

/// SHA-256 as 64 lower-case hexadecimal digits.
std::string sha256(std::span<const std::byte> bytes);

/// SHA-256 of a file's content, read in pieces. @throws Error when the file can't be opened or read to its end.
std::string sha256OfFile(const std::filesystem::path& file);

} // namespace croquis::base
