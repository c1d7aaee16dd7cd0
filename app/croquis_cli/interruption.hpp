// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace croquis::cli {

/// Turns Ctrl+C (SIGINT), SIGTERM and a closed terminal (SIGHUP) into a stop request; a second one ends the program at
/// once, unless it comes within half a second: that is the same request. Those that whoever started the program has
/// ignored (nohup, a script's background jobs) stay so. Made before any other thread, so that all of them leave the
/// signals to the one that waits for them.
class Interruption {
  public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    std::stop_token token() const { return m_source.get_token(); }
    bool happened() const { return m_source.stop_requested(); }

  private:
    std::stop_source m_source;
    std::atomic<bool> m_over{false};
    std::thread m_waiter;
};

} // namespace croquis::cli
