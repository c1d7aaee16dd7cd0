// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/kernels/kernels.hpp"

namespace croquis::perceptual {

extern const Kernels kPortableKernels;
#ifdef CROQUIS_X86_KERNELS
extern const Kernels kAvx2Kernels;
extern const Kernels kAvx512Kernels;

const Kernels* avx512Kernels() {
    return __builtin_cpu_supports("avx512f") != 0 ? &kAvx512Kernels : nullptr;
}
const Kernels* avx2Kernels() {
    return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0 ? &kAvx2Kernels : nullptr;
}
#else
const Kernels* avx512Kernels() {
    return nullptr;
}
const Kernels* avx2Kernels() {
    return nullptr;
}
#endif

const Kernels* portableKernels() {
    return &kPortableKernels;
}

const Kernels& bestKernels() {
    if (const Kernels* kernels = avx512Kernels())
        return *kernels;
    if (const Kernels* kernels = avx2Kernels())
        return *kernels;
    return *portableKernels();
}

} // namespace croquis::perceptual
