// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interruption.hpp"

#include "command.hpp"

#include <csignal>
#include <pthread.h>
#include <unistd.h>

namespace croquis::cli {
namespace {

sigset_t endingSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

} // namespace

Interruption::Interruption() {
    const sigset_t signals = endingSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    m_waiter = std::thread([this, signals] {
        for (int signal = 0; sigwait(&signals, &signal) == 0;) {
            if (m_over)
                return;
            if (m_source.stop_requested())
                ::_exit(kInterrupted);
            m_source.request_stop();
        }
    });
}

Interruption::~Interruption() {
    m_over = true;
    pthread_kill(m_waiter.native_handle(), SIGTERM);
    m_waiter.join();
    const sigset_t signals = endingSignals();
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

} // namespace croquis::cli
