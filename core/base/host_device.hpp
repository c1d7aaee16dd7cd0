// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Marks a small function that both the processor's loops and a CUDA kernel call. Always inlined, so that it's compiled
/// for the instruction set of its caller.
#if defined(__CUDACC__)
#define CROQUIS_HD __host__ __device__ __forceinline__
#elif defined(__GNUC__)
#define CROQUIS_HD inline __attribute__((always_inline))
#else
#define CROQUIS_HD inline
#endif
