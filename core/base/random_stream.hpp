// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace croquis::base {

/// What a stream of random numbers is for: one stream per purpose and iteration, so that adding a draw in one place
/// moves no other.
enum class RandomPurpose : std::uint32_t {
    warpPool = 1,
    viewChoice = 2,
    strokeChoice = 3,
    strokeWalk = 4,
    reseeding = 5,
    brushTexture = 6
};

/// Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011): counter based, so every
/// device draws the same numbers and any iteration can be drawn without the ones before it. Integer arithmetic only:
/// the same bytes everywhere.
class RandomStream {
  public:
    RandomStream(std::uint64_t seed, RandomPurpose purpose, std::uint32_t iteration = 0);

    std::uint32_t bits();
    /// Uniform in [0, 1), a multiple of 2^-24 (exact in float and double).
    double uniform();
    /// Uniform over low..high, both included; unbiased (rejection). @throws InvalidArgument when low > high.
    int uniformInt(int low, int high);
    /// Standard normal (Box-Muller on two uniforms).
    double normal();

    /// The bare block function, for tests against published vectors.
    static std::array<std::uint32_t, 4> block(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

  private:
    std::array<std::uint32_t, 4> m_counter;
    std::array<std::uint32_t, 2> m_key;
    std::array<std::uint32_t, 4> m_block{};
    int m_used = 4;
};

} // namespace croquis::base
