// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "weights/checked_part.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace croquis::weights {

struct ZipMember {
    std::shared_ptr<const CheckedPart> part;
    bool plain = true; ///< neither compressed nor encrypted
};

using ZipMembers = std::map<std::string, ZipMember, std::less<>>;

/// Where the members of a zip archive lie (APPNOTE 6.3.10, zip64 included). PyTorch stores everything but a TorchScript
/// archive's code as it is. Sizes are the central directory's; members may not overlap.
/// Checksums aren't compared yet: who reads a part asks CheckedPart::requireIntact(), so that what nobody reads, CLIP's
/// text side, costs nothing.
/// @throws ModelFileError naming the member that is out of bounds, or saying that the directory is damaged.
ZipMembers zipMembers(const MappedFile& file);

/// A member, or null where there is none of that name.
/// @throws ModelFileError naming it if it is not plain.
std::shared_ptr<const CheckedPart> partOf(const MappedFile& file, const ZipMembers& members, std::string_view name);

} // namespace croquis::weights
