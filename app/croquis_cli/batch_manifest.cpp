// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "batch_manifest.hpp"

#include "folder_listing.hpp"
#include "path_text.hpp"

#include "base/error.hpp"
#include "base/file_digest.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <functional>
#include <span>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace croquis::cli {

namespace fs = std::filesystem;

namespace {

constexpr int kMostShards = 100000;
constexpr const char* kStem = "croquis-draw";
constexpr std::size_t kLongestLine = 1u << 20;
constexpr std::uintmax_t kLargestManifest = std::uintmax_t{1} << 28;
constexpr std::array<const char*, 5> kStates{"unknown", "begun", "failed", "stopped", "finished"};

/// Size and time of last change; empty when it can't be looked at.
std::string identityOf(const fs::path& photo) {
    struct stat state {};
    if (::stat(photo.c_str(), &state) != 0)
        return {};
    return fmt::format("{} {}.{:09}", state.st_size, state.st_mtim.tv_sec, state.st_mtim.tv_nsec);
}

/// Empty for a file that can't be read.
std::string digestOf(const fs::path& file) {
    try {
        return base::sha256OfFile(file);
    } catch (const Error&) {
        return {};
    }
}

[[noreturn]] void couldNotWrite(const fs::path& file) {
    throw ExportError(fmt::format("Couldn't write {}: {}.", file.string(), std::strerror(errno)));
}

/// One line in one go, on the disk when it returns. A line that a crash cut off is ended first.
void appendLine(const fs::path& file, std::string line) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (descriptor < 0)
        couldNotWrite(file);
    char last = '\n';
    if (const off_t size = ::lseek(descriptor, 0, SEEK_END); size > 0 && ::pread(descriptor, &last, 1, size - 1) == 1)
        if (last != '\n')
            line.insert(line.begin(), '\n');
    line += '\n';
    const bool written = ::write(descriptor, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
                         (::fdatasync(descriptor) == 0 || errno == EINVAL);
    const int cause = errno;
    ::close(descriptor);
    errno = cause;
    if (!written)
        couldNotWrite(file);
}

std::string digestOf(const std::vector<vector::Setting>& settings) {
    nlohmann::json all = nlohmann::json::array();
    for (const auto& setting : settings)
        all.push_back({setting.name, textOf(setting.value)});
    const std::string text = all.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    return base::sha256(std::as_bytes(std::span(text)));
}

std::vector<fs::path> manifestsIn(const fs::path& folder) {
    std::vector<fs::path> manifests;
    std::error_code ignored;
    for (const auto& file : regularFilesIn(folder, ignored))
        if (file.filename().string().starts_with(kStem) && file.extension() == ".jsonl" &&
            fs::file_size(file, ignored) <= kLargestManifest)
            manifests.push_back(file);
    return manifests;
}

/// The lines that have all that a manifest's have, each of its kind; damaged ones are passed over.
void forEachLine(const fs::path& manifest, const std::function<void(const nlohmann::json&)>& take) {
    using Kind = nlohmann::json::value_t;
    std::ifstream stream(manifest, std::ios::binary);
    std::string line;
    while (std::getline(stream, line)) {
        const auto json = line.size() <= kLongestLine ? nlohmann::json::parse(line, nullptr, false) : nlohmann::json();
        const auto has = [&](const char* key, Kind kind) { return json.contains(key) && json[key].type() == kind; };
        if (json.is_object() && has("photo", Kind::string) && has("state", Kind::string) &&
            has("identity", Kind::string) && has("settings", Kind::string) && has("files", Kind::object))
            take(json);
    }
}

} // namespace

Shard shardFrom(const std::string& text) {
    Shard shard;
    const char* const end = text.data() + text.size();
    const auto [slash, first] = std::from_chars(text.data(), end, shard.part);
    const bool divided = first == std::errc() && slash != end && *slash == '/';
    const auto [rest, second] = std::from_chars(divided ? slash + 1 : end, end, shard.of);
    if (!divided || second != std::errc() || rest != end || shard.part < 1 || shard.part > shard.of ||
        shard.of > kMostShards)
        throw InvalidArgument(
            fmt::format("--shard takes a part and their number such as 2/8, not \"{}\".", text.substr(0, 40)));
    return shard;
}

