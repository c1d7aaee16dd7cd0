// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace croquis::vector {

/// All bytes of a regular file. @throws ExportError naming the file when it is missing, not a file, unreadable or
/// longer than the limit.
std::string readFileContent(const std::filesystem::path& file, std::size_t maximumBytes);

} // namespace croquis::vector
