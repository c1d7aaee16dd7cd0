// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/part_file.hpp"

#include "base/atomic_file.hpp"
#include "models/download_error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace croquis::models {
namespace {

constexpr std::uint64_t kSpare = 1 << 24;           // bytes that stay free beside the model
constexpr std::size_t kLargestOriginFile = 1 << 14; // bytes; ours is a tenth of that

std::filesystem::path originPath(const std::filesystem::path& target) {
    return PartFile::pathFor(target).string() + ".json";
}

std::string megabytes(std::uint64_t bytes) {
    return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

/// Whether the name still belongs to the file that was opened (another process may have finished or removed it).
bool isStill(const std::filesystem::path& path, int descriptor) {
    struct stat named {};
    struct stat opened {};
    return ::stat(path.c_str(), &named) == 0 && ::fstat(descriptor, &opened) == 0 && named.st_dev == opened.st_dev &&
           named.st_ino == opened.st_ino;
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
    case EACCES:
    case EPERM:
    case EROFS:
        throw DownloadError(fmt::format(
            "{} can't be written to: models can't be put there. Set CROQUIS_MODELS to another folder.", folder));
    case ELOOP:
        throw DownloadError(fmt::format("{} is a link; remove it, then fetch the model again.", path().string()));
    default:
        throw DownloadError(fmt::format("{} can't be written: {}.", path().string(), std::strerror(cause)));
    }
}

PartFile::PartFile(std::filesystem::path target) : m_target(std::move(target)) {
    std::error_code code;
    std::filesystem::create_directories(m_target.parent_path(), code);
    if (code)
        throw DownloadError(fmt::format("The models' folder {} can't be made: {}.", m_target.parent_path().string(),
                                        std::strerror(code.value())));
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
    while (m_descriptor < 0) {
        m_descriptor = ::open(path().c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (m_descriptor < 0)
            fail(errno);
        if (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0) {
            const int cause = errno;
            ::close(std::exchange(m_descriptor, -1));
            if (cause == EWOULDBLOCK)
                throw DownloadError(fmt::format("{} is being fetched by another Croquis at this moment; let it finish.",
                                                m_target.filename().string()));
            if (cause != EINTR)
                fail(cause);
        } else if (!isStill(path(), m_descriptor)) {
            ::close(std::exchange(m_descriptor, -1));
        }
    }
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
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            fail(errno);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        m_size += static_cast<std::uint64_t>(written);
    }
}

void PartFile::requireRoom(std::uint64_t bytes) const {
    std::error_code unknown;
    const auto space = std::filesystem::space(m_target.parent_path(), unknown);
    if (!unknown && (space.available < kSpare || space.available - kSpare < bytes))
        throw DownloadError(fmt::format("{} needs {} more in {}, where {} are free. Make room there, or set "
                                        "CROQUIS_MODELS to another folder.",
                                        m_target.filename().string(), megabytes(bytes), m_target.parent_path().string(),
                                        megabytes(space.available)));
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
