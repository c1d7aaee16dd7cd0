// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"
#include "loss/kept_shape.hpp"

#include <span>
#include <vector>

namespace croquis::loss {

/// @param curve  canvas pixels.
KeptShape keptShapeOf(const geometry::CubicBezier& curve);

/// Keeps strokes the shape they were traced in (models.md, recipe "default", step 4): per sketch
/// L = sum over strokes of [ sum |D2 - D2_start|^2 / 200 + 20 relu(0.9 - length / length_start)^2 ]
///   + sum over pairs of ends that met at the start (within 0.5 px) of |end - other end|^2 / 4,
/// D2 the two second differences of the control points, length that of the control polygon. A sum
/// rather than models.md's mean, so that each of many strokes is held as firmly as each of few. Free refinement lowers
/// the loss more and draws worse; without the pairs outlines come apart at their joints, and with models.md's 4 instead
/// of 20 what is faint in the photo (ears, a cheek on fur) shrank in the course of a run.
class ShapeKeeper {
  public:
    explicit ShapeKeeper(const std::vector<geometry::CubicBezier>& start);

    /// Takes the place of stroke `index` (a stroke that was seeded again).
    void replace(std::size_t index, const geometry::CubicBezier& start);

    /// @param controlPoints  [N, 4, 2] of the same strokes, canvas pixels.
    /// @param weight         factor on loss and gradient.
    /// @param gradient       [N, 4, 2]; d (weight L) / d control point is added.
    /// @return               L, without the weight. @throws ShapeMismatch.
    double operator()(std::span<const float> controlPoints, double weight, std::span<float> gradient) const;

    /// One a stroke.
    const std::vector<KeptShape>& start() const { return m_start; }

  private:
    /// Pairs the ends that meet, each with the nearest that has no partner yet.
    void findPairs();

    std::vector<KeptShape> m_start;
    std::vector<geometry::Point> m_ends; ///< first and last, stroke by stroke
};

} // namespace croquis::loss
