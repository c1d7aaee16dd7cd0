// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.hpp"

#include "base/error.hpp"
#include "base/write_all.hpp"

#include <fmt/format.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace croquis::base {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file, int cause) {
    const std::string folder = file.has_parent_path() ? file.parent_path().string() : "the current folder";
    std::error_code ignored;
    if (cause == ENOENT && std::filesystem::is_directory(file.has_parent_path() ? file.parent_path() : ".", ignored))
        cause = EACCES; // what /proc says of a new file
    switch (cause) {
    case ENOSPC:
    case EDQUOT:
        throw ExportError(
            fmt::format("Couldn't save {}: no space left in {}. Choose another folder.", file.string(), folder));
    case EACCES:
    case EPERM:
    case EROFS:
        throw ExportError(
            fmt::format("Couldn't save {}: {} can't be written to. Choose another folder.", file.string(), folder));
    case ENOENT:
    case ENOTDIR:
        throw ExportError(fmt::format("Couldn't save {}: there is no folder {}.", file.string(), folder));
    case EISDIR:
        throw ExportError(fmt::format("Couldn't save {}: it is a folder.", file.string()));
    case ENAMETOOLONG:
        throw ExportError(fmt::format("Couldn't save {}: the name is too long.", file.string()));
    default:
        throw ExportError(fmt::format("Couldn't save {}: {}.", file.string(), std::strerror(cause)));
    }
}

/// A short name of its own, so that a target name near the file system's limit still fits.
std::string temporaryName(const std::filesystem::path& target) {
    static std::atomic<unsigned> counter{0};
    return (target.parent_path() / fmt::format(".croquis-{}-{}", ::getpid(), counter++)).string();
}

} // namespace

AtomicFile::AtomicFile(std::filesystem::path target)
    : m_target(std::move(target)), m_temporary(temporaryName(m_target)) {
    m_descriptor = ::open(m_temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (m_descriptor < 0)
        fail(m_target, errno);
}

AtomicFile::~AtomicFile() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    if (!m_temporary.empty())
        ::unlink(m_temporary.c_str());
}

void AtomicFile::write(std::span<const std::byte> content) {
    if (writeAll(m_descriptor, content) < content.size())
        fail(m_target, errno);
}

void AtomicFile::write(std::string_view content) {
    write(std::as_bytes(std::span(content)));
}

void AtomicFile::sync() {
    if (m_descriptor < 0)
        return;
    if (::fsync(m_descriptor) != 0 && errno != EINVAL && errno != ENOTSUP)
        fail(m_target, errno);
    if (::close(std::exchange(m_descriptor, -1)) != 0)
        fail(m_target, errno);
}

bool AtomicFile::placeAs(const std::filesystem::path& target, IfExists ifExists) {
    sync();
    if (ifExists == IfExists::replace) {
        if (::rename(m_temporary.c_str(), target.c_str()) != 0)
            fail(target, errno);
        m_temporary.clear();
        return true;
    }
    if (::link(m_temporary.c_str(), target.c_str()) == 0)
        return true; // the temporary name goes with this object
    if (errno == EEXIST)
        return false;
    if (errno != EPERM && errno != ENOTSUP && errno != ENOSYS)
        fail(target, errno);
    // File systems without hard links (FAT): the best there is.
    if (::access(target.c_str(), F_OK) == 0)
        return false;
    if (::rename(m_temporary.c_str(), target.c_str()) != 0)
        fail(target, errno);
    m_temporary.clear();
    return true;
}

} // namespace croquis::base
