// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/noise.hpp"

#include <array>
#include <limits>

namespace croquis::vector {
namespace {

struct Gradient {
    float x, y;
};

constexpr float kDiagonal = 0.70710678f;
constexpr std::array<Gradient, 8> kGradients{{{1, 0},
                                              {kDiagonal, kDiagonal},
                                              {0, 1},
                                              {-kDiagonal, kDiagonal},
                                              {-1, 0},
                                              {-kDiagonal, -kDiagonal},
                                              {0, -1},
                                              {kDiagonal, -kDiagonal}}};

Gradient gradientAt(std::uint32_t column, std::uint32_t row, std::uint32_t seed) {
    std::uint32_t hash = seed ^ (column * 0x9E3779B1u) ^ (row * 0x85EBCA77u);
    hash ^= hash >> 15;
    hash *= 0x2C1B3C6Du;
    hash ^= hash >> 12;
    hash *= 0x297A2D39u;
    return kGradients[hash >> 29];
}

std::int64_t below(double value) {
    const auto whole = static_cast<std::int64_t>(value);
    return whole - (value < static_cast<double>(whole) ? 1 : 0);
}

} // namespace

double Noise::operator()(double x, double y) const {
    return NoiseLine(*this, x)(y);
}

double Noise::operator()(double x, double y, std::uint32_t period) const {
    return NoiseLine(*this, x, period)(y);
}

NoiseLine::NoiseLine(Noise noise, double x, std::uint32_t period) : NoiseLine(noise, x) {
    m_column %= period;
    m_nextColumn %= period;
}

NoiseLine::NoiseLine(Noise noise, double x)
    : m_seed(noise.m_seed), m_column(static_cast<std::uint32_t>(below(x))), m_nextColumn(m_column + 1),
      m_dx(static_cast<float>(x - static_cast<double>(below(x)))), m_share(fade(m_dx)),
      m_top(std::numeric_limits<std::int64_t>::min()), m_upper{}, m_lower{} {}

NoiseLine::Row NoiseLine::row(std::int64_t number) const {
    const auto row = static_cast<std::uint32_t>(number);
    const Gradient left = gradientAt(m_column, row, m_seed), right = gradientAt(m_nextColumn, row, m_seed);
    const float before = left.x * m_dx, after = right.x * (m_dx - 1);
    return {before + m_share * (after - before), left.y + m_share * (right.y - left.y)};
}

void NoiseLine::moveTo(std::int64_t top) {
    m_upper = top - 1 == m_top ? m_lower : row(top);
    m_lower = row(top + 1);
    m_top = top;
}

} // namespace croquis::vector
