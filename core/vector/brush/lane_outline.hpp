// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/brush_lane.hpp"
#include "vector/brush/outline_cover.hpp"

namespace croquis::vector {

/// The lane's smooth outline as a polygon, within 0.2 tolerances; clockwise as seen. However the stroke turns, none of
/// it lies further from the centre line than the brush reaches there.
Polygon laneOutline(const BrushLane& lane, double tolerance);

} // namespace croquis::vector
