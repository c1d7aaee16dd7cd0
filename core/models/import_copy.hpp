// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>

namespace croquis::models {

/// A file that is copied into the models' folder, under another name (NAME.part-import) until it is whole. Held by one
/// process at a time; unless published it leaves nothing behind, and what a killed program left is swept. Every failure
/// is a DownloadError naming the file, the cause and what to do. One thread.
class ImportCopy {
  public:
    explicit ImportCopy(std::filesystem::path target);
    ~ImportCopy();
    ImportCopy(const ImportCopy&) = delete;
    ImportCopy& operator=(const ImportCopy&) = delete;

    void append(std::span<const char> bytes);
    /// Makes it visible under its final name, replacing what is there; nothing may be called after it.
    void publish();

    /// Removes what imports that were killed left in a folder, and nothing that is being written.
    static void sweep(const std::filesystem::path& folder);

  private:
    [[noreturn]] void fail(int cause) const;

    std::filesystem::path m_target, m_path;
    int m_descriptor = -1;
};

} // namespace croquis::models
