// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/stroke_joints.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace croquis::saliency {

using geometry::CubicBezier;
using geometry::Point;

namespace {

constexpr double kEndGap = 8;
constexpr double kSideGap = 5;
constexpr double kShortest = 12;
constexpr int kSamples = 32;
constexpr double kAlongside = 0.9; // cosine between two lines' directions, about 25 degrees
constexpr double kHardlyAside = 2; // px

struct End {
    std::size_t stroke;
    bool last;
};

Point position(std::span<const CubicBezier> strokes, End end) {
    return strokes[end.stroke].points[end.last ? 3 : 0];
}

void moveEnd(CubicBezier& curve, bool last, Point to) {
    const std::size_t end = last ? 3 : 0, handle = last ? 2 : 1;
    const Point step = to - curve.points[end];
    curve.points[end] = to;
    curve.points[handle] = curve.points[handle] + step;
}

/// Whether a short stroke begins or ends where a longer one does: a link of an outline, as round a tip, and no dash.
bool isLink(std::span<const CubicBezier> strokes, std::size_t link) {
    for (const CubicBezier& other : strokes)
        for (const Point end : {other.points[0], other.points[3]})
            for (const Point own : {strokes[link].points[0], strokes[link].points[3]})
                if (other.polygonLength() >= kShortest && geometry::length(end - own) < kSideGap)
                    return true;
    return false;
}

struct Gap {
    double width;
    std::size_t first, second;
};

/// The direction of the stroke's end; a unit vector.
Point directionAt(const CubicBezier& curve, bool last) {
    const Point step = last ? curve.points[3] - curve.at(1 - 1. / 16) : curve.points[0] - curve.at(1. / 16);
    return (1 / (geometry::length(step) + 1e-9)) * step;
}

/// Ends that met another one.
std::vector<bool> joinPairs(std::span<CubicBezier> strokes, const std::vector<End>& ends) {
    std::vector<Gap> gaps;
    for (std::size_t i = 0; i < ends.size(); ++i)
        for (std::size_t j = i + 1; j < ends.size(); ++j) {
            const double width = geometry::length(position(strokes, ends[i]) - position(strokes, ends[j]));
            const bool sameStroke = ends[i].stroke == ends[j].stroke;
            if (width < kEndGap && !(sameStroke && strokes[ends[i].stroke].polygonLength() < 3 * kEndGap))
                gaps.push_back({width, i, j});
        }
    std::stable_sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) { return a.width < b.width; });
    std::vector<bool> joined(ends.size(), false);
    for (const Gap& gap : gaps) {
        if (joined[gap.first] || joined[gap.second])
            continue;
        joined[gap.first] = joined[gap.second] = true;
        const Point middle = 0.5 * (position(strokes, ends[gap.first]) + position(strokes, ends[gap.second]));
        for (const std::size_t end : {gap.first, gap.second})
            moveEnd(strokes[ends[end].stroke], ends[end].last, middle);
    }
    return joined;
}

/// Whether the other has the same direction at its sample k and lies beside the end rather than ahead of it.
bool runsAlongside(const CubicBezier& other, int k, Point direction, Point gap) {
    const Point along =
        other.at(std::min(k + 1, kSamples) / double{kSamples}) - other.at(std::max(k - 1, 0) / double{kSamples});
    const double aside = std::abs(direction.x * gap.y - direction.y * gap.x);
    return aside > kHardlyAside && std::abs(geometry::dot(along, direction)) > kAlongside * geometry::length(along);
}

/// A line beside another one isn't bent into it: there it would cross what lies between.
void joinToSides(std::span<CubicBezier> strokes, const std::vector<End>& ends, const std::vector<bool>& joined) {
    for (std::size_t i = 0; i < ends.size(); ++i) {
        if (joined[i])
            continue;
        const Point end = position(strokes, ends[i]);
        const Point direction = directionAt(strokes[ends[i].stroke], ends[i].last);
        Point nearest = end;
        double distance = kSideGap;
        for (std::size_t other = 0; other < strokes.size(); ++other) {
            for (int k = 0; other != ends[i].stroke && k <= kSamples; ++k) {
                const Point p = strokes[other].at(static_cast<double>(k) / kSamples);
                if (geometry::length(p - end) < distance && !runsAlongside(strokes[other], k, direction, p - end)) {
                    distance = geometry::length(p - end);
                    nearest = p;
                }
            }
        }
        moveEnd(strokes[ends[i].stroke], ends[i].last, nearest);
    }
}

} // namespace

void joinEnds(std::span<CubicBezier> strokes) {
    std::vector<End> ends;
    for (std::size_t stroke = 0; stroke < strokes.size(); ++stroke)
        if (strokes[stroke].polygonLength() >= kShortest || isLink(strokes, stroke))
            for (const bool last : {false, true})
                ends.push_back({stroke, last});
    joinToSides(strokes, ends, joinPairs(strokes, ends));
}

} // namespace croquis::saliency
