// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/drawing_of_run.hpp"

#include <string_view>
#include <vector>

namespace croquis::ui {

/// The order strokes are drawn in, in the file as well.
enum class StrokeOrder {
    asDrawn, ///< the most important first
    topDown,
    leftToRight,
    leastTravel ///< each begins near where the one before it ended: the least way for a pen
};

/// What the sketch looks like; changing it costs no iteration.
struct Look {
    session::PageOptions page;
    StrokeOrder order = StrokeOrder::asDrawn;

    friend bool operator==(const Look& a, const Look& b) {
        return a.page.frame == b.page.frame && a.page.longSideMm == b.page.longSideMm &&
               a.page.strokeWidthMm == b.page.strokeWidthMm && a.page.colour == b.page.colour &&
               a.page.paper == b.page.paper && a.page.texture == b.page.texture && a.page.brush == b.page.brush &&
               a.page.variation == b.page.variation && a.order == b.order;
    }
};

/// A stroke that keeps its identity while it moves.
struct SketchStroke {
    int id = 0;
    geometry::CubicBezier curve; ///< canvas pixels

    friend bool operator==(const SketchStroke&, const SketchStroke&) = default;
};

/// The strokes in that order; stable.
std::vector<SketchStroke> ordered(std::vector<SketchStroke> strokes, StrokeOrder order);

} // namespace croquis::ui
