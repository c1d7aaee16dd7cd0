// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimise/adam.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <cmath>

namespace croquis::optimise {
namespace {

constexpr double kBeta1 = 0.9, kBeta2 = 0.999, kEpsilon = 1e-8; // method.md 1.9

} // namespace

Adam::Adam(std::size_t strokeCount)
    : m_first(strokeCount * kNumbersAStroke, 0.0f), m_second(strokeCount * kNumbersAStroke, 0.0f),
      m_steps(strokeCount, 0) {}

void Adam::step(std::span<float> points, std::span<const float> gradient, double learningRate) {
    if (points.size() != m_first.size() || gradient.size() != m_first.size())
        throw ShapeMismatch("Adam: expected eight numbers a stroke");
    for (std::size_t stroke = 0; stroke < m_steps.size(); ++stroke) {
        const int steps = ++m_steps[stroke];
        const double rate = learningRate / (1 - std::pow(kBeta1, steps));
        const double spread = std::sqrt(1 - std::pow(kBeta2, steps));
        for (std::size_t k = stroke * kNumbersAStroke; k < (stroke + 1) * kNumbersAStroke; ++k) {
            const double slope = gradient[k];
            m_first[k] = static_cast<float>(kBeta1 * m_first[k] + (1 - kBeta1) * slope);
            m_second[k] = static_cast<float>(kBeta2 * m_second[k] + (1 - kBeta2) * slope * slope);
            points[k] =
                static_cast<float>(points[k] - rate * m_first[k] / (std::sqrt(m_second[k]) / spread + kEpsilon));
        }
    }
}

void Adam::forget(std::size_t stroke) {
    const auto begin = static_cast<std::ptrdiff_t>(stroke * kNumbersAStroke);
    std::fill_n(m_first.begin() + begin, kNumbersAStroke, 0.0f);
    std::fill_n(m_second.begin() + begin, kNumbersAStroke, 0.0f);
    m_steps.at(stroke) = 0;
}

void Adam::add() {
    m_first.resize(m_first.size() + kNumbersAStroke, 0.0f);
    m_second.resize(m_second.size() + kNumbersAStroke, 0.0f);
    m_steps.push_back(0);
}

void Adam::remove(std::size_t stroke) {
    const auto begin = static_cast<std::ptrdiff_t>(stroke * kNumbersAStroke);
    const auto end = begin + static_cast<std::ptrdiff_t>(kNumbersAStroke);
    m_first.erase(m_first.begin() + begin, m_first.begin() + end);
    m_second.erase(m_second.begin() + begin, m_second.begin() + end);
    m_steps.erase(m_steps.begin() + static_cast<std::ptrdiff_t>(stroke));
}

} // namespace croquis::optimise
