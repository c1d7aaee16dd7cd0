// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace croquis::cli {

/// A path as JSON can hold it and no other has it: itself where it is UTF-8, else its URI, "file:ca%E9f.png" (RFC 8089,
/// here of relative paths, too). One that begins with "file:" is written as a URI as well.
std::string textOf(const std::filesystem::path& path);

/// The path again.
std::filesystem::path pathFrom(std::string_view text);

/// For who reads what is printed: a URI is absolute.
std::string printedPath(const std::filesystem::path& path);

} // namespace croquis::cli
