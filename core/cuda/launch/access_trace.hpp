// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace croquis::cuda {

/// A kernel body did what it mustn't do on a card: a test's failure.
class KernelFault : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

/// Which thread of which launch runs; set by launchSequentially().
struct RunningThread {
    std::int32_t launch = 0;
    std::int32_t thread = 0;
};
inline thread_local RunningThread runningThread;

/// Who touched each element of one piece of memory during a launch. Threads of a launch run at the same time on a card,
/// so an element that one of them writes no other may read or write.
class AccessTrace {
  public:
    /// @param name  for the message.
    AccessTrace(std::int64_t size, std::string name)
        : m_touches(static_cast<std::size_t>(size)), m_name(std::move(name)) {}

    /// @throws KernelFault for an element that another thread of this launch wrote.
    void read(std::int64_t index) {
        Touch& touch = current(index);
        if (touch.writer != kNobody && touch.writer != runningThread.thread)
            report("reads what thread " + std::to_string(touch.writer) + " writes", index);
        touch.reader =
            touch.reader == kNobody || touch.reader == runningThread.thread ? runningThread.thread : kSeveral;
    }

    /// @throws KernelFault for an element that another thread of this launch wrote or read.
    void write(std::int64_t index) {
        Touch& touch = current(index);
        if (touch.writer != kNobody && touch.writer != runningThread.thread)
            report("writes what thread " + std::to_string(touch.writer) + " writes", index);
        if (touch.reader != kNobody && touch.reader != runningThread.thread)
            report("writes what another thread reads", index);
        touch.writer = runningThread.thread;
    }

    /// Whether the running launch has written the element.
    bool isWritten(std::int64_t index) const {
        const Touch& touch = m_touches[static_cast<std::size_t>(index)];
        return touch.launch == runningThread.launch && touch.writer != kNobody;
    }

  private:
    static constexpr std::int32_t kNobody = -1, kSeveral = -2;
    struct Touch {
        std::int32_t launch = 0;
        std::int32_t reader = kNobody;
        std::int32_t writer = kNobody;
    };

    Touch& current(std::int64_t index) {
        Touch& touch = m_touches[static_cast<std::size_t>(index)];
        if (touch.launch != runningThread.launch)
            touch = {runningThread.launch, kNobody, kNobody};
        return touch;
    }

    [[noreturn]] void report(const std::string& what, std::int64_t index) const {
        throw KernelFault("Thread " + std::to_string(runningThread.thread) + " " + what + ": " + m_name + "[" +
                          std::to_string(index) + "].");
    }

    std::vector<Touch> m_touches;
    std::string m_name;
};

} // namespace croquis::cuda
