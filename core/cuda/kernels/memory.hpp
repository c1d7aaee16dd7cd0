// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/host_device.hpp"

#include <cstdint>

#if !defined(__CUDACC__)
#include "cuda/launch/access_trace.hpp"
#endif

/// The memory of kernel bodies. Compiled for the processor every access is checked (KernelFault); what nvcc compiles
/// has no checks. The layout is the same for both.
namespace croquis::cuda {

class AccessTrace;

#if !defined(__CUDACC__)
[[noreturn, gnu::cold, gnu::noinline]] inline void reportOutside(std::int64_t index, std::int64_t size) {
    throw KernelFault("Thread " + std::to_string(runningThread.thread) + " reaches for element " +
                      std::to_string(index) + " of " + std::to_string(size) + ".");
}

[[gnu::always_inline]] inline void requireInside(std::int64_t index, std::int64_t size) {
    if (index < 0 || index >= size) [[unlikely]]
        reportOutside(index, size);
}
#endif

/// What a body only reads.
template <class T>
struct Input {
    const T* elements = nullptr;
    std::int64_t size = 0;
    AccessTrace* trace = nullptr; ///< of the processor's runs; may be null

    CROQUIS_HD T operator[](std::int64_t index) const {
#if !defined(__CUDACC__)
        requireInside(index, size);
        if (trace != nullptr)
            trace->read(index);
#endif
        return elements[index];
    }

    /// `count` elements in a row, none of which the launch writes.
    CROQUIS_HD const T* row(std::int64_t index, [[maybe_unused]] std::int64_t count) const {
#if !defined(__CUDACC__)
        requireInside(index, size);
        requireInside(index + count - 1, size);
        for (std::int64_t i = index; trace != nullptr && i < index + count; ++i)
            trace->read(i);
#endif
        return elements + index;
    }
};

/// What a body writes, and may read again.
template <class T>
struct Output {
    T* elements = nullptr;
    std::int64_t size = 0;
    AccessTrace* trace = nullptr;

    CROQUIS_HD T get(std::int64_t index) const { return Input<T>{elements, size, trace}[index]; }

    CROQUIS_HD void set(std::int64_t index, T value) const {
#if !defined(__CUDACC__)
        requireInside(index, size);
        if (trace != nullptr)
            trace->write(index);
#endif
        elements[index] = value;
    }
};

} // namespace croquis::cuda
