// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/network_layers.hpp"
#include "cuda/kernels/tap_convolution.hpp"

namespace croquis::cuda {

/// Puts one kernel onto a stream (cudaStream_t) of the current card; all memory of the body is that card's and outlives
/// the kernel. @return  a cudaError_t: kMemoryAllocation where the driver has no room to load the kernel.
template <class Body>
using Launch = int(const Body&, void* stream);

/// What a network in float or BFloat16 is made of, beside products of matrices.
template <class Number>
struct NetworkKernels {
    Launch<FinishLayer<Number>>* finishLayer;
    Launch<GateGradient<Number>>* gateGradient;
    Launch<HalvePictures<Number>>* halvePictures;
    Launch<SpreadHalves<Number>>* spreadHalves;
    Launch<DepthwiseTaps<Number>>* depthwiseTaps;
    Launch<DepthwiseTapsBack<Number>>* depthwiseTapsBack;
    Launch<ColourTaps<Number>>* colourTaps;
    Launch<ColourTapsBack<Number>>* colourTapsBack;
};

} // namespace croquis::cuda
