// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/lane_pieces.hpp"
#include "vector/brush/outline_cover.hpp"

namespace croquis::vector {

/// The outline of a place that a lane passes again, with the corners that a grid cut off, and smooth where it isn't the
/// lane's edge but the end of where that lies on what is dry.
/// @param polygon  the zero line of a grid. @param step  of the grid.
Polygon passedOutline(const LanePieces& pieces, const Polygon& polygon, double step);

} // namespace croquis::vector
