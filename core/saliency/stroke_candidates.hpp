// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"
#include "saliency/contour_tracer.hpp"

#include <optional>
#include <vector>

namespace croquis::saliency {

/// How long and how exact strokes are to be; pixels.
struct CandidateLimits {
    double longest = 100;   ///< of a stroke; also the steps a trace goes each way
    double tolerance = 1.8; ///< largest distance between the cubic and the traced contour
    double shortest = 20;
    int seedCell = 3;           ///< seeds: one in a cell of this side
    float seedThreshold = 0.2F; ///< edge value a trace may start at
    float support = 0.12F;      ///< edge value a trace needs to go on
};

/// A stroke that could be drawn: a piece of a traced contour and the cubic that fits it; canvas pixels.
struct StrokeCandidate {
    geometry::CubicBezier curve;
    std::vector<geometry::Point> path;
};

/// The longest piece of the trace that one cubic can follow, of three placements round the seed the best fitting;
/// nothing when even the shortest allowed piece doesn't fit or the trace is shorter than that.
std::optional<StrokeCandidate> longestFit(const ContourTrace& trace, const CandidateLimits& limits);

/// The longest fit of every seed's contour, strongest seed first. Seeds are shared among at::get_num_threads() threads.
/// Cost: about 15 us a seed, some 1500 seeds.
std::vector<StrokeCandidate> strokeCandidates(const ContourTracer& tracer, const CandidateLimits& limits);

} // namespace croquis::saliency
