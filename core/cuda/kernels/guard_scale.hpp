// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/memory.hpp"

namespace croquis::cuda {

/// The factor on a sketch's gradient while it goes back through the network. @param scales  [S]; empty: 1.
CROQUIS_HD float scaleOf(const Input<float>& scales, int sketch) {
    return scales.size > 0 ? scales[sketch] : 1.0f;
}

/// Loss scaling for fp16 (Micikevicius et al., "Mixed precision training", ICLR 2018), decided where the gradient is: a
/// gradient that isn't finite halves its sketch's scale, and the step is left out; at 1 it is no longer the scale's
/// fault, and the step is taken for the host to see. A scale never grows again: what was lost below the smallest number
/// of half the scale is far below what moves a stroke. A thread a sketch, between the gradient and AdamUpdate.
struct GuardScale {
    int sketches = 1;           ///< S
    int strokes = 0;            ///< N
    Input<int> counts;          ///< [S] how many of the N strokes a sketch has
    Input<float> gradient;      ///< [S, N, 4, 2], the scale undone
    Output<float> scales;       ///< [S] powers of two, 1 or more
    Output<std::uint8_t> skips; ///< [S] not 0: no step

    CROQUIS_HD int threads() const { return sketches; }

    CROQUIS_HD void operator()(int sketch) const {
        const std::int64_t begin = std::int64_t(sketch) * strokes * 8;
        bool finite = true;
        for (int k = 0; k < counts[sketch] * 8; ++k) {
            const float number = gradient[begin + k];
            finite = finite && number - number == 0; // neither infinite nor NaN
        }
        const float scale = scales.get(sketch);
        const bool skip = !finite && scale > 1;
        if (skip)
            scales.set(sketch, scale / 2);
        skips.set(sketch, skip ? 1 : 0);
    }
};

} // namespace croquis::cuda
