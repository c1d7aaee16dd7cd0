// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace croquis::card {

inline constexpr int kMostSketches = 16; ///< that a run draws together

struct BatchNeeds {
    std::uint64_t memory = 0;         ///< bytes that the network may have, and what its libraries load
    std::uint64_t bytesBeside = 0;    ///< that the encoding of the photo's views takes at times
    std::uint64_t bytesPerSketch = 0; ///< of all its views' way through the network, forth and back
};

/// Of so much memory, what is left for what splits and for what the libraries load: cuda::kLibraryRoom or more.
std::uint64_t reserveOf(std::uint64_t memory);

/// How many sketches there is room for in the network together, beside reserveOf(); none where there isn't even for the
/// photo's views. @param most  that are counted.
int sketchesFitting(const BatchNeeds& needs, int most);

/// The same of a whole card, before it is known what of it is free: what is decided by it is the same in every run on
/// that card. At least one.
int sketchesFittingCard(std::uint64_t allMemory, const BatchNeeds& needs, int most);

/// How many of a batch's sketches go through the network together: all where they may, else equal parts, one after the
/// other.
///
/// What comes of a sketch doesn't depend on it, but for the last bits where a card's libraries choose another algorithm
/// for another number of pictures; so a run records how many it allowed.
/// @param most  that may, 1 or more.
int sketchesAtOnce(int sketches, int most);

} // namespace croquis::card
