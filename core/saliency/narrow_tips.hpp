// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"
#include "image/plane.hpp"

#include <span>

namespace croquis::saliency {

/// Rounds tips that were cut off square: where a short stroke links the ends of two long ones that arrive side by side
/// (a nose, a finger, a leg), the contour bends within a few pixels, which the link follows and the long ones, of which
/// each is one cubic, run past. They end earlier then, and the link goes round the tip, as far as the edges say so:
/// they are at least as strong along the way round as in the corners. Others stay as they are.
/// @param strokes  joined (joinEnds). @param edges  [H, W], 0..1.
void roundTips(std::span<geometry::CubicBezier> strokes, const image::Plane& edges);

} // namespace croquis::saliency
