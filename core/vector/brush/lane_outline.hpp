// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/brush_lane.hpp"
#include "vector/brush/outline_cover.hpp"

#include <vector>

namespace croquis::vector {

/// Where along the stroke an edge of a lane's outline begins.
struct LanePlace {
    double way;
    int side; ///< of the stroke: 1 left, 2 right, 0: its end
};

struct LaneOutline {
    Polygon points;
    std::vector<LanePlace> places; ///< of each
};

/// The lane's smooth outline as a polygon, within 0.2 tolerances; clockwise as seen. However the stroke turns, none of
/// it lies further from the centre line than the brush reaches there.
LaneOutline laneOutline(const BrushLane& lane, double tolerance);

} // namespace croquis::vector
