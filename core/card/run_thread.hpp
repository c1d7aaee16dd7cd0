// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <thread>

namespace croquis::card {

/// The thread of all runs on a card, one after the other. LibTorch keeps by thread what cuDNN has chosen, and in
/// LibTorch 2.11 those plans, tens of MB, outlive their thread: one for every run would fill the machine. But what was
/// chosen where there was no room isn't to outlive its run: the next one then has another thread.
class RunThread {
  public:
    RunThread() = default;
    RunThread(const RunThread&) = delete;
    RunThread& operator=(const RunThread&) = delete;
    ~RunThread() { end(); }

    /// Does the work there, waits for it, and throws what it throws; a DeviceError is a reason to replace(). One caller
    /// at a time.
    void run(const std::function<void()>& work);
    /// The next run() has another thread. From the work, or between two.
    void replace() { m_isReplaced = true; }

  private:
    void serve();
    void end();

    std::thread m_thread;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::packaged_task<void()> m_work; ///< not begun yet; empty: there is none
    bool m_ends = false;
    bool m_isReplaced = false; ///< who waits for the work knows it to be written
};

} // namespace croquis::card
