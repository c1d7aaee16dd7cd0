// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/write_signals.hpp"

#include <cerrno>
#include <ctime>
#include <initializer_list>

namespace croquis::models {
namespace {

sigset_t writeSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    sigaddset(&signals, SIGXFSZ);
    return signals;
}

} // namespace

WriteSignalsHeld::WriteSignalsHeld() {
    const sigset_t signals = writeSignals();
    pthread_sigmask(SIG_BLOCK, &signals, &m_before);
}

WriteSignalsHeld::~WriteSignalsHeld() {
    // Those that came are taken away before they are let through again, unless they were held before us.
    sigset_t ours;
    sigemptyset(&ours);
    for (const int signal : {SIGPIPE, SIGXFSZ})
        if (sigismember(&m_before, signal) == 0)
            sigaddset(&ours, signal);
    const timespec atOnce{};
    while (sigtimedwait(&ours, nullptr, &atOnce) >= 0 || errno == EINTR) {
    }
    pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
}

} // namespace croquis::models
