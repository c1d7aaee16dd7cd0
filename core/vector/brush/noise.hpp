// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace croquis::vector {

/// Smooth noise on the plane, one feature a unit, about -1..1, 0 on average; integer arithmetic chooses the gradients,
/// so the same seed gives the same texture everywhere (Perlin, "Improving noise", SIGGRAPH 2002).
class Noise {
  public:
    explicit Noise(std::uint32_t seed) : m_seed(seed) {}

    double operator()(double x, double y) const;

  private:
    std::uint32_t m_seed;
};

} // namespace croquis::vector
