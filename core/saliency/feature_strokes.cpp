// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/feature_strokes.hpp"

#include "saliency/head_outline.hpp"
#include "saliency/mirrored_outline.hpp"
#include "saliency/patch_strokes.hpp"
#include "saliency/plane_filters.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

namespace croquis::saliency {

using geometry::CubicBezier;
using geometry::Point;
using image::Plane;

namespace {

constexpr float kSpotStrength = 0.045F; // FeatureSpot::strength of what passes for a pupil anywhere
constexpr float kEyeStrength = 0.02F;   // and where a face's eyes are expected
constexpr float kSpotAttention = 0.75F;
constexpr double kSpotReach = 0.7; // sigmas round a spot that no stroke may have touched
constexpr double kFreeShare = 0.7;
constexpr float kHardlyTouched = 0.5F; // no line beside it either: it would show the spot
constexpr float kUncovered = 0.01F;    // lines beside an eye are brow and cheek
constexpr double kSpotDistance = 9;
constexpr double kShortestSpot = 2.2; // half a dash
constexpr double kLongestSpot = 4.5;
constexpr float kPatchContrast = 0.22F;
constexpr float kPatchAttention = 0.7F, kFellowAttention = 0.6F;
constexpr double kFilled = 0.6; // of a patch under strokes that are there already
constexpr double kEyeReach = 5;
constexpr float kEyeUnexplained = 0.1F;                      // lids run close to pupils
constexpr double kMuzzleLength = 0.7, kMuzzleSuppressed = 3; // of fine strokes' length; px
constexpr double kWidestEyes = 56; // px; a head with eyes farther apart fills the picture, whose border is its outline
/// Eye distances: where an ear is looked for beside and above the middle between the eyes, and how long its line is.
constexpr double kEarAside = 1.15, kEarUp = 1.25, kEarSpread = 0.45, kLongestEar = 2.2, kShortestEar = 0.5;
constexpr double kTraceableFace = 60; // canvas pixels; a pen of 3 has no room for the eyes' outlines below

double meanOver(const std::vector<std::uint32_t>& pixels, const Plane& plane) {
    double sum = 0;
    for (const std::uint32_t pixel : pixels)
        sum += plane.values[pixel];
    return sum / static_cast<double>(pixels.size());
}

/// How many of the pixels lie under strokes.
double shareUnder(const std::vector<std::uint32_t>& pixels, const Plane& unexplained) {
    const auto under = std::ranges::count_if(pixels, [&](std::uint32_t p) { return unexplained.values[p] <= 0; });
    return static_cast<double>(under) / static_cast<double>(pixels.size());
}

} // namespace

int FeatureStrokes::addEyes(int most) {
    const bool small = !m_placement.maps().faces.features.empty() && m_placement.maps().faces.width < kTraceableFace;
    return small ? addSpots(std::min(most, m_placement.parameters().eyeCount), m_placement.maps().faces.features,
                            kEyeStrength, kUncovered)
                 : 0;
}

int FeatureStrokes::addSpots(int most) {
    int added = 0;
    if (m_placement.maps().muzzle) {
        Plane eyes(m_placement.maps().subject.width, m_placement.maps().subject.height);
        for (int y = 0; y < eyes.height; ++y)
            for (int x = 0; x < eyes.width; ++x)
                for (const Point eye : {m_placement.maps().muzzle->leftEye, m_placement.maps().muzzle->rightEye})
                    if (geometry::length(Point{x + 0.5, y + 0.5} - eye) < kEyeReach)
                        eyes.at(x, y) = 1;
        added = addSpots(std::min(most, m_placement.parameters().eyeCount), eyes, kSpotStrength, kEyeUnexplained);
    }
    return added +
           addSpots(std::min(most, spotCount()) - added, attention(m_placement.maps()), kSpotStrength, kHardlyTouched);
}

int FeatureStrokes::addPatches(int most) {
    if (!m_placement.maps().faces.features.empty())
        return 0;
    const Plane noticed = attention(m_placement.maps());
    std::vector<const DarkPatch*> drawn;
    int added = 0;
    const auto isFellow = [&drawn](const DarkPatch& patch) {
        return std::ranges::any_of(drawn, [&patch](const DarkPatch* other) {
            const auto [less, more] = std::minmax(patch.pixels.size(), other->pixels.size());
            return other != &patch && more < 2 * less;
        });
    };
    most = std::min(most, m_placement.parameters().patchStrokes);
    for (const float least : {kPatchAttention, kFellowAttention})
        for (const DarkPatch& patch : m_placement.maps().patches) {
            if (patch.contrast < kPatchContrast)
                break;
            const bool again = std::ranges::find(drawn, &patch) != drawn.end();
            if (again || shareUnder(patch.pixels, m_placement.choice().unexplained()) > kFilled ||
                (least < kPatchAttention && !isFellow(patch)) || meanOver(patch.pixels, noticed) < least)
                continue;
            const auto strokes =
                patchStrokes(patch.pixels, m_placement.maps().subject.width, m_placement.parameters().patchFill);
            if (added + static_cast<int>(strokes.size()) > most)
                break;
            for (const CubicBezier& stroke : strokes)
                m_placement.addFilling(stroke);
            added += static_cast<int>(strokes.size());
            drawn.push_back(&patch);
        }
    return added;
}

int FeatureStrokes::addMuzzle(int most) {
    if (!m_placement.maps().muzzle)
        return 0;
    Plane edges = m_placement.maps().fineInterior;
    for (std::size_t i = 0; i < edges.values.size(); ++i)
        edges.values[i] *= std::min(1.F, 2 * m_placement.maps().muzzle->features.values[i]);
    CandidateLimits limits = m_placement.parameters().fine;
    limits.longest *= kMuzzleLength;
    limits.shortest = std::max(8.0, kMuzzleLength * limits.shortest);
    const ContourTracer tracer(edges, m_placement.maps().tangentX, m_placement.maps().tangentY);
    ChoiceRules rules = m_placement.fineRules(std::min(most, m_placement.parameters().muzzleCount));
    rules.suppressedRadius = kMuzzleSuppressed;
    return m_placement.choose(strokeCandidates(tracer, limits), edges, rules);
}

int FeatureStrokes::addEars(int most) {
    most = std::min(most, m_placement.parameters().earCount);
    if (!m_placement.maps().muzzle || most <= 0 || eyeDistance() > kWidestEyes)
        return 0;
    CandidateLimits limits = m_placement.parameters().coarse;
    limits.longest = std::min(limits.longest, kLongestEar * eyeDistance());
    limits.shortest = kShortestEar * eyeDistance();
    limits.seedThreshold = kFaintRounds.front().support;
    limits.support = kFaintRounds.back().support;
    const Point across = m_placement.maps().muzzle->rightEye - m_placement.maps().muzzle->leftEye,
                up{across.y, -across.x};
    const Point above = 0.5 * (m_placement.maps().muzzle->leftEye + m_placement.maps().muzzle->rightEye) + kEarUp * up;
    int added = 0;
    for (const Point ear : {above - kEarAside * across, above + kEarAside * across}) {
        const Plane edges = edgesAbout(ear, kEarSpread * eyeDistance());
        ChoiceRules rules = m_placement.fineRules(std::min(most - added, 1));
        rules.lengthPower = 0;
        added += m_placement.choose(
            strokeCandidates({edges, m_placement.maps().tangentX, m_placement.maps().tangentY}, limits), edges, rules);
    }
    return added;
}

int FeatureStrokes::addHead(int most) {
    most = std::min(most, m_placement.parameters().headCount);
    if (!m_placement.maps().muzzle || most <= 0 || eyeDistance() > kWidestEyes)
        return 0;
    const double longest = m_placement.parameters().coarse.longest;
    std::optional<HeadOutline> traced;
    for (int added = 0; added < most; ++added) {
        auto piece = mirroredOutline(m_placement.maps(), m_placement.choice(), longest);
        if (!piece && !traced)
            traced = headOutline(m_placement.maps());
        if (!piece)
            piece = traced->longestMissing(m_placement.choice().unexplained(), longest);
        if (!piece)
            return added;
        m_placement.choice().add(*piece, m_placement.parameters().suppressedRadius / 2);
    }
    return most;
}

int FeatureStrokes::spotCount() const {
    return m_placement.parameters().spotCount > 0 && m_placement.maps().muzzle
               ? std::max(m_placement.parameters().eyeCount, m_placement.parameters().spotCount)
               : m_placement.parameters().spotCount;
}

double FeatureStrokes::eyeDistance() const {
    return geometry::length(m_placement.maps().muzzle->rightEye - m_placement.maps().muzzle->leftEye);
}

Plane FeatureStrokes::edgesAbout(Point centre, double spread) const {
    Plane edges = m_placement.coarseAndFine();
    for (int y = 0; y < edges.height; ++y)
        for (int x = 0; x < edges.width; ++x) {
            const double away = geometry::length(Point{x + 0.5, y + 0.5} - centre) / spread;
            edges.at(x, y) *= static_cast<float>(std::exp(-0.5 * away * away));
        }
    return edges;
}

int FeatureStrokes::addSpots(int most, const Plane& wanted, float leastStrength, float unexplained) {
    int added = 0;
    for (const FeatureSpot& spot : m_placement.maps().spots) {
        if (added >= most)
            break;
        const Point p = spot.centre;
        if (spot.strength < leastStrength || sampled(wanted, p.x, p.y) < kSpotAttention || !isFree(spot, unexplained))
            continue;
        const Point step = std::clamp(spot.sigma, kShortestSpot, kLongestSpot) * spot.axis;
        const CubicBezier dash = {{p - step, p - (1. / 3) * step, p + (1. / 3) * step, p + step}};
        m_placement.choice().add({dash, pathAlong(dash)}, 0);
        m_spots.push_back(p);
        ++added;
    }
    return added;
}

bool FeatureStrokes::isFree(const FeatureSpot& spot, float unexplained) const {
    const double reach = std::max(2., kSpotReach * spot.sigma);
    double free = 0;
    for (const Point step : {Point{0, 0}, Point{reach, 0}, Point{-reach, 0}, Point{0, reach}, Point{0, -reach}})
        if (sampled(m_placement.choice().unexplained(), spot.centre.x + step.x, spot.centre.y + step.y) > unexplained)
            free += 0.2;
    return free > kFreeShare && std::none_of(m_spots.begin(), m_spots.end(), [&](Point other) {
               return geometry::length(other - spot.centre) < kSpotDistance;
           });
}

} // namespace croquis::saliency
