// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/drawing.hpp"

#include <span>
#include <vector>

namespace croquis::plot {

/// What a pen draws between being lowered and being raised: strokes, each beginning where the one before it ends.
struct PenPath {
    std::vector<geometry::Stroke> strokes; ///< never empty; page millimetres

    geometry::Point first() const { return strokes.front().curve.points[0]; }
    geometry::Point last() const { return strokes.back().curve.points[3]; }
    double lengthMm() const;
    /// The same line drawn from its other end.
    PenPath reversed() const;
};

/// The pen paths of a layer, one for each of its lines, in drawing order.
std::vector<PenPath> penPathsOf(const vector::Layer& layer);

/// The layer that holds them.
vector::Layer layerOf(std::string label, const std::vector<PenPath>& paths);

/// The way of the raised pen from the end of each path to the beginning of the next, millimetres. The ways to the first
/// and from the last depend on where the machine rests and aren't counted.
double travelMm(std::span<const PenPath> paths);

/// Vertices of the path's polyline, which stays within `tolerance` of it; at least two.
std::vector<geometry::Point> verticesOf(std::span<const geometry::Stroke> line, double tolerance);

} // namespace croquis::plot
