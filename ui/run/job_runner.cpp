// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/job_runner.hpp"

#include <utility>

namespace croquis::ui {

ThreadRunner::ThreadRunner() : m_thread([this](std::stop_token stop) { work(std::move(stop)); }) {}

ThreadRunner::~ThreadRunner() = default;

void ThreadRunner::post(Job job) {
    {
        const std::scoped_lock lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_posted.notify_one();
}

void ThreadRunner::work(std::stop_token stop) {
    while (true) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            if (!m_posted.wait(lock, stop, [this] { return !m_jobs.empty(); }) || stop.stop_requested())
                return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        job();
    }
}

} // namespace croquis::ui
