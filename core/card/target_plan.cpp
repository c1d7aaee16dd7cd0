// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/target_plan.hpp"

#include "cuda/launch/card.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace croquis::card {
namespace {

constexpr std::uint64_t kShare = 4;                     // of the free memory, one in so many parts
constexpr std::uint64_t kMost = std::uint64_t{8} << 30; // bytes: more looks no further ahead than a run is long
constexpr std::uint64_t kFreePerView = 256 << 20;       // bytes free for each view that is encoded together
constexpr int kMostTogether = 32;                       // views: a large card is busy with these

} // namespace

TargetPlan planTargets(const TargetNeeds& needs) {
    if (needs.bankViews == 0)
        return {1, 0};
    const std::uint64_t budget = std::min(needs.freeMemory / kShare, kMost);
    const auto fitting = static_cast<std::int64_t>(budget / std::max<std::uint64_t>(needs.bytesPerView, 1)) - 1;
    if (fitting < std::max(needs.viewsAtOnce, 1))
        throw cuda::CardMemoryError(
            fmt::format("The card has {} MB free; {} views of the photo at once need {} MB, and as much again three "
                        "times over for the network.",
                        needs.freeMemory >> 20, needs.viewsAtOnce + 1,
                        static_cast<std::uint64_t>(needs.viewsAtOnce + 1) * needs.bytesPerView >> 20));
    const auto together = static_cast<int>(
        std::clamp<std::int64_t>(static_cast<std::int64_t>(needs.freeMemory / kFreePerView), 1, kMostTogether));
    TargetPlan plan;
    // Pages no larger than half of what fits, so that one can be filled while another is needed.
    plan.pageViews = static_cast<int>(std::clamp<std::int64_t>(std::min<std::int64_t>(together, needs.bankViews), 1,
                                                               std::max<std::int64_t>(1, fitting / 2)));
    const auto wanted = (needs.bankViews + plan.pageViews - 1) / plan.pageViews;
    plan.pages = static_cast<int>(std::min<std::int64_t>(fitting / plan.pageViews, wanted));
    while (plan.pages * plan.pageViews < needs.viewsAtOnce) { // the last page doesn't fit whole: smaller ones do
        --plan.pageViews;
        plan.pages = static_cast<int>(fitting / plan.pageViews);
    }
    return plan;
}

} // namespace croquis::card
