// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace croquis {

/// SIGTERM, SIGINT and SIGHUP, by which a session, a shell or a service manager ends programs, as a call on the
/// window's thread. One that comes half a second later or more ends the
/// program at once. One that the starter ignores stays ignored. One object a
/// program.
class EndingSignals {
  public:
    /// @param asked  at the first; it goes on being called from the event loop, never from the signal.
    explicit EndingSignals(std::function<void()> asked);

  private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace croquis
