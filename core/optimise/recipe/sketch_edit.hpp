// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"

#include <cstddef>
#include <limits>
#include <variant>
#include <vector>

namespace croquis::optimise {

/// Another number of strokes: further ones are placed where the photo is least explained, or those whose removal costs
/// least are dropped; the others stay what they are. The run goes on long enough for new strokes to settle.
struct SetStrokeCount {
    int count = 16; ///< 1..128
};
struct RemoveStroke {
    int id = 0;
};
/// Puts a stroke (back) into the sketch; ignored where there is one of that id.
struct AddStroke {
    int id = 0;
    geometry::CubicBezier curve; ///< canvas pixels
    /// In the drawing order; beyond the last stroke: behind it.
    std::size_t position = std::numeric_limits<std::size_t>::max();
};
/// Undoes a SetStrokeCount: the sketch consists of these strokes again. Those it has go on from where they are, the
/// others come back as they are given, in their places in the drawing order, and the rest goes. The run goes on long
/// enough for them to settle. Ignored where it names no stroke or more than 128.
struct RestoreStrokes {
    std::vector<int> ids;                      ///< each once, in drawing order
    std::vector<geometry::CubicBezier> curves; ///< canvas pixels, one an id
};
/// A locked stroke stays where it is and is never dropped or placed again.
struct LockStroke {
    int id = 0;
    bool locked = true;
};

/// What a person changes in a sketch while it is drawn; applied between two iterations, one after the other. Ids that
/// are not there are ignored. A run that is stopped applies what was asked for before it ends, but for SetStrokeCount,
/// which takes too long then (RunSummary::editsMissed).
struct SketchEdit {
    std::size_t sketch = 0; ///< index of its plan
    std::variant<SetStrokeCount, RemoveStroke, AddStroke, LockStroke, RestoreStrokes> change;
};

} // namespace croquis::optimise
