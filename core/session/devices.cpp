// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/devices.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sched.h>
#include <sstream>
#include <string_view>
#include <thread>

namespace croquis::session {
namespace {

int usableProcessors() {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (::sched_getaffinity(0, sizeof set, &set) == 0)
        return std::max(1, CPU_COUNT(&set));
    return static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

Device processor() {
    constexpr std::array<std::string_view, 5> kFeatures{"avx2", "avx512f", "avx512_bf16", "amx_bf16", "amx_tile"};
    Device device{"cpu", "processor", usableProcessors(), {}};
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line) && !line.empty();) {
        const auto colon = line.find(": ");
        if (colon == std::string::npos)
            continue;
        const std::string value = line.substr(colon + 2);
        if (line.starts_with("model name"))
            device.description = value;
        if (!line.starts_with("flags"))
            continue;
        std::istringstream words(value);
        for (std::string word; words >> word;)
            if (std::find(kFeatures.begin(), kFeatures.end(), word) != kFeatures.end())
                device.features.push_back(word);
    }
    return device;
}

} // namespace

std::vector<Device> devices() {
    return {processor()};
}

void requireDevice(const std::string& name) {
    if (name == "auto" || name == "cpu")
        return;
    if (name.starts_with("cuda"))
        throw DeviceError("This build draws on the processor only: choose --device cpu or auto.");
    throw DeviceError(fmt::format("There is no device \"{}\": choose auto or cpu.", name));
}

} // namespace croquis::session
