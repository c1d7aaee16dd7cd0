// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer.hpp"

#include <string>

namespace croquis::models {

/// Whether a request that ended so may succeed a moment later: a broken or silent connection, a busy server.
bool isPassing(const TransferResult& result);

/// Whether the server was never reached: no network, no name, no connection.
bool isUnreached(const TransferResult& result);

/// Why a request failed and what to do, in one sentence for the person at the screen.
/// @param file  what was to be fetched.  @param kept  bytes that lie in its part.
std::string sentenceFor(const TransferResult& result, const std::string& address, const std::string& file,
                        std::uint64_t kept, double stallSeconds);

} // namespace croquis::models
