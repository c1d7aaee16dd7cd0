// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/shading_strokes.hpp"

#include "base/random_stream.hpp"
#include "saliency/plane_filters.hpp"

#include <algorithm>
#include <cmath>

namespace croquis::saliency {

using geometry::Point;
using image::Plane;

namespace {

/// Pixels between a stroke's cover and the next one in the darkest places; four times that in the brightest.
constexpr double kLeastRoom = 3;
constexpr float kBrightShare = 0.25F;
constexpr double kKeptRoom = 0.5;
constexpr float kInside = 0.5F;
constexpr double kWalkStep = 5.6;
constexpr int kWalkAttempts = 16;

/// Distance to the nearest stroke or end of the subject.
Plane roomLeft(const Plane& subject, const Plane& unexplained) {
    Plane free = subject;
    for (std::size_t i = 0; i < free.values.size(); ++i)
        if (unexplained.values[i] <= 0)
            free.values[i] = 0;
    return distanceToOutside(free);
}

/// Cuts the trace where it comes nearer to others than `room`.
ContourTrace whileRoom(const ContourTrace& trace, const Plane& room, double least) {
    const auto enough = [&](int i) {
        const Point p = trace.points[static_cast<std::size_t>(i)];
        return sampled(room, p.x, p.y) >= least;
    };
    int first = trace.seedIndex, last = trace.seedIndex;
    while (first > 0 && enough(first - 1))
        --first;
    while (last + 1 < static_cast<int>(trace.points.size()) && enough(last + 1))
        ++last;
    return {{trace.points.begin() + first, trace.points.begin() + last + 1}, trace.seedIndex - first};
}

/// Nothing more is tried within 2 px of the pixel.
void forget(Plane& wanted, int x, int y) {
    for (int v = std::max(0, y - 2); v <= std::min(wanted.height - 1, y + 2); ++v)
        for (int u = std::max(0, x - 2); u <= std::min(wanted.width - 1, x + 2); ++u)
            wanted.at(u, v) = 0;
}

/// A pixel of the subject (of the canvas when there is none), each as likely as its share in the mask.
Point randomPoint(const Plane& subject, base::RandomStream& random) {
    double whole = 0;
    for (const float value : subject.values)
        whole += value;
    double left = random.uniform() * whole;
    for (int y = 0; whole > 0 && y < subject.height; ++y)
        for (int x = 0; x < subject.width; ++x)
            if ((left -= subject.at(x, y)) < 0)
                return {x + 0.5, y + 0.5};
    const double x = random.uniform() * subject.width, y = random.uniform() * subject.height;
    return {x, y};
}

bool isInside(const Plane& subject, Point p) {
    return p.x >= 0 && p.y >= 0 && p.x < subject.width && p.y < subject.height &&
           subject.at(static_cast<int>(p.x), static_cast<int>(p.y)) > 0;
}

/// Steps that would leave the subject are drawn anew, a few times.
StrokeCandidate randomWalk(Point start, const Plane& subject, base::RandomStream& random) {
    StrokeCandidate stroke;
    stroke.curve.points.fill(start);
    for (std::size_t i = 1; i < 4; ++i) {
        for (int attempt = 0; attempt < kWalkAttempts; ++attempt) {
            const double dx = 2 * random.uniform() - 1, dy = 2 * random.uniform() - 1;
            stroke.curve.points[i] = stroke.curve.points[i - 1] + kWalkStep * Point{dx, dy};
            if (isInside(subject, stroke.curve.points[i]))
                break;
        }
    }
    for (int i = 0; i <= 8; ++i)
        stroke.path.push_back(stroke.curve.at(i / 8.0));
    return stroke;
}

} // namespace

int addShading(StrokeChoice& choice, const PhotoMaps& maps, const CandidateLimits& limits, int count) {
    const ContourTracer tracer(maps.subject, maps.broadTangentX, maps.broadTangentY);
    Plane wanted = maps.shade;
    for (float& value : wanted.values)
        value = kBrightShare + (1 - kBrightShare) * value;
    Plane room = roomLeft(maps.subject, choice.unexplained());
    int added = 0;
    while (added < count) {
        std::size_t best = 0;
        for (std::size_t i = 1; i < room.values.size(); ++i)
            if (room.values[i] * wanted.values[i] > room.values[best] * wanted.values[best])
                best = i;
        if (room.values[best] * wanted.values[best] < kLeastRoom)
            break;
        const int x = static_cast<int>(best) % room.width, y = static_cast<int>(best) / room.width;
        forget(wanted, x, y);
        const ContourTrace line = tracer.trace({x + 0.5, y + 0.5}, static_cast<int>(limits.longest), kInside);
        if (const auto stroke = longestFit(whileRoom(line, room, kKeptRoom * room.values[best]), limits)) {
            choice.add(*stroke, 0);
            room = roomLeft(maps.subject, choice.unexplained());
            ++added;
        }
    }
    return added;
}

void addRandomWalks(StrokeChoice& choice, const PhotoMaps& maps, int count, std::uint64_t seed) {
    base::RandomStream random(seed, base::RandomPurpose::strokeWalk);
    for (int i = 0; i < count; ++i)
        choice.add(randomWalk(randomPoint(maps.subject, random), maps.subject, random), 0);
}

} // namespace croquis::saliency
