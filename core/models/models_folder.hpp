// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

namespace croquis::models {

/// @throws DownloadError where it can't be made.
void makeModelsFolder(const std::filesystem::path& folder);

/// Opens a file to be written and holds it: one process at a time, by a lock on the file itself that the system gives
/// back even after a crash. A link isn't followed.
/// @param make  it, where there is none.
/// @return its descriptor; -1 where it can't be had, errno says why: EWOULDBLOCK when another process holds it.
int openHeld(const std::filesystem::path& file, bool make = true);

/// @throws DownloadError when the disk of the file's folder hasn't room for so many more bytes, and some to spare.
void requireRoom(const std::filesystem::path& file, std::uint64_t bytes);

/// @param cause  an errno. @throws DownloadError in one sentence.
[[noreturn]] void failWriting(const std::filesystem::path& file, int cause);

} // namespace croquis::models
