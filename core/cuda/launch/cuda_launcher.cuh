// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cuda_runtime.h>

namespace croquis::cuda {

inline constexpr int kBlockThreads = 128;

template <class Body>
__global__ void __launch_bounds__(kBlockThreads) runBody(const Body body) {
    const int index = static_cast<int>(blockIdx.x) * kBlockThreads + static_cast<int>(threadIdx.x);
    if (index < body.threads())
        body(index);
}

/// Runs every thread of a kernel body on the current card, after what was put on the stream before.
/// @param stream  a cudaStream_t of the current card; null: its default one.
/// @return        a cudaError_t; what goes wrong while it runs shows later, at the stream's next synchronisation.
template <class Body>
int launchOnCard(const Body& body, void* stream) {
    const int threads = body.threads();
    if (threads <= 0)
        return cudaSuccess;
    const unsigned blocks = (static_cast<unsigned>(threads) + kBlockThreads - 1) / kBlockThreads;
    runBody<<<blocks, kBlockThreads, 0, static_cast<cudaStream_t>(stream)>>>(body);
    return cudaGetLastError();
}

} // namespace croquis::cuda
