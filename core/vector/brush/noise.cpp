// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/noise.hpp"

#include <array>

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

float towards(std::uint32_t column, std::uint32_t row, std::uint32_t seed, float x, float y) {
    std::uint32_t hash = seed ^ (column * 0x9E3779B1u) ^ (row * 0x85EBCA77u);
    hash ^= hash >> 15;
    hash *= 0x2C1B3C6Du;
    hash ^= hash >> 12;
    hash *= 0x297A2D39u;
    const Gradient gradient = kGradients[hash >> 29];
    return gradient.x * x + gradient.y * y;
}

float fade(float t) {
    return t * t * t * (t * (t * 6 - 15) + 10);
}

std::int64_t below(double value) {
    const auto whole = static_cast<std::int64_t>(value);
    return whole - (value < static_cast<double>(whole) ? 1 : 0);
}

} // namespace

double Noise::operator()(double x, double y) const {
    const std::int64_t left = below(x), top = below(y);
    const auto column = static_cast<std::uint32_t>(left), row = static_cast<std::uint32_t>(top);
    const auto dx = static_cast<float>(x - static_cast<double>(left)),
               dy = static_cast<float>(y - static_cast<double>(top));
    const float a = towards(column, row, m_seed, dx, dy);
    const float b = towards(column + 1, row, m_seed, dx - 1, dy);
    const float c = towards(column, row + 1, m_seed, dx, dy - 1);
    const float d = towards(column + 1, row + 1, m_seed, dx - 1, dy - 1);
    const float u = fade(dx), v = fade(dy);
    const float upper = a + u * (b - a);
    const float lower = c + u * (d - c);
    constexpr double kToUnit = 1.4; // the extreme is about 0.71
    return kToUnit * static_cast<double>(upper + v * (lower - upper));
}

} // namespace croquis::vector
