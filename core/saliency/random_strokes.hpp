// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"
#include "image/plane.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace croquis::saliency {

/// Where CLIPasso's strokes may begin, and how likely (method.md 1.6): softmax with a temperature over the pixels with
/// a > 0, a = saliency, times edges; 0 elsewhere.
/// @param saliency     0..1. @param edges  of the same size, 0 or 1; null: the saliency alone.
/// @param temperature  of the softmax; at 0.3 no pixel is more than 28 times as likely as another.
/// @return             sums to 1; all 0 where no pixel has a > 0.
/// @throws InvalidArgument for a temperature not above 0, or edges of another size.
image::Plane seedProbabilities(const image::Plane& saliency, const image::Plane* edges, double temperature = 0.3);

/// `count` distinct pixels, each drawn with these probabilities among those left, in the order drawn (NumPy's
/// random.choice without replacement): their top left corners, in pixels.
/// @throws InvalidArgument if fewer pixels have a probability above 0.
/// Deterministic in the seed.
std::vector<geometry::Point> drawSeedPoints(const image::Plane& probabilities, int count, std::uint64_t seed);

/// `count` points anywhere on a square canvas, in pixels (CLIPasso without attention).
std::vector<geometry::Point> drawPointsAnywhere(double side, int count, std::uint64_t seed);

inline constexpr double kWalkStep = 0.05;

/// CLIPasso's first strokes (method.md 1.7): from each point a walk of three steps, each uniform over half of `step` of
/// the canvas either way along both axes; nothing keeps it on the canvas. Stroke i's walk depends on the seed and i
/// alone.
/// @param side  of the canvas, in the points' pixels.
std::vector<geometry::CubicBezier> walkStrokes(std::span<const geometry::Point> starts, double side, std::uint64_t seed,
                                               double step = kWalkStep);

} // namespace croquis::saliency
