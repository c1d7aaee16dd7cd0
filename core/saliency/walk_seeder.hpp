// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "saliency/random_strokes.hpp"
#include "saliency/stroke_source.hpp"

namespace croquis::saliency {

/// CLIPasso's first strokes (method.md 1.6, 1.7): short random walks, from pixels drawn out of probabilities or from
/// anywhere on the canvas.
class WalkSeeder final : public StrokeSource {
  public:
    /// @param probabilities  seedProbabilities(), [224, 224]; empty: anywhere.
    /// @param step           walkStrokes()'.
    explicit WalkSeeder(image::Plane probabilities, double step = kWalkStep)
        : m_probabilities(std::move(probabilities)), m_step(step) {}

    /// @throws InvalidArgument also where fewer pixels are salient than strokes are asked for.
    /// Cost: 2 ms.
    std::vector<geometry::CubicBezier> place(const SeederOptions& options) const override;
    /// From pixels where none of the present strokes begins.
    std::vector<geometry::CubicBezier> placeMore(std::span<const geometry::CubicBezier> present, int count,
                                                 const SeederOptions& options) const override;

  private:
    std::vector<geometry::CubicBezier> walks(const image::Plane& probabilities, int count, bool allowFewer,
                                             std::uint64_t seed) const;

    image::Plane m_probabilities;
    double m_step;
};

} // namespace croquis::saliency