BatchManifest::BatchManifest(fs::path folder, Shard shard, const std::vector<vector::Setting>& settings)
    : m_folder(folder.empty() ? fs::path(".") : std::move(folder)),
      m_file(m_folder / (shard.of == 1 ? fmt::format("{}.jsonl", kStem)
                                       : fmt::format("{}-{}-of-{}.jsonl", kStem, shard.part, shard.of))),
      m_settings(digestOf(settings)) {
    for (const auto& manifest : manifestsIn(m_folder))
        read(manifest);
}

void BatchManifest::read(const fs::path& file) {
    forEachLine(file, [this](const nlohmann::json& line) {
        const auto state = std::ranges::find(kStates, line["state"].get<std::string>());
        if (line["settings"] != m_settings || state == kStates.end())
            return;
        Entry entry{static_cast<State>(state - kStates.begin()), line["identity"], {}};
        for (const auto& [name, digest] : line["files"].items())
            if (digest.is_string())
                entry.files[name] = digest;
        // Manifests of two shards may tell of one photo; that it was drawn is what counts.
        Entry& known = m_entries[line["photo"].get<std::string>()];
        if (known.state != State::finished || known.identity != entry.identity || entry.state == State::finished)
            known = std::move(entry);
    });
}

std::set<fs::path> resultsOfManifestsIn(const fs::path& folder) {
    std::set<fs::path> results;
    const fs::path here = folder.empty() ? fs::path(".") : folder;
    for (const auto& manifest : manifestsIn(here))
        forEachLine(manifest, [&](const nlohmann::json& line) {
            for (const auto& [name, digest] : line["files"].items())
                results.insert(wholePath(here / pathFrom(name)));
        });
    return results;
}

std::string BatchManifest::nameOf(const fs::path& file) const {
    return textOf(wholePath(file).lexically_proximate(wholePath(m_folder)));
}

const BatchManifest::Entry* BatchManifest::find(const fs::path& photo) const {
    const auto found = m_entries.find(nameOf(photo));
    return found == m_entries.end() || found->second.identity != identityOf(photo) ? nullptr : &found->second;
}

BatchManifest::State BatchManifest::stateOf(const fs::path& photo) const {
    const Entry* const entry = find(photo);
    if (entry == nullptr)
        return State::unknown;
    std::error_code ignored;
    const bool there = std::ranges::all_of(
        entry->files, [&](const auto& file) { return fs::exists(m_folder / pathFrom(file.first), ignored); });
    return entry->state == State::finished && !there ? State::unknown : entry->state;
}

std::vector<fs::path> BatchManifest::filesOf(const fs::path& photo) const {
    std::vector<fs::path> files;
    if (const Entry* const entry = find(photo))
        for (const auto& [name, digest] : entry->files)
            files.push_back(m_folder / pathFrom(name));
    return files;
}

bool BatchManifest::isUntouched(const fs::path& photo) const {
    const Entry* const entry = find(photo);
    return entry != nullptr && std::ranges::all_of(entry->files, [&](const auto& file) {
               return !file.second.empty() && digestOf(m_folder / pathFrom(file.first)) == file.second;
           });
}

void BatchManifest::begin(const fs::path& photo) {
    append(photo, {State::begun, identityOf(photo), {}}, {});
}

void BatchManifest::end(const fs::path& photo, State state, const std::vector<fs::path>& files,
                        const std::string& message) {
    Entry entry{state, identityOf(photo), {}};
    for (const auto& file : files)
        entry.files[nameOf(file)] = state == State::finished ? "" : digestOf(file);
    append(photo, std::move(entry), message);
}

void BatchManifest::append(const fs::path& photo, Entry entry, const std::string& message) {
    nlohmann::ordered_json line{{"photo", nameOf(photo)},
                                {"state", kStates[static_cast<std::size_t>(entry.state)]},
                                {"identity", entry.identity},
                                {"settings", m_settings},
                                {"files", entry.files}};
    if (entry.files.empty())
        line["files"] = nlohmann::ordered_json::object();
    if (!message.empty())
        line["message"] = message;
    std::error_code ignored;
    fs::create_directories(m_folder, ignored);
    appendLine(m_file, line.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace));
    m_entries[nameOf(photo)] = std::move(entry);
}

} // namespace croquis::cli
