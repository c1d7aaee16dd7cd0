// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/head_outline.hpp"

#include "saliency/cubic_fit.hpp"
#include "saliency/plane_filters.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <numbers>
#include <utility>

namespace croquis::saliency {

using geometry::Point;
using image::Plane;

namespace {

constexpr std::size_t kAngles = 96, kRadii = 29;
constexpr double kNearest = 0.8, kFarthest = 1.22;                    // of the ellipse's
constexpr double kLeastSize = 0.75, kMostSize = 1.7, kSizeStep = 0.1; // half widths, in eye distances
constexpr double kHigh = 0.95, kDown = 0.15;                          // of the half width: half height, centre
constexpr float kFullEdge = 0.28F;                                    // PhotoMaps::softEdges of full support
constexpr float kTurnCost = 0.04F;                                    // for a step between radii, squared
constexpr int kMostTurn = 2;
constexpr double kPatchesReach = 1.2; // eye distances
constexpr double kBesidePatches = 3;  // px
constexpr double kBorder = 4;         // px of the canvas
constexpr int kSmoothing = 4;         // points to either side

constexpr float kLeastSupport = 0.3F, kLeastUnexplained = 0.5F;
constexpr int kBridged = 5;        // points
constexpr int kShortestPiece = 16; // points
constexpr double kTolerance = 2.5; // px

/// 0 on and beside the face's dark patches.
Plane besidePatches(const PhotoMaps& maps) {
    Plane free(maps.subject.width, maps.subject.height, 1, 1.F);
    const Point middle = 0.5 * (maps.muzzle->leftEye + maps.muzzle->rightEye);
    const double reach = kPatchesReach * geometry::length(maps.muzzle->rightEye - maps.muzzle->leftEye);
    for (const DarkPatch& patch : maps.patches)
        if (geometry::length(patch.centre - middle) < reach)
            for (const std::uint32_t pixel : patch.pixels)
                free.values[pixel] = 0;
    free = distanceToOutside(free);
    for (float& value : free.values)
        value = value > kBesidePatches ? 1.F : 0.F;
    return free;
}

template <typename Value>
using Polar = std::array<std::array<Value, kRadii>, kAngles>;

/// Edges along rings about one ellipse.
struct Rings {
    Polar<Point> places;
    Polar<float> edges;
};

Rings ringsAbout(const PhotoMaps& maps, const Plane& free, double size) {
    const Point between = maps.muzzle->rightEye - maps.muzzle->leftEye;
    const double eyes = geometry::length(between), half = size * eyes;
    const Point along = (1 / eyes) * between, down{-along.y, along.x};
    const Point centre = 0.5 * (maps.muzzle->leftEye + maps.muzzle->rightEye) + kDown * half * down;
    Rings rings{};
    for (std::size_t a = 0; a < kAngles; ++a) {
        const double angle = 2 * std::numbers::pi * static_cast<double>(a) / kAngles;
        const Point normal = std::cos(angle) * along + std::sin(angle) * down;
        const Point ray = std::cos(angle) * along + kHigh * std::sin(angle) * down;
        for (std::size_t r = 0; r < kRadii; ++r) {
            const double share = kNearest + (kFarthest - kNearest) * static_cast<double>(r) / (kRadii - 1);
            const Point p = centre + share * half * ray;
            rings.places[a][r] = p;
            if (p.x < kBorder || p.y < kBorder || p.x > free.width - kBorder || p.y > free.height - kBorder)
                continue;
            const Point tangent{sampled(maps.broadTangentX, p.x, p.y), sampled(maps.broadTangentY, p.x, p.y)};
            const auto round = static_cast<float>(std::abs(tangent.x * normal.y - tangent.y * normal.x));
            const float edge = std::min(1.F, sampled(maps.softEdges, p.x, p.y) * round / kFullEdge);
            rings.edges[a][r] = std::max(edge * sampled(free, p.x, p.y), sampled(maps.silhouette, p.x, p.y));
        }
    }
    return rings;
}

struct Ring {
    float worth = -1;
    std::array<std::size_t, kAngles> radii{};
};

/// The ring of most worth that begins, and ends, at a radius; anywhere without one.
Ring bestRing(const Polar<float>& edges, std::optional<std::size_t> start) {
    constexpr float kNever = -1e6F;
    std::array<float, kRadii> worth = edges[0];
    for (std::size_t r = 0; start && r < kRadii; ++r)
        if (r != *start)
            worth[r] = kNever;
    Polar<std::size_t> from{};
    for (std::size_t a = 0; a < kAngles; ++a) {
        std::array<float, kRadii> next;
        for (std::size_t r = 0; r < kRadii; ++r) {
            next[r] = 2 * kNever;
            for (int turn = -kMostTurn; turn <= kMostTurn; ++turn) {
                const std::size_t before = r + static_cast<std::size_t>(turn); // below 0 it is huge
                if (before >= kRadii)
                    continue;
                const float value = worth[before] - kTurnCost * static_cast<float>(turn * turn);
                if (value > next[r]) {
                    next[r] = value;
                    from[a][r] = before;
                }
            }
            next[r] += edges[(a + 1) % kAngles][r];
        }
        worth = next;
    }
    std::size_t radius =
        start ? *start
              : static_cast<std::size_t>(std::distance(worth.begin(), std::max_element(worth.begin(), worth.end())));
    Ring ring{worth[radius], {}};
    for (std::size_t a = kAngles; a-- > 0;) {
        radius = from[a][radius];
        ring.radii[a] = radius;
    }
    return ring;
}

HeadOutline outlineAlong(const Rings& rings, const Ring& ring) {
    HeadOutline outline;
    std::vector<Point> stepped;
    for (std::size_t a = 0; a < kAngles; ++a) {
        const std::size_t b = (a + 1) % kAngles, here = ring.radii[a], there = ring.radii[b];
        const Point from = rings.places[a][here], to = rings.places[b][there];
        const int steps = std::max(1, static_cast<int>(std::lround(geometry::length(to - from))));
        for (int i = 0; i < steps; ++i) {
            const double share = static_cast<double>(i) / steps;
            stepped.push_back(from + share * (to - from));
            outline.support.push_back(
                std::lerp(rings.edges[a][here], rings.edges[b][there], static_cast<float>(share)));
        }
    }
    const std::size_t count = stepped.size();
    for (std::size_t i = 0; i < count; ++i) {
        Point sum{0, 0};
        for (std::size_t k = 0; k <= 2 * kSmoothing; ++k)
            sum = sum + stepped[(i + count + k - kSmoothing) % count];
        outline.points.push_back((1. / (2 * kSmoothing + 1)) * sum);
    }
    return outline;
}

} // namespace

HeadOutline headOutline(const PhotoMaps& maps) {
    const Plane free = besidePatches(maps);
    Rings bestRings{};
    Ring best;
    for (double size = kLeastSize; size < kMostSize; size += kSizeStep) {
        const Rings rings = ringsAbout(maps, free, size);
        const Ring ring = bestRing(rings.edges, bestRing(rings.edges, std::nullopt).radii[0]);
        if (ring.worth > best.worth) {
            best = ring;
            bestRings = rings;
        }
    }
    return outlineAlong(bestRings, best);
}

std::optional<StrokeCandidate> HeadOutline::longestMissing(const Plane& unexplained, double longest) const {
    const auto count = static_cast<int>(points.size());
    const auto at = [count](int i) { return static_cast<std::size_t>((i + count) % count); };
    const auto isMissing = [&](int i) {
        const Point p = points[at(i)];
        return support[at(i)] > kLeastSupport && sampled(unexplained, p.x, p.y) > kLeastUnexplained;
    };
    int from = 0, length = 0;
    for (int i = 0; i < count; ++i) {
        if (!isMissing(i) || isMissing(i - 1))
            continue;
        int last = 0;
        for (int k = 1; k < count && k - last <= kBridged; ++k)
            if (isMissing(i + k))
                last = k;
        if (last + 1 > length) {
            from = i;
            length = last + 1;
        }
    }
    for (length = std::min(length, static_cast<int>(longest)); length >= kShortestPiece; length = 3 * length / 4) {
        std::vector<Point> path;
        for (int i = 0; i < length; ++i)
            path.push_back(points[at(from + i)]);
        const CubicFit fit = fitCubic(path, lengthsAlong(path));
        if (fit.largestError <= kTolerance)
            return StrokeCandidate{fit.curve, std::move(path)};
    }
    return std::nullopt;
}

} // namespace croquis::saliency
