// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/module/module_entry.hpp"

#include <string>

namespace croquis::session {

/// Whether NVIDIA's driver is installed. Cost: a dlopen.
bool hasCudaDriver();

/// croquis_cuda, opened once and kept for the life of the process: LibTorch holds on to what it registers. To be opened
/// before LibTorch first asks for its CUDA hooks, which it then keeps: before any convolution, backward pass or seed.
struct CudaModule {
    const cuda::ModuleTable* table = nullptr; ///< null: not opened
    bool found = false;                       ///< the file is there
    std::string error;                        ///< why it can't be opened

    /// Opens it at the first call. Cost: up to a second. Any thread.
    static const CudaModule& get();
    /// Whether there is one that could be opened.
    static bool isThere();
};

} // namespace croquis::session
