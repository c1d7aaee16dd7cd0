// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "optimise/iteration_source.hpp"
#include "optimise/loss_stack.hpp"

namespace croquis::optimise {

/// Iterations on the processor.
class StackIterations final : public IterationSource {
  public:
    /// Both are kept by reference and must outlive this.
    StackIterations(const Recipe& recipe, LossStack& stack) : m_recipe(recipe), m_stack(stack) {}

    /// Encodes the photo's views that are wanted, some of later iterations with them. Never throws DeviceGaveUp.
    std::vector<MeasuredSketch> measure(const IterationPlan& plan, std::span<const SketchTrack> tracks,
                                        const IterationForecast& forecast) override;
    void step(std::size_t row, SketchTrack& track) override;

  private:
    void encodeTargets(const IterationPlan& plan, const IterationForecast& forecast);

    const Recipe& m_recipe;
    LossStack& m_stack;
    double m_learningRate = 0;
    std::vector<LossStack::Row> m_rows; ///< of the last measure()
};

} // namespace croquis::optimise
