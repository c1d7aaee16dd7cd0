// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/launch/card.hpp"

namespace croquis::cuda {

/// A card through LibTorch: its streams, its caching allocator, its graphs. Convolutions are asked for in the same bits
/// from run to run, and in whole float32 where they are asked for in float32.
/// @param index    of the driver's cards that this process sees. @param kernels  kept by reference.
/// @throws DeviceError where the card can't be used.
std::unique_ptr<Card> openTorchCard(int index, const ModuleTable& kernels);

} // namespace croquis::cuda
