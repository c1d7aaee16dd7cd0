// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace croquis::ui {

/// Where the engine's work is done: one job after the other, in order.
class JobRunner {
  public:
    using Job = std::function<void()>;
    virtual ~JobRunner() = default;
    virtual void post(Job job) = 0;
};

/// One thread of its own. The destructor waits for the job at work; jobs that haven't begun are dropped.
class ThreadRunner final : public JobRunner {
  public:
    ThreadRunner();
    ~ThreadRunner() override;
    void post(Job job) override;

  private:
    void work(std::stop_token stop);

    std::mutex m_mutex;
    std::condition_variable_any m_posted;
    std::deque<Job> m_jobs;
    std::jthread m_thread; ///< last: it uses the others
};

/// The calling thread: a job is done when post() returns. For tests of the protocol.
class InlineRunner final : public JobRunner {
  public:
    void post(Job job) override { job(); }
};

} // namespace croquis::ui
