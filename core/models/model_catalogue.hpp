// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace croquis::models {

enum class ModelRole { perceptual, mask };

/// One model the program knows how to use (models/manifest.json).
struct ModelEntry {
    std::string name;
    ModelRole role = ModelRole::perceptual;
    bool isDefault = false; ///< used where none is named
    std::string file;
    std::uint64_t bytes = 0;
    std::string sha256;
    std::string licence;
    std::string note;
};

/// The list of known models, built into the program.
class ModelCatalogue {
  public:
    /// @throws ModelFileError when the text isn't a manifest of schema 1.
    static ModelCatalogue parse(std::string_view json);
    static const ModelCatalogue& builtIn();
    static std::string_view manifestText();

    const std::vector<ModelEntry>& entries() const { return m_entries; }
    /// @throws ModelFileError naming the models there are.
    const ModelEntry& find(std::string_view name) const;
    const ModelEntry& defaultFor(ModelRole role) const;

  private:
    std::vector<ModelEntry> m_entries;
};

} // namespace croquis::models
