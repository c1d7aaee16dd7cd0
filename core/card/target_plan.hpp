// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace croquis::card {

/// How many of the photo's encoded views a card holds at once. The clean one has a place of its own; the others come
/// and go by pages that are encoded together.
struct TargetPlan {
    int pageViews = 1; ///< views of a page
    int pages = 0;

    int slots() const { return 1 + pages * pageViews; }

    friend bool operator==(const TargetPlan&, const TargetPlan&) = default;
};

struct TargetNeeds {
    std::uint64_t freeMemory = 0;   ///< bytes of the card, with the network's weights already on it
    std::uint64_t bytesPerView = 0; ///< of an encoded view
    int bankViews = 0;              ///< warped views that the run may ask for
    int viewsAtOnce = 0;            ///< different warped views that must be there at the same time, at most
};

/// A quarter of the free memory for encoded views, the rest for the network's own; what is left of the bank after it is
/// all there is nothing more to hold.
/// @throws cuda::CardMemoryError where not even the views that are needed at once fit, with the numbers.
TargetPlan planTargets(const TargetNeeds& needs);

} // namespace croquis::card
