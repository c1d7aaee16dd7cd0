// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/pen_path.hpp"

#include <algorithm>
#include <utility>

namespace croquis::plot {

using geometry::Point;
using geometry::Stroke;

double PenPath::lengthMm() const {
    double sum = 0;
    for (const Stroke& stroke : strokes)
        sum += stroke.curve.arcLength();
    return sum;
}

PenPath PenPath::reversed() const {
    PenPath path{{strokes.rbegin(), strokes.rend()}};
    for (Stroke& stroke : path.strokes)
        stroke.curve = stroke.curve.reversed();
    return path;
}

std::vector<PenPath> penPathsOf(const vector::Layer& layer) {
    std::vector<PenPath> paths;
    for (const auto& line : vector::linesOf(layer))
        paths.push_back({{line.begin(), line.end()}});
    return paths;
}

vector::Layer layerOf(std::string label, const std::vector<PenPath>& paths) {
    vector::Layer layer;
    layer.label = std::move(label);
    for (const PenPath& path : paths) {
        layer.strokes.insert(layer.strokes.end(), path.strokes.begin(), path.strokes.end());
        layer.runs.push_back(path.strokes.size());
    }
    return layer;
}

double travelMm(std::span<const PenPath> paths) {
    double sum = 0;
    for (std::size_t i = 1; i < paths.size(); ++i)
        sum += length(paths[i].first() - paths[i - 1].last());
    return sum;
}

std::vector<Point> verticesOf(std::span<const Stroke> line, double tolerance) {
    std::vector<Point> vertices;
    for (const Stroke& stroke : line) {
        const auto piece = stroke.curve.flatten(tolerance);
        vertices.insert(vertices.end(), piece.begin() + (vertices.empty() ? 0 : 1), piece.end());
    }
    return vertices;
}

} // namespace croquis::plot
