// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "weights/checked_part.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <utility>

namespace croquis::weights {

CheckedPart::CheckedPart(std::string name, std::span<const std::byte> bytes, std::uint32_t crc32)
    : m_name(std::move(name)), m_bytes(bytes), m_crc32(crc32) {}

void CheckedPart::requireIntact(const MappedFile& file) const {
    std::call_once(m_compared, [&] {
        if (m_crc32 == 0 || ::crc32_z(0, reinterpret_cast<const Bytef*>(m_bytes.data()), m_bytes.size()) == m_crc32)
            return;
        file.requireWhole(); // a file that was shortened reads as zeros
        file.fail(fmt::format("its member {} is damaged (the checksum differs)", shown(m_name)));
    });
}

} // namespace croquis::weights
