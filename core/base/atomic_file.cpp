// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.hpp"

#include "base/error.hpp"
#include "base/hidden_name.hpp"
#include "base/write_all.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace croquis::base {

namespace {

/// Of a file, rounded up, for people: "52 kB", "3 MB".
std::string sizeText(std::size_t bytes) {
    constexpr std::size_t kKilobyte = 1000, kMegabyte = 1000000;
    return bytes < kMegabyte ? fmt::format("{} kB", (bytes + kKilobyte - 1) / kKilobyte)
                             : fmt::format("{} MB", (bytes + kMegabyte - 1) / kMegabyte);
}

} // namespace

void failSaving(const std::filesystem::path& file, int cause, std::size_t needed) {
    const std::string folder = file.has_parent_path() ? file.parent_path().string() : "the current folder";
    std::error_code ignored;
    if (cause == ENOENT && std::filesystem::is_directory(file.has_parent_path() ? file.parent_path() : ".", ignored))
        cause = EACCES; // what /proc says of a new file
    switch (cause) {
    case ENOSPC:
    case EDQUOT:
        if (needed > 0)
            throw ExportError(fmt::format("Couldn't save {}: no space left in {} (needs {}). Choose another folder.",
                                          file.string(), folder, sizeText(needed)));
        throw ExportError(
            fmt::format("Couldn't save {}: no space left in {}. Choose another folder.", file.string(), folder));
    case EACCES:
    case EPERM:
    case EROFS:
        throw ExportError(
            fmt::format("Couldn't save {}: {} can't be written to. Choose another folder.", file.string(), folder));
    case ENOTDIR:
        for (auto above = file.parent_path(); !above.empty() && above != above.parent_path();
             above = above.parent_path())
            if (exists(above, ignored) && !is_directory(above, ignored))
                throw ExportError(fmt::format("Couldn't save {}: {} is no folder.", file.string(), above.string()));
        [[fallthrough]];
    case ENOENT:
        throw ExportError(fmt::format("Couldn't save {}: there is no folder {}.", file.string(), folder));
    case EISDIR:
        throw ExportError(fmt::format("Couldn't save {}: it is a folder.", file.string()));
    case EFBIG:
        throw ExportError(fmt::format("Couldn't save {}: it would be larger than a file may be here.", file.string()));
    case ENAMETOOLONG:
        throw ExportError(fmt::format("Couldn't save {}: the name is too long.", file.string()));
    default:
        throw ExportError(fmt::format("Couldn't save {}: {}.", file.string(), std::strerror(cause)));
    }
}

