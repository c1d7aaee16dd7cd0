// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

namespace croquis::perceptual {

/// Which sources one dimension of a depthwise convolution, or of its transpose, gathers for each result. Result
/// `phases * j + phase` reads the sources `j * sourceStep + first + t`, t < count, with the kernel's elements
/// `kernel[t]`.
struct DepthwiseTaps {
    struct Phase {
        int first = 0;
        int count = 0;
        std::array<int, 5> kernel{};
    };

    int phases = 1;
    int sourceStep = 1;
    std::array<Phase, 2> phase{};

    /// The convolution with TensorFlow's SAME padding: k / 2 before at stride 1, (k - 2) / 2 before at stride 2 (sides
    /// being even).
    /// @param kernelSide  3 or 5.   @param stride  1 or 2.
    static DepthwiseTaps convolution(int kernelSide, int stride);
    /// Its transpose: from the gradient of the results to that of the sources.
    static DepthwiseTaps transposed(int kernelSide, int stride);

    /// Zeros needed before the first and after the last of `sources` sources for `results` results.
    int paddingBefore() const;
    int paddingAfter(int sources, int results) const;
};

} // namespace croquis::perceptual
