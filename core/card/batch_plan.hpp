// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace croquis::card {

struct BatchNeeds {
    std::uint64_t freeMemory = 0;     ///< bytes of the card, with all of the run's own memory already taken
    std::uint64_t bytesBeside = 0;    ///< that the encoding of the photo's views takes at times
    std::uint64_t bytesPerSketch = 0; ///< of all its views' way through the network, forth and back
    int sketches = 1;                 ///< S
    int most = 1;                     ///< together, whatever there is room for
};

/// How many of a batch's sketches go through the network together: all where there is room, else equal parts as large
/// as there is room for, one after the other. One at a time is always tried: what a network takes is an estimate.
///
/// What comes of a sketch doesn't depend on it, but for the last bits where a card's libraries choose another algorithm
/// for another number of pictures; so a run says that it is done in parts.
int sketchesAtOnce(const BatchNeeds& needs);

} // namespace croquis::card
