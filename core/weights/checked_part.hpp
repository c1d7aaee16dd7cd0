// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "weights/mapped_file.hpp"

#include <cstdint>
#include <mutex>
#include <span>
#include <string>

namespace croquis::weights {

/// A stretch of a file with the checksum that the file gives for it: a member of a zip archive.
class CheckedPart {
  public:
    /// @param crc32  as zip and zlib define it; 0: there is none, as PyTorch writes where it is told to leave them out.
    CheckedPart(std::string name, std::span<const std::byte> bytes, std::uint32_t crc32);

    std::span<const std::byte> bytes() const { return m_bytes; } ///< in the mapped file
    /// Reads it all the first time (about 4 GB/s where it lies in memory), afterwards nothing. Any thread.
    /// @throws ModelFileError naming the part if it isn't what its checksum says.
    void requireIntact(const MappedFile& file) const;

  private:
    std::string m_name;
    std::span<const std::byte> m_bytes;
    std::uint32_t m_crc32;
    mutable std::once_flag m_compared;
};

} // namespace croquis::weights
