// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace croquis::test {

/// What the preloaded CUDA runtime is to do, and what it has done; pretendedRuntime() of that library has it.
struct PretendedRuntime {
    enum Step {
        nothing,
        beginCapture,
        endCapture,
        instantiate,
        roomForGraph,
        pin,
        device,    ///< even to be asked which one is current
        everything ///< of a capture: a kernel before it went wrong
    };
    Step failing = nothing;
    bool capturing = false;
    int launches = 0;          ///< of graphs
    std::size_t usedBytes = 0; ///< of the card, as of the call
};

} // namespace croquis::test
