// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/memory.hpp"

namespace croquis::cuda {

/// The sum of every `stride`-th of the parts from `begin` on, always in the same order. Eight sums side by side, so
/// that one thread's loads and additions needn't wait for each other, and less is rounded away than in one.
/// @param count  of the parts; a multiple of 8.
template <class Real>
CROQUIS_HD Real fixedSum(const Input<Real>& parts, std::int64_t begin, int count, int stride = 1) {
    constexpr int kSums = 8;
    Real sums[kSums] = {};
    for (int i = 0; i < count; i += kSums)
        for (int k = 0; k < kSums; ++k)
            sums[k] += parts[begin + std::int64_t(i + k) * stride];
    for (int half = kSums / 2; half > 0; half /= 2)
        for (int k = 0; k < half; ++k)
            sums[k] += sums[k + half];
    return sums[0];
}

} // namespace croquis::cuda
