// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <system_error>
#include <vector>

namespace croquis::cli {

/// Its regular files, sorted. @param error  set where the folder couldn't be read, or not to its end.
std::vector<std::filesystem::path> regularFilesIn(const std::filesystem::path& folder, std::error_code& error);

/// From the root and without links, whether it exists or not.
std::filesystem::path wholePath(const std::filesystem::path& file);

/// The photos of a folder, by their endings and, without one, by their content.
/// @param results  whole paths of what was drawn before and isn't to be drawn again.
/// @param notices  gets a sentence about pictures of kinds that can't be read.
/// @throws ImageFileError when the folder can't be read or holds none.
std::vector<std::filesystem::path> photosIn(const std::filesystem::path& folder,
                                            const std::set<std::filesystem::path>& results,
                                            std::vector<std::string>& notices);

/// Has the ending of a photo, whatever its case.
bool isPhotoName(const std::filesystem::path& file);

} // namespace croquis::cli
