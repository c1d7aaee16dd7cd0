// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/devices.hpp"

#include "base/error.hpp"
#include "session/processor_quota.hpp"

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
    const int allowed = ::sched_getaffinity(0, sizeof set, &set) == 0
                            ? CPU_COUNT(&set)
                            : static_cast<int>(std::thread::hardware_concurrency());
    return std::max(1, std::min(allowed, processorQuota().value_or(allowed)));
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

/// cuda:0 to cuda:99.
bool isCardName(std::string_view name) {
    constexpr std::string_view kPrefix = "cuda:";
    if (!name.starts_with(kPrefix))
        return false;
    const std::string_view digits = name.substr(kPrefix.size());
    return (digits.size() == 1 || (digits.size() == 2 && digits[0] != '0')) &&
           std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

std::vector<Device> devices() {
    return {processor()};
}

double leastRateOf(const Device& processor, std::string_view precision) {
    constexpr double kPlain = 70, kMatrixUnits = 25; // per cent
    const auto has = [&](std::string_view feature) {
        return std::find(processor.features.begin(), processor.features.end(), feature) != processor.features.end();
    };
    return precision == "bf16" && has("amx_tile") && has("amx_bf16") ? kMatrixUnits : kPlain;
}

std::string quickerPrecisionRemark(std::string_view precision, double ratio) {
    constexpr double kNoise = 1.1;
    const std::string_view other = precision == "bf16" ? "fp32" : "bf16";
    return ratio < kNoise ? std::string()
                          : fmt::format("Matrix products are {:.1f} times as fast in {} on this processor: the rate is "
                                        "that of {}, the slower precision.",
                                        ratio, other, precision);
}

void requireDeviceName(const std::string& name) {
    if (name != "auto" && name != "cpu" && name != "cuda" && !isCardName(name))
        throw DeviceError(fmt::format("There is no device \"{}\": choose auto, cpu or cuda.", name));
}

std::string requireDevice(const std::string& name, const CudaProbe& probe) {
    requireDeviceName(name);
    if (name == "auto" || name == "cpu")
        return name;
    const auto notes = explainCuda(probe());
    const auto chosen = std::find_if(notes.begin(), notes.end(), [&](const CudaNote& note) {
        return name == "cuda" ? note.usable : note.device == name;
    });
    const bool found = chosen != notes.end();
    if (found && chosen->usable)
        return chosen->device;
    const CudaNote& trouble = found ? *chosen : notes.front();
    if (!found && name != "cuda" && trouble.device != "cuda") // it is another card's
        throw DeviceError(fmt::format("There is no card {}: choose cuda, cpu or auto.", name));
    throw DeviceError(fmt::format("{}: {} Choose --device cpu or auto.", trouble.device, trouble.text));
}

} // namespace croquis::session
