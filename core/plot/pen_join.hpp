// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/pen_path.hpp"

#include <vector>

namespace croquis::plot {

enum class JoinWhich {
    anyEnds,   ///< whichever lie closest, turning paths round where that helps
    inSequence ///< only the end of a path with the beginning of the next
};

/// Joins paths whose ends lie within `toleranceMm` of each other, closest pairs first, by a short line between them
/// (none where they touch): the pen stays down. The strokes themselves don't move, and no path is closed onto itself.
/// The same paths give the same result.
std::vector<PenPath> joined(const std::vector<PenPath>& paths, double toleranceMm, JoinWhich which);

} // namespace croquis::plot
