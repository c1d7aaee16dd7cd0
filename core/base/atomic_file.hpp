// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace croquis::base {

enum class IfExists {
    replace, ///< the old file stays whole until the new one is
    fail     ///< decided by the file system itself, so two writers can't both win
};

/// A file whose name holds either nothing new or all of it: a temporary name beside it, sync, then rename or link.
/// Unless placed, it leaves nothing behind. Every failure is an ExportError naming the file and the cause (no space, no
/// permission, no such folder).
class AtomicFile {
  public:
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

  private:
    void sync();

    std::filesystem::path m_target;
    std::string m_temporary;
    int m_descriptor = -1;
};

} // namespace croquis::base
