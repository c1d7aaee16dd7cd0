// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/model_catalogue.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace croquis::models {

/// Where the weights lie on this machine. Read only; any thread.
class ModelStore {
  public:
    /// $CROQUIS_MODELS alone where it is set; else $XDG_DATA_HOME/croquis/models (~/.local/share by default), then
    /// /usr/share/croquis/models.
    static ModelStore standard();
    explicit ModelStore(std::vector<std::filesystem::path> folders) : m_folders(std::move(folders)) {}

    const std::vector<std::filesystem::path>& folders() const { return m_folders; }
    std::optional<std::filesystem::path> locate(const ModelEntry& entry) const;

    /// The file, verified against size and SHA-256 (4 ms for the default models).
    /// @throws ModelFileError when it is missing or differs, with what to do.
    std::filesystem::path require(const ModelEntry& entry) const;

    enum class Condition { good, missing, damaged };
    Condition verify(const ModelEntry& entry) const;

  private:
    std::vector<std::filesystem::path> m_folders;
};

} // namespace croquis::models
