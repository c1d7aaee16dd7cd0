// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ending_signals.hpp"

#include "ending_requests.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace croquis {
namespace {

// All that the handler needs.
int toLoop = -1;
std::atomic<long long> first = 0; ///< when the first came, milliseconds; 0: none came
static_assert(std::atomic<long long>::is_always_lock_free);

long long now() {
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return 1000LL * time.tv_sec + time.tv_nsec / 1'000'000 + 1;
}

void tellLoop(int signal) {
    const int before = errno;
    long long none = 0;
    if (first.compare_exchange_strong(none, now())) {
        const char byte = 0;
        [[maybe_unused]] const auto written = ::write(toLoop, &byte, 1);
    } else if (now() - none > kSameRequest.count()) { // it is asked for again: at once, as soon as this handler is left
        std::signal(signal, SIG_DFL);
        std::raise(signal);
    }
    errno = before;
}

} // namespace

EndingSignals::EndingSignals(std::function<void()> asked) {
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // they end the program as they do any other
    toLoop = pipe[1];
    m_notifier = std::make_unique<QSocketNotifier>(pipe[0], QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this, asked = std::move(asked)] {
        m_notifier->setEnabled(false);
        asked();
    });
    struct sigaction action {};
    action.sa_handler = tellLoop;
    action.sa_flags = SA_RESTART;
    for (const int signal : kEndingSignals)
        if (!isIgnored(signal))
            ::sigaction(signal, &action, nullptr);
}

} // namespace croquis
