// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/run_thread.hpp"

#include "base/error.hpp"

#include <utility>

namespace croquis::card {

void RunThread::run(const std::function<void()>& work) {
    if (std::exchange(m_isReplaced, false))
        end();
    if (!m_thread.joinable())
        m_thread = std::thread([this] { serve(); });
    std::packaged_task<void()> task(work);
    auto done = task.get_future();
    {
        const std::lock_guard lock(m_mutex);
        m_work = std::move(task);
    }
    m_changed.notify_one();
    try {
        done.get();
    } catch (const DeviceError&) {
        replace();
        throw;
    }
}

void RunThread::serve() {
    for (;;) {
        std::packaged_task<void()> work;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return m_ends || m_work.valid(); });
            if (m_ends)
                return;
            work = std::exchange(m_work, {});
        }
        work();
    }
}

void RunThread::end() {
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_changed.notify_one();
    m_thread.join();
    m_ends = false;
}

} // namespace croquis::card
