// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "weights/mapped_file.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>

namespace croquis::weights {

struct ZipMember {
    std::span<const std::byte> bytes; ///< in the mapped file
    bool plain = true;                ///< neither compressed nor encrypted
};

using ZipMembers = std::map<std::string, ZipMember, std::less<>>;

/// Where the members of a zip archive lie (APPNOTE 6.3.10, zip64 included). PyTorch stores everything but a TorchScript
/// archive's code as it is. Sizes are the central directory's; members may not overlap.
/// Checksums are not compared: PyTorch can be told to leave them out, and a file's SHA-256 says more.
/// @throws ModelFileError naming the member that is out of bounds, or saying that the directory is damaged.
ZipMembers zipMembers(const MappedFile& file);

/// A member's content, or nothing where there is none of that name.
/// @throws ModelFileError naming it if it is not plain.
std::optional<std::span<const std::byte>> contentOf(const MappedFile& file, const ZipMembers& members,
                                                    std::string_view name);

} // namespace croquis::weights
