// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/launch/card.hpp"

#include <map>
#include <memory>
#include <string>

namespace croquis::test {

/// A card to check a run on: this machine's first, or the one whose number CROQUIS_GPU_CARD is, through croquis_cuda,
/// or, where CROQUIS_GPU_CHECK is "dry", the stand-in, so that the checks themselves are checked.
struct CardToCheck {
    std::unique_ptr<cuda::Card> card; ///< null: there is none
    std::string name;                 ///< of what it is
    std::string lack;                 ///< why there is none
    bool isDry = false;

    static CardToCheck open();
};

/// Runs one function of this test again, in a process of its own; what it prints is lost.
/// @param environment  what that has beside this one's. @return  its exit status.
int runAgain(const std::string& function, const std::map<std::string, std::string>& environment);

} // namespace croquis::test
