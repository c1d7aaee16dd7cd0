// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace croquis::card {

/// How many of the photo's encoded views a card holds at once. The clean one has a place of its own; the others lie on
/// pages, each of which is always encoded as a whole: what a network makes of a view may depend, to the last bit, on
/// those beside it and on how many they are, so that must not depend on the memory that happens to be free.
struct TargetPlan {
    int pageViews = 1; ///< views of a page: of the bank's 1, 2, ... the first so many are the first page, and so on
    int pages = 0;     ///< held at once

    int slots() const { return 1 + pages * pageViews; }

    friend bool operator==(const TargetPlan&, const TargetPlan&) = default;
};

struct TargetNeeds {
    std::uint64_t freeMemory = 0;     ///< bytes of the card, with the network's weights already on it
    std::uint64_t bytesPerView = 0;   ///< of an encoded view
    int bankViews = 0;                ///< warped views that the run may ask for
    int viewsAtOnce = 0;              ///< different warped views that must be there at the same time, at most
    bool inTurn = false;              ///< they follow each other in the bank; at most once its first follow its last
    std::uint64_t bytesToEncode = 0;  ///< of a view's way through the network
    std::uint64_t bytesPerSketch = 0; ///< of all a sketch's views' way through it, forth and back
};

/// A quarter of the free memory for encoded views, less where the network needs more than the rest; what is left of the
/// bank after it is all there is nothing more to hold. The size of a page follows from the bank alone.
/// @throws cuda::CardMemoryError where not even the pages that are needed at once fit, or beside them the encoding of
/// one and a sketch, with the numbers and what would.
TargetPlan planTargets(const TargetNeeds& needs);

} // namespace croquis::card
