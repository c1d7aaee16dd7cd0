// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/part_file.hpp"

#include "base/atomic_file.hpp"
#include "base/write_all.hpp"
#include "models/download_error.hpp"
#include "models/models_folder.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace croquis::models {
namespace {

constexpr std::size_t kLargestOriginFile = 1 << 14; // bytes; ours is a tenth of that

std::filesystem::path originPath(const std::filesystem::path& target) {
    return PartFile::pathFor(target).string() + ".json";
}

} // namespace

std::filesystem::path PartFile::pathFor(const std::filesystem::path& target) {
    return target.string() + ".part";
}

std::uint64_t PartFile::sizeFor(const std::filesystem::path& target) {
    std::error_code none;
    const auto size = std::filesystem::file_size(pathFor(target), none);
    return none ? 0 : size;
}

void PartFile::fail(int cause) const {
    const auto folder = m_target.parent_path().string();
    switch (cause) {
    case ENOSPC:
    case EDQUOT:
        throw DownloadError(
            fmt::format("There is no space left in {}. What has arrived of {} is kept: make room there, "
                        "then fetch it again.",
                        folder, m_target.filename().string()));
    case EFBIG:
        throw DownloadError(fmt::format("{} would be larger than a file may be here. What has arrived of it is kept.",
                                        path().string()));
    default:
        failWriting(path(), cause);
    }
}

PartFile::PartFile(std::filesystem::path target) : m_target(std::move(target)) {
    makeModelsFolder(m_target.parent_path());
    lock();
    const auto end = ::lseek(m_descriptor, 0, SEEK_END);
    m_size = end < 0 ? 0 : static_cast<std::uint64_t>(end);
    if (m_size > 0)
        readOrigin();
}

PartFile::~PartFile() {
    if (m_descriptor >= 0 && m_size == 0)
        discard();
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void PartFile::lock() {
    m_descriptor = openHeld(path());
    if (m_descriptor < 0 && errno == EWOULDBLOCK)
        throw DownloadError(fmt::format("{} is being fetched by another Croquis at this moment; let it finish.",
                                        m_target.filename().string()));
    if (m_descriptor < 0)
        fail(errno);
}

void PartFile::readOrigin() {
    std::ifstream stream(originPath(m_target), std::ios::binary);
    std::string text(kLargestOriginFile, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
    try {
        const auto json = nlohmann::json::parse(text);
        m_origin = PartOrigin{json.at("address").get<std::string>(), json.at("etag").get<std::string>(),
                              json.at("lastModified").get<std::string>(), json.at("bytes").get<std::uint64_t>()};
    } catch (const nlohmann::json::exception&) {
        m_origin.reset(); // damaged or absent: the part is of unknown origin
    }
}

void PartFile::restart(const PartOrigin& origin) {
    if (::ftruncate(m_descriptor, 0) != 0 || ::lseek(m_descriptor, 0, SEEK_SET) < 0)
        fail(errno);
    m_size = 0;
    const nlohmann::json json{{"address", origin.address},
                              {"etag", origin.etag},
                              {"lastModified", origin.lastModified},
                              {"bytes", origin.bytes}};
    try {
        base::AtomicFile file(originPath(m_target));
        file.write(json.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace) + "\n");
        file.place(base::IfExists::replace);
    } catch (const ExportError& error) {
        throw DownloadError(error.what());
    }
    m_origin = origin;
}

void PartFile::append(std::span<const char> bytes) {
    const std::size_t written = base::writeAll(m_descriptor, std::as_bytes(bytes));
    m_size += written;
    if (written < bytes.size())
        fail(errno);
}

void PartFile::requireRoom(std::uint64_t bytes) const {
    models::requireRoom(m_target, bytes);
}

void PartFile::discard() {
    ::unlink(originPath(m_target).c_str());
    ::unlink(path().c_str());
    ::close(std::exchange(m_descriptor, -1));
}

void PartFile::publish() {
    if (::fsync(m_descriptor) != 0 && errno != EINVAL && errno != ENOTSUP)
        fail(errno);
    if (::rename(path().c_str(), m_target.c_str()) != 0)
        fail(errno);
    ::unlink(originPath(m_target).c_str());
    ::close(std::exchange(m_descriptor, -1));
}

} // namespace croquis::models
