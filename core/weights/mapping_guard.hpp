// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace croquis::weights {

/// Keeps the program alive where a part of a mapped file can't be read: somebody shortened the file, or its disk fails.
/// The system says so with SIGBUS to whichever thread reads there. While one of these lives, zeros take the place of
/// the mapping from there to its end, and isBroken() tells.
///
/// The first one sets the process' handler of SIGBUS; what isn't about a guarded mapping goes to the handler before it,
/// as if there were none of ours. Beyond kMost at a time a mapping has no guard, and ends the program as it would have.
class MappingGuard {
  public:
    static constexpr int kMost = 64;

    /// @param bytes  what mmap() returned; unmapped only after this is gone.
    MappingGuard(const void* bytes, std::size_t size);
    MappingGuard(const MappingGuard&) = delete;
    MappingGuard& operator=(const MappingGuard&) = delete;
    ~MappingGuard();

    /// Whether something that was read so far wasn't the file's. Any thread.
    bool isBroken() const;

  private:
    int m_place; ///< -1: no guard
};

} // namespace croquis::weights
