// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interruption.hpp"

#include "command.hpp"
#include "ending_requests.hpp"

#include "base/atomic_file.hpp"

#include <chrono>
#include <csignal>
#include <pthread.h>
#include <unistd.h>

namespace croquis::cli {
namespace {

using Clock = std::chrono::steady_clock;

sigset_t setOf(const auto& signals) {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : signals)
        sigaddset(&set, signal);
    return set;
}

} // namespace

Interruption::Interruption() {
    const sigset_t signals = setOf(kEndingSignals);
    sigset_t ignored;
    sigemptyset(&ignored);
    for (const int signal : kEndingSignals)
        if (isIgnored(signal))
            sigaddset(&ignored, signal);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    m_waiter = std::thread([this, signals, ignored] {
        Clock::time_point first;
        for (int signal = 0; sigwait(&signals, &signal) == 0;) {
            if (m_over)
                return;
            if (sigismember(&ignored, signal) == 1)
                continue;
            if (!m_source.stop_requested()) {
                first = Clock::now();
                m_source.request_stop();
            } else if (Clock::now() - first > kSameRequest) {
                base::AtomicFile::abandonAll();
                ::_exit(kInterrupted);
            }
        }
    });
}

Interruption::~Interruption() {
    m_over = true;
    pthread_kill(m_waiter.native_handle(), SIGTERM);
    m_waiter.join();
    const sigset_t signals = setOf(kEndingSignals);
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

} // namespace croquis::cli
