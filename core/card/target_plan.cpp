// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/target_plan.hpp"

#include "cuda/launch/card.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace croquis::card {
namespace {

constexpr std::uint64_t kShare = 4;                     // of the free memory, one in so many parts
constexpr std::uint64_t kMost = std::uint64_t{8} << 30; // bytes: more looks no further ahead than a run is long
constexpr int kMostTogether = 32;                       // views: a large card is busy with these

int pagesFor(int views, int pageViews) {
    return (views + pageViews - 1) / pageViews;
}

/// Pages that the views needed at once may lie on.
int pagesAtOnce(const TargetNeeds& needs, int pageViews) {
    const int views = std::max(needs.viewsAtOnce, 1);
    const int most = needs.inTurn ? pagesFor(views, pageViews) + 2 : views; // one begun, one of the bank's beginning
    return std::min(most, pagesFor(needs.bankViews, pageViews));
}

/// What the network takes beside the encoded views: of a page's way through it, and of a sketch's.
std::uint64_t networkNeeds(const TargetNeeds& needs, int pageViews) {
    return static_cast<std::uint64_t>(pageViews) * needs.bytesToEncode + needs.bytesPerSketch;
}

[[noreturn]] void refuse(const TargetNeeds& needs, std::uint64_t views, std::uint64_t network, std::int64_t fitting) {
    const std::uint64_t bytes = views * needs.bytesPerView, all = std::max(kShare * bytes, bytes + network);
    std::string text = fmt::format("The card has {} MB free, and this drawing needs {}: {} for {} views of the photo, "
                                   "and {} for the network.",
                                   needs.freeMemory >> 20, all >> 20, bytes >> 20, views, (all - bytes) >> 20);
    if (!needs.inTurn && fitting > 0)
        text += fmt::format(" A warp-bank of {} would fit.", fitting);
    throw cuda::CardMemoryError(text);
}

} // namespace

TargetPlan planTargets(const TargetNeeds& needs) {
    const int pageViews =
        needs.bankViews == 0 ? 1 : pagesFor(needs.bankViews, pagesFor(needs.bankViews, kMostTogether));
    const std::uint64_t network = networkNeeds(needs, pageViews);
    const std::uint64_t rest = needs.freeMemory > network ? needs.freeMemory - network : 0;
    const std::uint64_t budget = std::min({needs.freeMemory / kShare, rest, kMost});
    const auto fitting = static_cast<std::int64_t>(budget / std::max<std::uint64_t>(needs.bytesPerView, 1)) - 1;
    const int least = needs.bankViews == 0 ? 0 : pagesAtOnce(needs, pageViews);
    if (fitting < std::int64_t{least} * pageViews)
        refuse(needs, 1 + static_cast<std::uint64_t>(least) * static_cast<std::uint64_t>(pageViews), network, fitting);
    if (needs.bankViews == 0)
        return {1, 0};
    return {pageViews,
            static_cast<int>(std::min<std::int64_t>(fitting / pageViews, pagesFor(needs.bankViews, pageViews)))};
}

} // namespace croquis::card
