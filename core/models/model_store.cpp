// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model_store.hpp"

#include "base/error.hpp"
#include "models/model_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
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

/// Of all folders in order.
std::vector<std::filesystem::path> ModelStore::copies(const ModelEntry& entry) const {
    std::vector<std::filesystem::path> files;
    std::error_code ignored;
    for (const auto& folder : m_folders)
        if (std::filesystem::is_regular_file(folder / entry.file, ignored))
            files.push_back(folder / entry.file);
    return files;
}

std::optional<std::filesystem::path> ModelStore::locate(const ModelEntry& entry) const {
    const auto files = copies(entry);
    const auto fitting =
        std::count_if(files.begin(), files.end(), [&](const auto& file) { return sizeFits(file, entry); });
    return fitting > 1 ? examine(entry).file : presence(entry).file;
}

std::filesystem::path ModelStore::require(const ModelEntry& entry) const {
    const auto found = examine(entry);
    if (found.condition == Condition::missing)
        throw ModelFileError(
            fmt::format("The model {} is missing: {} is not in {}. \"croquis-cli models fetch {}\" brings it.",
                        entry.name, entry.file, m_folders.front().string(), entry.name));
    if (found.condition == Condition::damaged)
        throw ModelFileError(fmt::format("The model {} differs from the expected one (a damaged download?): {}. "
                                         "\"croquis-cli models fetch {}\" brings it again.",
                                         entry.name, found.file.string(), entry.name));
    return found.file;
}

ModelStore::Finding ModelStore::examine(const ModelEntry& entry, const DownloadObserver& observer,
                                        const std::stop_token& stop) const {
    const auto files = copies(entry);
    for (const auto& file : files) {
        std::error_code unknown;
        if (entry.bytes > 0 && std::filesystem::file_size(file, unknown) != entry.bytes)
            continue; // an approximate size decides nothing
        try {
            const auto digest = readForDigest(file, observer, stop);
            if (!digest)
                return {Condition::unknown, file};
            if (*digest == entry.sha256)
                return {Condition::good, file};
        } catch (const ModelFileError&) { // unreadable is as good as damaged
        }
    }
    return files.empty() ? Finding{} : Finding{Condition::damaged, *presence(entry).file};
}

ModelStore::Presence ModelStore::presence(const ModelEntry& entry) const {
    Presence presence;
    presence.partBytes = PartFile::sizeFor(target(entry));
    for (const auto& file : copies(entry)) {
        presence.isOwn = presence.isOwn || file == target(entry);
        if (!presence.file || (!presence.sizeFits && sizeFits(file, entry))) {
            presence.file = file;
            presence.sizeFits = sizeFits(file, entry);
        }
    }
    return presence;
}

} // namespace croquis::models
