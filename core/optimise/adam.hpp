// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace croquis::optimise {

/// Adam (Kingma & Ba 2015), beta 0.9 and 0.999, epsilon 1e-8, over strokes of eight numbers: each stroke counts its own
/// steps, so that one placed again starts afresh. m <- b1 m + (1 - b1) g; v <- b2 v + (1 - b2) g^2; p <- p - lr / (1 -
/// b1^t) m / (sqrt(v) / sqrt(1 - b2^t) + eps).
class Adam {
  public:
    static constexpr std::size_t kNumbersAStroke = 8;

    explicit Adam(std::size_t strokeCount);

    /// @param points, gradient  [N, 4, 2]. @throws ShapeMismatch.
    void step(std::span<float> points, std::span<const float> gradient, double learningRate);
    void forget(std::size_t stroke);
    /// A further stroke; those from there on move down.
    void add(std::size_t stroke);
    /// Those behind it move up.
    void remove(std::size_t stroke);
    /// A step that was made elsewhere. @param first, second  the moments after it. @throws ShapeMismatch.
    void takeStep(std::span<const float> first, std::span<const float> second);

    const std::vector<float>& first() const { return m_first; }
    const std::vector<float>& second() const { return m_second; }
    const std::vector<int>& steps() const { return m_steps; } ///< per stroke

  private:
    std::vector<float> m_first;
    std::vector<float> m_second;
    std::vector<int> m_steps; ///< per stroke
};

} // namespace croquis::optimise
