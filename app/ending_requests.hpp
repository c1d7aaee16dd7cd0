// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <csignal>

namespace croquis {

/// By which a shell, a session, a service manager or a batch system ends programs.
inline constexpr std::array kEndingSignals{SIGINT, SIGTERM, SIGHUP};

/// A shell and the terminal that closes, `timeout` and a batch system send more than one signal, or one twice, to say
/// one thing. What comes later is another request: to end at once.
inline constexpr std::chrono::milliseconds kSameRequest{500};

/// Whether whoever started the program lets it pass over the signal (nohup, a script's background jobs).
inline bool isIgnored(int signal) {
    struct sigaction action {};
    return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

} // namespace croquis
