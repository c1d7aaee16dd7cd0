// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace croquis::models {

/// Whether the program may fetch from there: https, or http on this very machine (127.0.0.1, localhost, [::1]);
/// printable ASCII without user names, spaces and backslashes.
bool isFetchable(std::string_view address);

/// Whether the server is this very machine.
bool isLoopback(std::string_view address);

/// The server's name without the port, for a sentence; the address itself where it has none.
std::string hostOf(std::string_view address);

} // namespace croquis::models
