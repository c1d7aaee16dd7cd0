// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/atomic_file.hpp"

#include <cstddef>
#include <filesystem>
#include <set>
#include <span>

namespace croquis::cli {

/// The first of name.svg, name-2.svg, name-3.svg ... that neither exists nor is among `taken`.
/// @throws ExportError when there is none.
std::filesystem::path freeName(const std::filesystem::path& target, const std::set<std::filesystem::path>& taken);

/// What saving a file there will fail with, told beforehand and without a trace: no folder can be made, it can't be
/// written to, the name is too long, or what is to be replaced is no file.
/// @throws ExportError
void requireWritable(const std::filesystem::path& target, bool overwrite);

/// Makes the folder for the file where there is none. @throws ExportError with the cause.
void makeFolderFor(const std::filesystem::path& target);

/// Gives the finished file its name; unless overwriting, a taken one becomes name-2.svg, name-3.svg ... @return the
/// name it got.
std::filesystem::path placeFile(base::AtomicFile& file, const std::filesystem::path& target, bool overwrite);

/// Writes the content under that rule.
std::filesystem::path writeFile(const std::filesystem::path& target, std::span<const std::byte> content,
                                bool overwrite);

} // namespace croquis::cli
