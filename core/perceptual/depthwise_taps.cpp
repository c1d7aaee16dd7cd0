// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/depthwise_taps.hpp"

#include <algorithm>

namespace croquis::perceptual {
namespace {

int before(int kernelSide, int stride) {
    return stride == 1 ? kernelSide / 2 : (kernelSide - 2) / 2;
}

} // namespace

DepthwiseTaps DepthwiseTaps::convolution(int kernelSide, int stride) {
    DepthwiseTaps taps;
    taps.sourceStep = stride;
    Phase& phase = taps.phase[0];
    phase.first = -before(kernelSide, stride);
    phase.count = kernelSide;
    for (int t = 0; t < kernelSide; ++t)
        phase.kernel[t] = t;
    return taps;
}

DepthwiseTaps DepthwiseTaps::transposed(int kernelSide, int stride) {
    DepthwiseTaps taps;
    taps.phases = stride;
    for (int p = 0; p < stride; ++p) {
        // Source o reached position p = o * stride - before + k through the kernel's element k; larger o, smaller k.
        const int reach = p + before(kernelSide, stride);
        Phase& phase = taps.phase[p];
        int k = kernelSide - 1;
        while ((reach - k) % stride != 0)
            --k;
        phase.first = (reach - k) / stride;
        for (; k >= 0; k -= stride)
            phase.kernel[phase.count++] = k;
    }
    return taps;
}

int DepthwiseTaps::paddingBefore() const {
    int padding = 0;
    for (int p = 0; p < phases; ++p)
        padding = std::max(padding, -phase[p].first);
    return padding;
}

int DepthwiseTaps::paddingAfter(int sources, int results) const {
    int end = sources;
    for (int p = 0; p < phases; ++p)
        end = std::max(end, ((results - 1 - p) / phases) * sourceStep + phase[p].first + phase[p].count);
    return end - sources;
}

} // namespace croquis::perceptual
