// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace croquis::perceptual {

/// Memory that one pass through the network works in, kept from call to call. One thread's calls at a time.
class Workspace {
  public:
    enum Slot { windows, even, odd, middle, slotCount };

    /// At least `count` floats, 64-byte aligned, with anything in them. Valid until the slot's next call.
    float* floats(Slot slot, std::size_t count);
    /// Room for every thread of at::parallel_for: `each` floats for thread t at the returned address + t * `each`.
    float* perThread(std::size_t each);

  private:
    static float* grow(at::Tensor& buffer, std::size_t count);

    at::Tensor m_slots[slotCount];
    at::Tensor m_perThread;
};

/// Lends workspaces, as many as there are callers at once.
class WorkspacePool {
  public:
    class Loan {
      public:
        explicit Loan(WorkspacePool& pool) : m_pool(pool), m_workspace(pool.take()) {}
        ~Loan() { m_pool.put(std::move(m_workspace)); }
        Loan(const Loan&) = delete;
        Loan& operator=(const Loan&) = delete;
        Workspace& operator*() const { return *m_workspace; }

      private:
        WorkspacePool& m_pool;
        std::unique_ptr<Workspace> m_workspace;
    };

  private:
    std::unique_ptr<Workspace> take();
    void put(std::unique_ptr<Workspace> workspace);

    std::mutex m_mutex;
    std::vector<std::unique_ptr<Workspace>> m_idle;
};

} // namespace croquis::perceptual
