// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/cuda_cards.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace croquis::session {

/// Something a sketch can be computed on.
struct Device {
    std::string name;                  ///< as `--device` takes it
    std::string description;           ///< the processor's or card's own name
    int processors = 0;                ///< that this process may use
    std::vector<std::string> features; ///< instruction sets that matter here
};

/// The processor. Cards: explainCuda(). Doesn't load the engine.
std::vector<Device> devices();

/// What an iteration by the paper's recipe is to reach of the processor's own matrix product in that precision, in
/// per cent: AMX multiplies bf16 so fast that what lies between products counts.
double leastRateOf(const Device& processor, std::string_view precision);

/// That a rate was measured in the slower precision.
/// @param precision  fp32 or bf16, the one measured.
/// @param ratio      of the other one's matrix product to this one's, both in operations a second.
/// @return           one sentence; empty where the other isn't quicker by a tenth.
std::string quickerPrecisionRemark(std::string_view precision, double ratio);

/// @throws DeviceError for what can't be a device: anything but auto, cpu, cuda and cuda:0 to cuda:99.
void requireDeviceName(const std::string& name);

/// What a name stands for: auto and cpu for themselves, cuda for the first card that can be used, as "cuda:0".
/// @throws DeviceError for anything else, with what is the matter and what there is instead.
/// Cost: for a card, up to a second (probeCuda()).
std::string requireDevice(const std::string& name, const CudaProbe& probe = probeCuda);

} // namespace croquis::session
