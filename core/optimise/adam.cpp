// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimise/adam.hpp"

#include "base/error.hpp"
#include "optimise/adam_step.hpp"

#include <algorithm>

namespace croquis::optimise {

Adam::Adam(std::size_t strokeCount)
    : m_first(strokeCount * kNumbersAStroke, 0.0f), m_second(strokeCount * kNumbersAStroke, 0.0f),
      m_steps(strokeCount, 0) {}

void Adam::step(std::span<float> points, std::span<const float> gradient, double learningRate) {
    if (points.size() != m_first.size() || gradient.size() != m_first.size())
        throw ShapeMismatch("Adam: expected eight numbers a stroke");
    for (std::size_t stroke = 0; stroke < m_steps.size(); ++stroke) {
        const AdamCorrection correction = adamCorrection(++m_steps[stroke]);
        const double rate = learningRate / correction.first;
        for (std::size_t k = stroke * kNumbersAStroke; k < (stroke + 1) * kNumbersAStroke; ++k)
            adamStep(points[k], m_first[k], m_second[k], gradient[k], rate, correction.spread);
    }
}

void Adam::takeStep(std::span<const float> first, std::span<const float> second) {
    if (first.size() != m_first.size() || second.size() != m_second.size())
        throw ShapeMismatch("Adam: expected eight numbers a stroke");
    std::copy(first.begin(), first.end(), m_first.begin());
    std::copy(second.begin(), second.end(), m_second.begin());
    for (int& steps : m_steps)
        ++steps;
}

void Adam::forget(std::size_t stroke) {
    const auto begin = static_cast<std::ptrdiff_t>(stroke * kNumbersAStroke);
    std::fill_n(m_first.begin() + begin, kNumbersAStroke, 0.0f);
    std::fill_n(m_second.begin() + begin, kNumbersAStroke, 0.0f);
    m_steps.at(stroke) = 0;
}

void Adam::add(std::size_t stroke) {
    const auto begin = static_cast<std::ptrdiff_t>(stroke * kNumbersAStroke);
    m_first.insert(m_first.begin() + begin, kNumbersAStroke, 0.0f);
    m_second.insert(m_second.begin() + begin, kNumbersAStroke, 0.0f);
    m_steps.insert(m_steps.begin() + static_cast<std::ptrdiff_t>(stroke), 0);
}

void Adam::remove(std::size_t stroke) {
    const auto begin = static_cast<std::ptrdiff_t>(stroke * kNumbersAStroke);
    const auto end = begin + static_cast<std::ptrdiff_t>(kNumbersAStroke);
    m_first.erase(m_first.begin() + begin, m_first.begin() + end);
    m_second.erase(m_second.begin() + begin, m_second.begin() + end);
    m_steps.erase(m_steps.begin() + static_cast<std::ptrdiff_t>(stroke));
}

} // namespace croquis::optimise
