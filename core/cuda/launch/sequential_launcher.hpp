// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/launch/access_trace.hpp"

#include <cstdint>

namespace croquis::cuda {

/// In which order the threads run, one after the other. A body whose result depends on it is wrong.
enum class ThreadOrder {
    ascending,
    descending,
    scattered ///< neighbours in the index are far apart in time
};

/// Runs every thread of a kernel body on the processor.
/// @throws KernelFault where the body leaves its memory or two of its threads meet in it (Memory with a trace).
template <class Body>
void launchSequentially(const Body& body, ThreadOrder order = ThreadOrder::ascending) {
    const std::int32_t threads = body.threads();
    constexpr std::int64_t stride = 1000003; // a prime, so that all indices are met unless it divides their number
    ++runningThread.launch;
    for (std::int32_t i = 0; i < threads; ++i) {
        std::int32_t index = i;
        if (order == ThreadOrder::descending)
            index = threads - 1 - i;
        else if (order == ThreadOrder::scattered && threads % stride != 0)
            index = static_cast<std::int32_t>(i * stride % threads);
        runningThread.thread = index;
        body(index);
    }
}

} // namespace croquis::cuda
