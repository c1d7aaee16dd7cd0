// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace croquis::session {

/// One card, as its driver describes it.
struct CudaCard {
    std::string name;
    int major = 0; ///< compute capability
    int minor = 0;
    std::uint64_t memory = 0;     ///< bytes
    std::uint64_t freeMemory = 0; ///< bytes
    int error = 0;                ///< what the driver said when the card was to be used (CUresult); 0: nothing
};

/// What can be found out about NVIDIA's cards. Each is asked only if the one before was in order.
struct CudaFindings {
    bool cardOnBus = false;      ///< the machine has one, whether or not a driver runs it
    std::string driverError;     ///< why the driver's library can't be opened; empty: it was
    int startError = 0;          ///< of cuInit (CUresult)
    int driverVersion = 0;       ///< 1000 major + 10 minor of the newest CUDA it runs
    std::vector<CudaCard> cards; ///< in the driver's order
    bool moduleFound = false;    ///< croquis_cuda lies beside the engine
    std::string moduleError;     ///< why it can't be opened; empty: it was
};

/// Asks the machine. Loads the driver and, where a card could be used, croquis_cuda with LibTorch's CUDA libraries: up
/// to a second; a few milliseconds without a driver.
CudaFindings probeCuda();
using CudaProbe = std::function<CudaFindings()>;

/// As probeCuda(), but uses nothing: no card is opened, so that all of its memory counts as free, and croquis_cuda is
/// looked for and not opened. Cost: what the driver takes to start, the first time.
CudaFindings listCuda();

/// The name of a card, as its maker has it. @param device  cuda:N. @return  empty: there is no such card.
/// Cost: as listCuda().
std::string nameOfCard(const std::string& device);

/// What is to be said of one card, or of all of CUDA.
struct CudaNote {
    std::string device;  ///< "cuda", or "cuda:0" of a card
    bool usable = false; ///< croquis_cuda could compute on it
    std::string text;    ///< what it is, what is the matter, and what to do
    std::string name{};  ///< of the card; empty: none can be used
};

/// One note a card, or a single one where no card can be used.
std::vector<CudaNote> explainCuda(const CudaFindings& findings);

} // namespace croquis::session
