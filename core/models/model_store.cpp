// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model_store.hpp"

#include "base/error.hpp"
#include "base/file_digest.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <string>
#include <system_error>

namespace croquis::models {
namespace {

std::optional<std::filesystem::path> folderFromEnvironment(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0')
        return std::nullopt;
    return std::filesystem::path(value);
}

bool sizeFits(const std::filesystem::path& file, const ModelEntry& entry) {
    std::error_code unknown;
    const auto bytes = std::filesystem::file_size(file, unknown);
    return !unknown && entry.canHave(bytes);
}

bool isModel(const std::filesystem::path& file, const ModelEntry& entry) {
    if (!sizeFits(file, entry))
        return false;
    try {
        return base::sha256OfFile(file) == entry.sha256;
    } catch (const Error&) {
        return false; // it can't be read
    }
}

} // namespace

ModelStore ModelStore::standard() {
    if (const auto own = folderFromEnvironment("CROQUIS_MODELS"))
        return ModelStore({*own});
    std::vector<std::filesystem::path> folders;
    if (const auto data = folderFromEnvironment("XDG_DATA_HOME"); data && data->is_absolute())
        folders.push_back(*data / "croquis" / "models");
    else if (const auto home = folderFromEnvironment("HOME"))
        folders.push_back(*home / ".local" / "share" / "croquis" / "models");
    folders.emplace_back("/usr/share/croquis/models");
    return ModelStore(std::move(folders));
}

std::optional<std::filesystem::path> ModelStore::locate(const ModelEntry& entry) const {
    for (const auto& folder : m_folders) {
        std::error_code ignored;
        if (std::filesystem::is_regular_file(folder / entry.file, ignored))
            return folder / entry.file;
    }
    return std::nullopt;
}

std::filesystem::path ModelStore::require(const ModelEntry& entry) const {
    const auto file = locate(entry);
    if (!file)
        throw ModelFileError(
            fmt::format("The model {} is missing: {} is not in {}. \"croquis-cli models fetch {}\" brings it.",
                        entry.name, entry.file, m_folders.front().string(), entry.name));
    if (verify(entry) == Condition::damaged)
        throw ModelFileError(fmt::format("The model {} differs from the expected one (a damaged download?): {}. "
                                         "\"croquis-cli models fetch {}\" brings it again.",
                                         entry.name, file->string(), entry.name));
    return *file;
}

ModelStore::Condition ModelStore::verify(const ModelEntry& entry) const {
    const auto file = locate(entry);
    if (!file)
        return Condition::missing;
    return isModel(*file, entry) ? Condition::good : Condition::damaged;
}

ModelStore::Presence ModelStore::presence(const ModelEntry& entry) const {
    Presence presence{locate(entry), false, PartFile::sizeFor(target(entry))};
    presence.sizeFits = presence.file && sizeFits(*presence.file, entry);
    return presence;
}

} // namespace croquis::models
