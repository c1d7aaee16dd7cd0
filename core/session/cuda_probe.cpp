// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/cuda_cards.hpp"
#include "session/cuda_module.hpp"

#include <algorithm>
#include <array>
#include <dlfcn.h>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace croquis::session {
namespace {

constexpr const char* kDriverFile = "libcuda.so.1";
constexpr int kCapabilityMajor = 75, kCapabilityMinor = 76; // CUdevice_attribute
constexpr int kNoFunction = 500;                            // CUDA_ERROR_NOT_FOUND

std::string firstWord(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::string word;
    stream >> word;
    return word;
}

/// Display controllers and 3D accelerators (PCI class 03) of NVIDIA.
bool isCardOnBus() {
    std::error_code code;
    const std::filesystem::directory_iterator end;
    for (std::filesystem::directory_iterator device("/sys/bus/pci/devices", code); !code && device != end;
         device.increment(code)) // which doesn't throw
        if (firstWord(device->path() / "vendor") == "0x10de" && firstWord(device->path() / "class").starts_with("0x03"))
            return true;
    return false;
}

/// NVIDIA's driver library, by name: nothing of CUDA is needed to build this.
class Driver {
  public:
    explicit Driver(void* library) : m_library(library) {}

    /// @return  a CUresult.
    template <class... Arguments>
    int call(const char* name, Arguments... arguments) const {
        const auto function = reinterpret_cast<int (*)(Arguments...)>(::dlsym(m_library, name));
        return function == nullptr ? kNoFunction : function(arguments...);
    }

  private:
    void* m_library;
};

CudaCard cardOf(const Driver& driver, int index, int& device) {
    CudaCard card;
    card.error = driver.call("cuDeviceGet", &device, index);
    if (card.error != 0)
        return card;
    std::array<char, 256> name{};
    if (driver.call("cuDeviceGetName", name.data(), static_cast<int>(name.size()) - 1, device) == 0)
        card.name = name.data();
    driver.call("cuDeviceGetAttribute", &card.major, kCapabilityMajor, device);
    driver.call("cuDeviceGetAttribute", &card.minor, kCapabilityMinor, device);
    std::size_t all = 0;
    driver.call("cuDeviceTotalMem_v2", &all, device);
    card.memory = card.freeMemory = all;
    return card;
}

/// What of its memory is free, which only who uses a card can ask.
void use(const Driver& driver, int device, CudaCard& card) {
    std::size_t all = 0, free = 0;
    void* context = nullptr;
    card.freeMemory = 0;
    card.error = driver.call("cuDevicePrimaryCtxRetain", &context, device);
    if (card.error != 0)
        return;
    card.error = driver.call("cuCtxPushCurrent_v2", context);
    if (card.error == 0) {
        card.error = driver.call("cuMemGetInfo_v2", &free, &all);
        card.freeMemory = free;
        driver.call("cuCtxPopCurrent_v2", &context);
    }
    driver.call("cuDevicePrimaryCtxRelease_v2", device);
}

CudaFindings found(bool uses) {
    CudaFindings found;
    found.cardOnBus = isCardOnBus();
    void* library = ::dlopen(kDriverFile, RTLD_NOW | RTLD_LOCAL); // stays loaded, as CUDA's own libraries keep it
    if (library == nullptr) {
        found.driverError = ::dlerror();
        return found;
    }
    const Driver driver(library);
    found.startError = driver.call("cuInit", 0U);
    if (found.startError != 0)
        return found;
    driver.call("cuDriverGetVersion", &found.driverVersion);
    if (found.driverVersion < cuda::kOldestDriver)
        return found;
    int count = 0;
    driver.call("cuDeviceGetCount", &count);
    for (int index = 0; index < count; ++index) {
        int device = 0;
        CudaCard& card = found.cards.emplace_back(cardOf(driver, index, device));
        if (uses && card.error == 0)
            use(driver, device, card);
    }
    found.moduleFound = true; // it isn't asked for where no card could be used
    const auto notes = explainCuda(found);
    if (std::any_of(notes.begin(), notes.end(), [](const CudaNote& note) { return note.usable; })) {
        found.moduleFound = CudaModule::isThere();
        if (uses && found.moduleFound)
            found.moduleError = CudaModule::get().error;
    }
    return found;
}

} // namespace

CudaFindings probeCuda() {
    return found(true);
}

CudaFindings listCuda() {
    return found(false);
}

std::string nameOfCard(const std::string& device) {
    for (const CudaNote& note : explainCuda(listCuda()))
        if (note.device == device)
            return note.name;
    return {};
}

} // namespace croquis::session
