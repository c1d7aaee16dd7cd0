// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/memory.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace croquis::test {

/// What stands for a card's memory: bounds are checked, and with a trace whether threads meet in an element.
template <class T>
class TracedMemory {
  public:
    TracedMemory() = default;
    TracedMemory(std::string name, std::int64_t size, bool traced, T value = T())
        : TracedMemory(std::move(name), std::vector<T>(static_cast<std::size_t>(size), value), traced) {}
    TracedMemory(std::string name, std::vector<T> initial, bool traced) : values(std::move(initial)) {
        if (traced)
            m_trace = std::make_unique<cuda::AccessTrace>(static_cast<std::int64_t>(values.size()), std::move(name));
    }

    cuda::Input<T> in() const { return {values.data(), static_cast<std::int64_t>(values.size()), m_trace.get()}; }
    cuda::Output<T> out() { return {values.data(), static_cast<std::int64_t>(values.size()), m_trace.get()}; }

    /// How many elements the launch that ran last wrote.
    std::int64_t written() const {
        std::int64_t count = 0;
        for (std::int64_t i = 0; i < static_cast<std::int64_t>(values.size()); ++i)
            count += m_trace->isWritten(i) ? 1 : 0;
        return count;
    }

    std::vector<T> values;

  private:
    std::unique_ptr<cuda::AccessTrace> m_trace;
};

} // namespace croquis::test
