// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "raster/stroke_rasteriser.hpp"

#include <span>
#include <vector>

namespace croquis::optimise {

/// Strokes that no longer contribute: off the canvas, shrunk to a dot, or wholly hidden under the others. Of strokes
/// that hide one another only the later is named.
/// @param controlPoints  [N, 4, 2] canvas pixels.
/// @return               indices, ascending. Cost: N strokes drawn alone.
std::vector<std::size_t> deadStrokes(std::span<const float> controlPoints, const raster::StrokeRasteriser& rasteriser);

} // namespace croquis::optimise
