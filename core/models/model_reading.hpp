// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/download.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

namespace croquis::models {

/// Reads a file to its end for its SHA-256. Blocks; stops within a piece of some hundred kilobytes.
/// @param take  gets every piece; may be empty. What it throws ends the reading.
/// @return 64 lower-case digits; nothing when stopped. @throws ModelFileError for a file that can't be read.
std::optional<std::string> readForDigest(const std::filesystem::path& file, const DownloadObserver& observer,
                                         const std::stop_token& stop,
                                         const std::function<void(std::span<const char>)>& take = {});

} // namespace croquis::models
