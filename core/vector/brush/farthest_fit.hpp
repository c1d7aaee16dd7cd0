// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>

namespace croquis::vector {

/// How many points one curve passes: by leaps that grow from `likely`, then by halves. One always fits.
/// @param most  points there are. @param nearly  found to one part in so many. @param fits  (points) -> bool; it keeps
/// what the last that did is like.
template <typename Fits>
std::size_t farthestFit(std::size_t most, std::size_t likely, std::size_t nearly, const Fits& fits) {
    std::size_t good = 1, bad = most + 1, next = std::min(std::max<std::size_t>(likely, 2), most);
    while (good < most && good + 1 + good / nearly < bad) {
        if (fits(next)) {
            good = next;
            next = bad > most ? std::min(good + good / 2 + 1, most) : good + (bad - good) / 2;
        } else {
            bad = next;
            next = good + (bad - good) / 2;
        }
    }
    return good;
}
constexpr std::size_t kExactly = std::numeric_limits<std::size_t>::max(); ///< of `nearly`

} // namespace croquis::vector
