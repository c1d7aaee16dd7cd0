// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
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
    std::uint64_t bytes = 0;            ///< exact; 0: not known until its server says
    std::uint64_t approximateBytes = 0; ///< of a file whose exact size isn't known; to show and to find room for
    std::string sha256;                 ///< 64 lower-case digits: what decides whether a file is the model
    std::string licence;
    std::string caution; ///< what its makers ask of those who use it; may be empty
    std::string note;
    std::string address; ///< where its publisher keeps it; empty: it comes out of a Python package

    std::uint64_t size() const { return bytes > 0 ? bytes : approximateBytes; }
    /// Whether a file of so many bytes can be it: of exactly its size where that is known, at most a tenth off the
    /// approximate one otherwise.
    bool canHave(std::uint64_t fileBytes) const;
    /// The smallest file that can be it; 0: not known.
    std::uint64_t leastBytes() const { return bytes > 0 ? bytes : approximateBytes - approximateBytes / 10; }
};

/// The list of known models.
class ModelCatalogue {
  public:
    static constexpr int kSchema = 2;
    static constexpr std::size_t kLargestManifest = 1 << 20; ///< bytes

    /// @param what  begins the sentences of the errors.
    /// @throws ModelFileError naming the model and the field, when the text isn't a manifest of schema kSchema: every
    /// file a plain name, every name and file once, every SHA-256 64 digits, every address one that isFetchable().
    static ModelCatalogue parse(std::string_view json, const std::string& what = "The model manifest");
    /// @throws ModelFileError as parse(), and for a file that can't be read or is larger than kLargestManifest.
    static ModelCatalogue load(const std::filesystem::path& file);
    /// The one that travels inside the program.
    static const ModelCatalogue& builtIn();
    static std::string_view manifestText();

    const std::vector<ModelEntry>& entries() const { return m_entries; }
    /// By name; also by the file's name without its ending, and in any case ("vit-b-32"). Null where there is none.
    const ModelEntry* lookUp(std::string_view name) const;
    /// The same. @param role  of the models that the error names; none: all.
    /// @throws ModelFileError naming the models there are.
    const ModelEntry& find(std::string_view name, std::optional<ModelRole> role = std::nullopt) const;
    const ModelEntry& defaultFor(ModelRole role) const;

  private:
    std::vector<ModelEntry> m_entries;
};

} // namespace croquis::models
