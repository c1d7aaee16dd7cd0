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
    /// The same again after `period` units of x, a whole number above 0.
    double operator()(double x, double y, std::uint32_t period) const;

  private:
    friend class NoiseLine;

    std::uint32_t m_seed;
};

/// The same noise where x stays: along the line the gradients of a cell are looked up once, so going on in y costs a
/// third of what Noise does.
class NoiseLine {
  public:
    NoiseLine(Noise noise, double x);
    /// Of the noise with that period; x within 0..period.
    NoiseLine(Noise noise, double x, std::uint32_t period);

    double operator()(double y) {
        const auto whole = static_cast<std::int64_t>(y);
        const std::int64_t top = whole - (y < static_cast<double>(whole) ? 1 : 0);
        if (top != m_top)
            moveTo(top);
        const auto dy = static_cast<float>(y - static_cast<double>(top));
        const float upper = m_upper.value + m_upper.slope * dy, lower = m_lower.value + m_lower.slope * (dy - 1);
        constexpr double kToUnit = 1.4; // the extreme is about 0.71
        return kToUnit * static_cast<double>(upper + fade(dy) * (lower - upper));
    }

  private:
    /// What a row of the lattice gives on the line: linear in the distance from the row.
    struct Row {
        float value, slope;
    };

    static float fade(float t) { return t * t * t * (t * (t * 6 - 15) + 10); }
    void moveTo(std::int64_t top);
    Row row(std::int64_t number) const;

    std::uint32_t m_seed, m_column, m_nextColumn;
    float m_dx, m_share;
    std::int64_t m_top;
    Row m_upper, m_lower; ///< of m_top and the one below it
};

} // namespace croquis::vector
