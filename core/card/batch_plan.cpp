// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/batch_plan.hpp"

#include <algorithm>

namespace croquis::card {
namespace {

constexpr std::uint64_t kReserve = 8; // one part in so many is left for the libraries' workspaces and for what splits

} // namespace

int sketchesAtOnce(const BatchNeeds& needs) {
    const std::uint64_t usable = needs.freeMemory - needs.freeMemory / kReserve;
    const std::uint64_t room = usable > needs.bytesBeside ? usable - needs.bytesBeside : 0;
    const std::uint64_t fitting = room / std::max<std::uint64_t>(needs.bytesPerSketch, 1);
    const auto most = static_cast<std::uint64_t>(std::clamp(needs.most, 1, needs.sketches));
    const int together = static_cast<int>(std::clamp<std::uint64_t>(fitting, 1, most));
    const int parts = (needs.sketches + together - 1) / together;
    return (needs.sketches + parts - 1) / parts;
}

} // namespace croquis::card
