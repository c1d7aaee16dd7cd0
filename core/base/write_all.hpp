// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace croquis::base {

/// Writes to an open file until all is written or the system refuses; signals don't interrupt it.
/// @return how many bytes were written: fewer than `content` has when it was refused, and then errno says why.
std::size_t writeAll(int descriptor, std::span<const std::byte> content);

} // namespace croquis::base
