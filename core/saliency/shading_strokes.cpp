// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/shading_strokes.hpp"

#include "base/random_stream.hpp"
#include "saliency/plane_filters.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace croquis::saliency {

using geometry::Point;
using image::Plane;

namespace {

constexpr double kWidestRoom = 8;
constexpr double kNarrowestRoom = 0.8;
constexpr float kBrightShare = 0.25F;
constexpr double kRoomStep = 0.8;
constexpr double kKeptRoom = 0.5;
constexpr double kWalkStep = 5.6;

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

ContourTrace streamline(const ContourTracer& subject, Point through, const CandidateLimits& limits) {
    return subject.trace(through, static_cast<int>(limits.longest), 0.5F);
}

/// Where there is most room for a stroke, dark places before bright ones; marks what was tried.
int addStreamlines(StrokeChoice& choice, const PhotoMaps& maps, const CandidateLimits& limits, int count) {
    const ContourTracer tracer(maps.subject, maps.broadTangentX, maps.broadTangentY);
    Plane wanted = maps.shade;
    for (float& value : wanted.values)
        value = kBrightShare + (1 - kBrightShare) * value;
    Plane room = roomLeft(maps.subject, choice.unexplained());
    int added = 0;
    for (double spacing = kWidestRoom; added < count && spacing >= kNarrowestRoom;) {
        int best = -1;
        for (std::size_t i = 0; i < room.values.size(); ++i) {
            const float value = room.values[i] * wanted.values[i];
            if (value >= spacing && (best < 0 || value > room.values[static_cast<std::size_t>(best)] *
                                                             wanted.values[static_cast<std::size_t>(best)]))
                best = static_cast<int>(i);
        }
        if (best < 0) {
            spacing *= kRoomStep;
            continue;
        }
        const int x = best % room.width, y = best / room.width;
        forget(wanted, x, y);
        const double least = kKeptRoom * room.values[static_cast<std::size_t>(best)];
        const ContourTrace line = streamline(tracer, {x + 0.5, y + 0.5}, limits);
        if (const auto stroke = longestFit(whileRoom(line, room, least), limits)) {
            choice.add(*stroke, 0);
            room = roomLeft(maps.subject, choice.unexplained());
            ++added;
        }
    }
    return added;
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

StrokeCandidate randomWalk(Point start, base::RandomStream& random) {
    StrokeCandidate stroke;
    stroke.curve.points[0] = start;
    for (std::size_t i = 1; i < 4; ++i) {
        const double dx = 2 * random.uniform() - 1, dy = 2 * random.uniform() - 1;
        stroke.curve.points[i] = stroke.curve.points[i - 1] + kWalkStep * Point{dx, dy};
    }
    for (int i = 0; i <= 8; ++i)
        stroke.path.push_back(stroke.curve.at(i / 8.0));
    return stroke;
}

} // namespace

void addShading(StrokeChoice& choice, const PhotoMaps& maps, const CandidateLimits& limits, int count,
                std::uint64_t seed) {
    const int added = addStreamlines(choice, maps, limits, count);
    base::RandomStream random(seed, base::RandomPurpose::strokeWalk);
    const ContourTracer tracer(maps.subject, maps.tangentX, maps.tangentY);
    for (int i = added; i < count; ++i) {
        const Point start = randomPoint(maps.subject, random);
        const auto stroke = longestFit(streamline(tracer, start, limits), limits);
        choice.add(stroke ? *stroke : randomWalk(start, random), 0);
    }
}

} // namespace croquis::saliency
