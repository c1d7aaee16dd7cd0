// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cuda/module/module_entry.hpp"
#include "session/cuda_cards.hpp"

#include <fmt/format.h>

namespace croquis::session {
namespace {

constexpr int kOutOfMemory = 2, kNoDevice = 100, kMixedDriver = 803; // CUresult
constexpr std::uint64_t kGigabyte = 1'000'000'000;
/// CUDA's own libraries want some hundred megabytes of a card before anything is computed.
constexpr std::uint64_t kNearlyFull = kGigabyte;
constexpr const char* kDriverNeeded = "580 or later"; // NVIDIA's first for CUDA 13

std::string cudaVersion(int version) {
    return fmt::format("{}.{}", version / 1000, version % 1000 / 10);
}

/// What keeps every card from being used; empty: nothing.
std::string troubleWithDriver(const CudaFindings& found) {
    if (!found.driverError.empty())
        return found.cardOnBus
                   ? fmt::format("not available: this machine has an NVIDIA card, but its driver isn't installed ({}). "
                                 "Install NVIDIA's driver, {}.",
                                 found.driverError, kDriverNeeded)
                   : "not available: this machine has no NVIDIA card.";
    switch (found.startError) {
    case 0:
        break;
    case kNoDevice:
        return "not available: NVIDIA's driver finds no card. Is it hidden from this program (CUDA_VISIBLE_DEVICES, a "
               "container without access)?";
    case kMixedDriver:
        return "not available: the parts of NVIDIA's driver are of different versions, as after an update. Restart the "
               "machine.";
    default:
        return fmt::format("not available: NVIDIA's driver can't start (its error {}). Restart the machine; "
                           "\"nvidia-smi\" may tell more.",
                           found.startError);
    }
    if (found.driverVersion < cuda::kOldestDriver)
        return fmt::format(
            "not available: NVIDIA's driver is too old. It runs CUDA up to {}, and {} is needed: install "
            "the driver {}.",
            cudaVersion(found.driverVersion), cudaVersion(cuda::kOldestDriver), kDriverNeeded);
    if (found.cards.empty())
        return "not available: NVIDIA's driver finds no card.";
    return {};
}

/// Of one card; empty: nothing.
std::string troubleWithCard(const CudaCard& card) {
    if (card.major * 10 + card.minor < cuda::kOldestCardMajor * 10 + cuda::kOldestCardMinor)
        return fmt::format("too old: its compute capability is {}.{}, and {}.{} (Turing, 2018) is needed.", card.major,
                           card.minor, cuda::kOldestCardMajor, cuda::kOldestCardMinor);
    if (card.error == kOutOfMemory || (card.error == 0 && card.freeMemory < kNearlyFull))
        return fmt::format("out of memory: {:.1f} of {:.1f} GB are free. Close other programs that use the card "
                           "(\"nvidia-smi\" lists them).",
                           double(card.freeMemory) / kGigabyte, double(card.memory) / kGigabyte);
    if (card.error != 0)
        return fmt::format("can't be used: NVIDIA's driver reports error {}.", card.error);
    return {};
}

std::string troubleWithModule(const CudaFindings& found) {
    if (!found.moduleFound)
        return fmt::format(
            "can't be used: this build lacks {}. CROQUIS_CUDA=ON packaging/run fetches what it takes and "
            "builds it.",
            cuda::kModuleFile);
    if (!found.moduleError.empty())
        return fmt::format("can't be used: {} can't be opened ({}). CROQUIS_CUDA=ON packaging/run fetches what is "
                           "missing.",
                           cuda::kModuleFile, found.moduleError);
    return {};
}

} // namespace

std::vector<CudaNote> explainCuda(const CudaFindings& found) {
    if (const auto trouble = troubleWithDriver(found); !trouble.empty())
        return {{"cuda", false, trouble}};
    std::vector<CudaNote> notes;
    for (std::size_t k = 0; k < found.cards.size(); ++k) {
        std::string trouble = troubleWithCard(found.cards[k]);
        if (trouble.empty())
            trouble = troubleWithModule(found);
        const bool usable = trouble.empty();
        notes.push_back({fmt::format("cuda:{}", k), usable,
                         fmt::format("{}, {}", found.cards[k].name, usable ? "in order." : trouble),
                         found.cards[k].name});
    }
    return notes;
}

} // namespace croquis::session
