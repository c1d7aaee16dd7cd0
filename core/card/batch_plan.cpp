// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/batch_plan.hpp"

#include "cuda/launch/card.hpp"

#include <algorithm>

namespace croquis::card {
namespace {

constexpr std::uint64_t kReserve = 8;     // one part in so many is left for what splits
constexpr std::uint64_t kOthersShare = 4; // of a whole card: a desktop, the run's own memory, the network's weights

} // namespace

std::uint64_t reserveOf(std::uint64_t memory) {
    return std::max(memory / kReserve, cuda::kLibraryRoom);
}

int sketchesFitting(const BatchNeeds& needs, int most) {
    const std::uint64_t reserve = reserveOf(needs.memory);
    const std::uint64_t usable = needs.memory > reserve ? needs.memory - reserve : 0;
    if (usable < needs.bytesBeside)
        return 0;
    const std::uint64_t fitting = (usable - needs.bytesBeside) / std::max<std::uint64_t>(needs.bytesPerSketch, 1);
    return needs.bytesPerSketch == 0 ? most : static_cast<int>(std::min(fitting, static_cast<std::uint64_t>(most)));
}

int sketchesFittingCard(std::uint64_t allMemory, const BatchNeeds& needs, int most) {
    BatchNeeds whole = needs;
    whole.memory = allMemory - allMemory / kOthersShare;
    return std::max(sketchesFitting(whole, most), 1);
}

int sketchesAtOnce(int sketches, int most) {
    const int together = std::clamp(most, 1, sketches);
    const int parts = (sketches + together - 1) / together;
    return (sketches + parts - 1) / parts;
}

} // namespace croquis::card
