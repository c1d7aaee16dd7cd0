// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/card/card_check.hpp"

#include "core/card/host_card.hpp"
#include "cuda/module/module_entry.hpp"

#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <filesystem>

namespace croquis::test {

CardToCheck CardToCheck::open() {
    CardToCheck found;
    const char* const mode = std::getenv("CROQUIS_GPU_CHECK");
    if (mode != nullptr && std::strcmp(mode, "dry") == 0) {
        found.card = std::make_unique<HostCard>(Pace::dice);
        found.name = "the stand-in for a card (dry run)";
        found.isDry = true;
        return found;
    }
    if (::dlopen("libcuda.so.1", RTLD_LAZY | RTLD_LOCAL) == nullptr) {
        found.lack = "NVIDIA's driver isn't installed";
        return found;
    }
    void* const module = ::dlopen(CROQUIS_CUDA_MODULE, RTLD_NOW | RTLD_LOCAL); // before LibTorch is asked for anything
    if (module == nullptr) {
        found.lack = ::dlerror();
        return found;
    }
    const auto entry = reinterpret_cast<cuda::OpenModule*>(::dlsym(module, cuda::kModuleEntry));
    if (entry == nullptr) {
        found.lack = "croquis_cuda belongs to another version of the program";
        return found;
    }
    const char* const chosen = std::getenv("CROQUIS_GPU_CARD");
    const int index = chosen != nullptr ? std::atoi(chosen) : 0;
    try {
        found.card = entry()->openCard(index);
        found.name = "cuda:" + std::to_string(index);
    } catch (const DeviceError& error) {
        found.lack = error.what();
    }
    return found;
}

int runAgain(const std::string& function, const std::map<std::string, std::string>& environment) {
    std::string command = "env";
    for (const auto& [name, value] : environment)
        command += " " + name + "='" + value + "'";
    command += " '" + std::filesystem::read_symlink("/proc/self/exe").string() + "' " + function + " > /dev/null 2>&1";
    return std::system(command.c_str());
}

} // namespace croquis::test