namespace {

std::filesystem::path folderOf(const std::filesystem::path& file) {
    return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

/// The name through which a descriptor's file can be linked.
std::string throughProc(int descriptor) {
    return fmt::format("/proc/self/fd/{}", descriptor);
}

/// A file without a name, or -1 where there are none.
int openNameless(const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
    if (descriptor >= 0 && ::access(throughProc(descriptor).c_str(), F_OK) == 0)
        return descriptor;
    if (descriptor >= 0)
        ::close(descriptor);
    return -1;
}

/// All of the file's content into another. @return 0 or the errno.
int copyContent(int from, int to) {
    std::vector<std::byte> piece(1 << 16);
    for (off_t at = 0;;) {
        const ssize_t got = ::pread(from, piece.data(), piece.size(), at);
        if (got <= 0)
            return got == 0 ? 0 : errno;
        const auto count = static_cast<std::size_t>(got);
        if (writeAll(to, std::span(piece).first(count)) < count)
            return errno;
        at += got;
    }
}

/// So that the new name outlives a crash of the machine, too; not every file system can promise it.
void syncFolder(const std::filesystem::path& file) {
    const int folder = ::open(folderOf(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    ::fsync(folder);
    ::close(folder);
}

} // namespace

void requireReplaceable(const std::filesystem::path& target) {
    struct stat there {};
    if (::lstat(target.c_str(), &there) != 0 || S_ISREG(there.st_mode))
        return;
    if (S_ISDIR(there.st_mode))
        failSaving(target, EISDIR);
    throw ExportError(fmt::format("Couldn't save {}: what is there is {} and not a file; it stays as it is.",
                                  target.string(), S_ISLNK(there.st_mode) ? "a link" : "a device or a pipe"));
}

AtomicFile::AtomicFile(std::filesystem::path target) : m_target(std::move(target)) {
    struct stat there {};
    if (::lstat(m_target.c_str(), &there) != 0 && errno != ENOENT)
        failSaving(m_target, errno);
    m_descriptor = openNameless(folderOf(m_target));
    if (m_descriptor < 0)
        giveHiddenName();
}

AtomicFile::~AtomicFile() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    if (!m_hidden.empty()) {
        ::unlink(m_hidden.c_str());
        forgetHidden(m_hidden);
    }
}

void AtomicFile::abandonAll() {
    removeAllHidden();
}

/// Of a nameless file that can't be linked, and of one that there is not yet.
void AtomicFile::giveHiddenName() {
    int named = -1;
    const auto create = [&named](const std::string& name) {
        named = ::open(name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        return named < 0 ? errno : 0;
    };
    m_hidden = makeHidden(m_target.parent_path(), create);
    if (m_hidden.empty())
        failSaving(m_target, errno);
    const int before = std::exchange(m_descriptor, named);
    if (before < 0)
        return;
    const int cause = copyContent(before, m_descriptor);
    ::close(before);
    if (cause != 0)
        failSaving(m_target, cause);
    sync();
}

void AtomicFile::write(std::span<const std::byte> content) {
    m_size += content.size();
    if (writeAll(m_descriptor, content) < content.size())
        failSaving(m_target, errno, m_size);
}

void AtomicFile::write(std::string_view content) {
    write(std::as_bytes(std::span(content)));
}

/// A named file is closed with it: some file systems tell only then what couldn't be written.
void AtomicFile::sync() {
    if (m_descriptor < 0)
        return;
    if (::fsync(m_descriptor) != 0 && errno != EINVAL && errno != ENOTSUP)
        failSaving(m_target, errno, m_size);
    if (!m_hidden.empty() && ::close(std::exchange(m_descriptor, -1)) != 0)
        failSaving(m_target, errno, m_size);
}

/// @return 0 or the errno.
int AtomicFile::linkAs(const std::string& name) const {
    const int linked = m_hidden.empty() ? ::linkat(AT_FDCWD, throughProc(m_descriptor).c_str(), AT_FDCWD, name.c_str(),
                                                   AT_SYMLINK_FOLLOW)
                                        : ::link(m_hidden.c_str(), name.c_str());
    return linked == 0 ? 0 : errno;
}

void AtomicFile::replace(const std::filesystem::path& target) {
    requireReplaceable(target);
    if (m_hidden.empty())
        m_hidden = makeHidden(target.parent_path(), [this](const std::string& name) { return linkAs(name); });
    if (m_hidden.empty())
        giveHiddenName();
    if (::rename(m_hidden.c_str(), target.c_str()) != 0)
        failSaving(target, errno, m_size);
    forgetHidden(std::exchange(m_hidden, {}));
}

bool AtomicFile::placeAs(const std::filesystem::path& target, IfExists ifExists) {
    sync();
    if (ifExists == IfExists::replace) {
        replace(target);
        syncFolder(target);
        return true;
    }
    const auto cannotLink = [&](int cause) {
        return cause == EPERM || cause == ENOTSUP || cause == ENOSYS ||
               (m_hidden.empty() && (cause == EXDEV || cause == ENOENT));
    };
    int cause = linkAs(target.string());
    if (cannotLink(cause)) { // a file system without hard links (FAT)
        if (m_hidden.empty())
            giveHiddenName();
        cause = ::renameat2(AT_FDCWD, m_hidden.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) == 0 ? 0 : errno;
        if (cause == EINVAL || cause == ENOSYS) { // nor that: the best there is
            if (::access(target.c_str(), F_OK) == 0)
                return false;
            cause = ::rename(m_hidden.c_str(), target.c_str()) == 0 ? 0 : errno;
        }
        if (cause == 0)
            forgetHidden(std::exchange(m_hidden, {}));
    }
    if (cause == EEXIST)
        return false;
    if (cause != 0)
        failSaving(target, cause, m_size);
    syncFolder(target); // a hidden name goes with this object
    return true;
}

} // namespace croquis::base
