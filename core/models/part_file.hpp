// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace croquis::models {

/// From which file on which server the bytes of a part are, so that going on with another one is noticed.
struct PartOrigin {
    std::string address;
    std::string etag;         ///< empty: the server gave none
    std::string lastModified; ///< as the server wrote it; empty: it gave none
    std::uint64_t bytes = 0;  ///< of the whole file; 0: the server didn't say

    bool operator==(const PartOrigin&) const = default;
};

/// A file that isn't whole yet: NAME.part, with its origin in NAME.part.json beside it, both kept until the file is
/// whole or given up. Held by one process at a time (a lock on the file itself, given back by the system even after a
/// crash). Every failure is a DownloadError naming the file and the cause. One thread.
class PartFile {
  public:
    /// Opens or makes the part of `target`. @throws DownloadError also where another process holds it.
    explicit PartFile(std::filesystem::path target);
    /// An empty part leaves nothing behind.
    ~PartFile();
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    static std::filesystem::path pathFor(const std::filesystem::path& target);
    /// Bytes that lie in the part of `target`; 0 without one.
    static std::uint64_t sizeFor(const std::filesystem::path& target);

    std::filesystem::path path() const { return pathFor(m_target); }
    const std::filesystem::path& target() const { return m_target; }
    std::uint64_t size() const { return m_size; }
    const std::optional<PartOrigin>& origin() const { return m_origin; }

    /// Forgets every byte; what is appended from now on is from there.
    void restart(const PartOrigin& origin);
    void append(std::span<const char> bytes);
    /// @throws DownloadError when the folder's disk hasn't room for so many more bytes.
    void requireRoom(std::uint64_t bytes) const;
    /// Removes the part; nothing may be called after it.
    void discard();
    /// Makes the part visible under its final name, replacing what is there; nothing may be called after it.
    void publish();

  private:
    void lock();
    void readOrigin();
    [[noreturn]] void fail(int cause) const;

    std::filesystem::path m_target;
    int m_descriptor = -1;
    std::uint64_t m_size = 0;
    std::optional<PartOrigin> m_origin;
};

} // namespace croquis::models
