// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random_stream.hpp"

#include "base/error.hpp"

#include <cmath>
#include <numbers>

namespace croquis::base {

std::array<std::uint32_t, 4> RandomStream::block(std::array<std::uint32_t, 4> counter,
                                                 std::array<std::uint32_t, 2> key) {
    constexpr std::uint64_t kMultiplier0 = 0xD2511F53, kMultiplier1 = 0xCD9E8D57;
    constexpr std::uint32_t kWeyl0 = 0x9E3779B9, kWeyl1 = 0xBB67AE85;
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t product0 = kMultiplier0 * counter[0];
        const std::uint64_t product1 = kMultiplier1 * counter[2];
        counter = {
            static_cast<std::uint32_t>(product1 >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(product1),
            static_cast<std::uint32_t>(product0 >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(product0)};
        key[0] += kWeyl0;
        key[1] += kWeyl1;
    }
    return counter;
}

RandomStream::RandomStream(std::uint64_t seed, RandomPurpose purpose, std::uint32_t iteration)
    : m_counter{0, 0, iteration, static_cast<std::uint32_t>(purpose)}, m_key{static_cast<std::uint32_t>(seed),
                                                                             static_cast<std::uint32_t>(seed >> 32)} {}

std::uint32_t RandomStream::bits() {
    if (m_used == 4) {
        m_block = block(m_counter, m_key);
        if (++m_counter[0] == 0)
            ++m_counter[1];
        m_used = 0;
    }
    return m_block[static_cast<std::size_t>(m_used++)];
}

double RandomStream::uniform() {
    return static_cast<double>(bits() >> 8) * 0x1p-24;
}

int RandomStream::uniformInt(int low, int high) {
    if (low > high)
        throw InvalidArgument("RandomStream::uniformInt: low is above high");
    const std::uint64_t span = static_cast<std::uint64_t>(static_cast<std::int64_t>(high) - low) + 1;
    const std::uint64_t limit = (std::uint64_t{1} << 32) / span * span;
    std::uint64_t draw = bits();
    while (draw >= limit)
        draw = bits();
    return static_cast<int>(low + static_cast<std::int64_t>(draw % span));
}

double RandomStream::normal() {
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return radius * std::cos(2 * std::numbers::pi * uniform());
}

} // namespace croquis::base
