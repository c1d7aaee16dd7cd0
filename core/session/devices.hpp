// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace croquis::session {

/// Something a sketch can be computed on.
struct Device {
    std::string name;                  ///< as `--device` takes it
    std::string description;           ///< the processor's or card's own name
    int processors = 0;                ///< that this process may use
    std::vector<std::string> features; ///< instruction sets that matter here
};

/// The devices of this machine; the processor is always the first. Doesn't load the engine.
std::vector<Device> devices();

/// @throws DeviceError for anything but auto and the name of a present device, with what there is instead.
void requireDevice(const std::string& name);

} // namespace croquis::session
