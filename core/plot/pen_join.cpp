// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/pen_join.hpp"

#include "plot/end_index.hpp"
#include "vector/svg_path_data.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>

namespace croquis::plot {
namespace {

using geometry::Point;

constexpr std::size_t kMostPartners = 32; // ends that are looked at round one
constexpr double kTouchingMm = 1e-6;

/// 2 * path for a path's first end, 2 * path + 1 for its last.
using End = std::size_t;

struct Pair {
    double distance;
    End a, b;
};

void append(PenPath& path, const PenPath& next) {
    const Point from = path.last();
    const Point to = next.first();
    if (length(to - from) > kTouchingMm) {
        geometry::Stroke bridge = path.strokes.back();
        bridge.curve = vector::lineCurve(from, to);
        bridge.id.clear();
        path.strokes.push_back(bridge);
    }
    path.strokes.insert(path.strokes.end(), next.strokes.begin(), next.strokes.end());
}

std::vector<PenPath> joinedInSequence(const std::vector<PenPath>& paths, double toleranceMm) {
    std::vector<PenPath> result;
    for (const PenPath& path : paths) {
        if (!result.empty() && length(path.first() - result.back().last()) <= toleranceMm)
            append(result.back(), path);
        else
            result.push_back(path);
    }
    return result;
}

std::vector<Pair> closePairs(const std::vector<Point>& points, double toleranceMm) {
    const EndIndex index(points);
    std::vector<Pair> pairs;
    for (End a = 0; a < points.size(); ++a)
        for (const End b : index.nearest(points[a], kMostPartners, toleranceMm))
            if (a / 2 != b / 2)
                pairs.push_back({length(points[a] - points[b]), std::min(a, b), std::max(a, b)});
    const auto key = [](const Pair& pair) { return std::tuple(pair.distance, pair.a, pair.b); };
    std::ranges::sort(pairs, {}, key);
    const auto same = [&key](const Pair& one, const Pair& other) { return key(one) == key(other); };
    pairs.erase(std::unique(pairs.begin(), pairs.end(), same), pairs.end());
    return pairs;
}

/// Which end each end is joined with, chains without cycles.
std::vector<std::optional<End>> partnersOf(const std::vector<Point>& points, double toleranceMm) {
    std::vector<std::optional<End>> partner(points.size());
    std::vector<std::size_t> chain(points.size() / 2); // union-find
    std::iota(chain.begin(), chain.end(), std::size_t{0});
    const auto chainOf = [&chain](std::size_t path) {
        while (chain[path] != path)
            path = chain[path] = chain[chain[path]];
        return path;
    };
    for (const Pair& pair : closePairs(points, toleranceMm)) {
        const std::size_t a = chainOf(pair.a / 2);
        const std::size_t b = chainOf(pair.b / 2);
        if (partner[pair.a] || partner[pair.b] || a == b)
            continue;
        partner[pair.a] = pair.b;
        partner[pair.b] = pair.a;
        chain[std::max(a, b)] = std::min(a, b);
    }
    return partner;
}

} // namespace

std::vector<PenPath> joined(const std::vector<PenPath>& paths, double toleranceMm, JoinWhich which) {
    if (which == JoinWhich::inSequence)
        return joinedInSequence(paths, toleranceMm);
    std::vector<Point> points;
    for (const PenPath& path : paths) {
        points.push_back(path.first());
        points.push_back(path.last());
    }
    const auto partner = partnersOf(points, toleranceMm);
    std::vector<PenPath> result;
    std::vector<bool> done(paths.size());
    for (std::size_t path = 0; path < paths.size(); ++path) {
        if (done[path])
            continue;
        // Back to where its chain begins, with the path's own direction; then along it.
        End begin = 2 * path;
        while (partner[begin])
            begin = *partner[begin] ^ 1u;
        PenPath whole;
        for (std::optional<End> end = begin; end; end = partner[*end ^ 1u]) {
            const PenPath& next = paths[*end / 2];
            done[*end / 2] = true;
            const PenPath turned = *end % 2 == 1 ? next.reversed() : next;
            if (whole.strokes.empty())
                whole = turned;
            else
                append(whole, turned);
        }
        result.push_back(std::move(whole));
    }
    return result;
}

} // namespace croquis::plot
