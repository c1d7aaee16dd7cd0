// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace croquis::base {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file, int cause) {
    const std::string folder = file.has_parent_path() ? file.parent_path().string() : ".";
    switch (cause) {
    case ENOSPC:
    case EDQUOT:
        throw ExportError(fmt::format("Couldn't save {}: no space left on {}. Choose another folder.", file.string(), folder));
    case EACCES:
    case EPERM:
    case EROFS:
        throw ExportError(fmt::format("Couldn't save {}: {} can't be written to. Choose another folder.", file.string(), folder));
    case EEXIST:
        throw ExportError(fmt::format("{} exists already and was left as it is.", file.string()));
    case ENOENT:
    case ENOTDIR:
        throw ExportError(fmt::format("Couldn't save {}: the folder {} doesn't exist.", file.string(), folder));
    default:
        throw ExportError(fmt::format("Couldn't save {}: {}.", file.string(), std::strerror(cause)));
    }
}

/// The temporary file: removed unless it was given its name.
class Pending {
  public:
    explicit Pending(const std::filesystem::path& target) : m_target(target) {
        // A short name of its own, so that a target name near the file system's limit still fits.
        m_name = (target.parent_path() / ".croquis-XXXXXX").string();
        m_descriptor = ::mkstemp(m_name.data());
        if (m_descriptor < 0)
            fail(m_target, errno);
        const mode_t mask = ::umask(0);
        ::umask(mask);
        ::fchmod(m_descriptor, 0666 & ~mask);
    }
    Pending(const Pending&) = delete;
    Pending& operator=(const Pending&) = delete;
    ~Pending() {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
        if (!m_placed)
            ::unlink(m_name.c_str());
    }

    void write(std::span<const std::byte> content) {
        while (!content.empty()) {
            const ssize_t written = ::write(m_descriptor, content.data(), content.size());
            if (written < 0 && errno == EINTR)
                continue;
            if (written < 0)
                fail(m_target, errno);
            content = content.subspan(static_cast<std::size_t>(written));
        }
        if (::fsync(m_descriptor) != 0 && errno != EINVAL && errno != ENOTSUP)
            fail(m_target, errno);
        const int closed = ::close(m_descriptor);
        m_descriptor = -1;
        if (closed != 0)
            fail(m_target, errno);
    }

    void place(IfExists ifExists) {
        if (ifExists == IfExists::replace) {
            if (::rename(m_name.c_str(), m_target.c_str()) != 0)
                fail(m_target, errno);
            m_placed = true;
            return;
        }
        if (::link(m_name.c_str(), m_target.c_str()) == 0)
            return; // the temporary name is unlinked by the destructor
        if (errno != EPERM && errno != ENOTSUP && errno != ENOSYS)
            fail(m_target, errno);
        // File systems without hard links (FAT): the best there is.
        if (::access(m_target.c_str(), F_OK) == 0)
            fail(m_target, EEXIST);
        if (::rename(m_name.c_str(), m_target.c_str()) != 0)
            fail(m_target, errno);
        m_placed = true;
    }

  private:
    std::filesystem::path m_target;
    std::string m_name;
    int m_descriptor = -1;
    bool m_placed = false;
};

} // namespace

void writeFileAtomically(const std::filesystem::path& file, std::span<const std::byte> content, IfExists ifExists) {
    Pending pending(file);
    pending.write(content);
    pending.place(ifExists);
}

void writeFileAtomically(const std::filesystem::path& file, std::string_view content, IfExists ifExists) {
    writeFileAtomically(file, std::as_bytes(std::span(content)), ifExists);
}

} // namespace croquis::base
