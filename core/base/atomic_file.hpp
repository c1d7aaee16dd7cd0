// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace croquis::base {

enum class IfExists {
    replace, ///< the old file stays whole until the new one is; what isn't a regular file is never replaced
    fail     ///< decided by the file system itself, so two writers can't both win
};

/// @throws ExportError where something is that no file replaces: a folder, a link, a device or a pipe.
void requireReplaceable(const std::filesystem::path& target);

/// Why a file couldn't be saved, as all say it. @param cause  an errno. @param needed  bytes; 0: not known.
/// @throws ExportError always.
[[noreturn]] void failSaving(const std::filesystem::path& file, int cause, std::size_t needed = 0);

/// A file whose name holds either nothing new or all of it: without a name until it is placed (O_TMPFILE), or under a
/// random hidden one beside its own where the file system has no such files, synced, then linked or renamed. Unless
/// placed, it leaves nothing behind; the nameless kind not even when the program is killed. Every failure is an
/// ExportError naming the file and the cause (no space, no permission, no such folder).
class AtomicFile {
  public:
    /// @throws ExportError also where the target's own name can't be one: too long, or below what is no folder.
    explicit AtomicFile(std::filesystem::path target);
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;
    ~AtomicFile();

    void write(std::span<const std::byte> content);
    void write(std::string_view content);

    /// @return  false when the name is taken and ifExists is fail: nothing was changed, and another name may be tried
    /// with placeAs().
    bool place(IfExists ifExists) { return placeAs(m_target, ifExists); }
    bool placeAs(const std::filesystem::path& target, IfExists ifExists);

    /// Takes the hidden names of all files of this process away and lets no other be made: for who ends the process at
    /// once (_exit). Any thread.
    static void abandonAll();

  private:
    void sync();
    int linkAs(const std::string& name) const;
    void replace(const std::filesystem::path& target);
    void giveHiddenName();

    std::filesystem::path m_target;
    std::string m_hidden;   ///< empty: it has no name yet, or has its own
    std::size_t m_size = 0; ///< bytes, of what was to be written until now
    int m_descriptor = -1;
};

} // namespace croquis::base
