// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ending_signals.hpp"

#include <array>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace croquis {
namespace {

constexpr std::array kEndingSignals{SIGTERM, SIGINT, SIGHUP};
int toLoop = -1; ///< all that the handler needs

void tellLoop(int /*signal*/) {
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(toLoop, &byte, 1);
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
    action.sa_flags = SA_RESETHAND | SA_RESTART;
    for (const int signal : kEndingSignals) {
        struct sigaction before {};
        if (::sigaction(signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN)
            ::sigaction(signal, &action, nullptr);
    }
}

} // namespace croquis
