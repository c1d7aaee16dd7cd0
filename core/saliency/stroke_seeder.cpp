// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/stroke_seeder.hpp"

#include "base/error.hpp"
#include "base/random_stream.hpp"
#include "saliency/contour_growth.hpp"
#include "saliency/head_outline.hpp"
#include "saliency/muzzle.hpp"
#include "saliency/plane_filters.hpp"
#include "saliency/seeding_parameters.hpp"
#include "saliency/shading_strokes.hpp"
#include "saliency/stroke_choice.hpp"
#include "saliency/stroke_joints.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace croquis::saliency {

using geometry::CubicBezier;
using geometry::Point;
using image::Plane;

namespace {

constexpr double kSeedSpread = 0.3;
constexpr double kShortestHalf = 3;
constexpr int kMostSamples = 1024;

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
constexpr double kEyeReach = 5;
constexpr float kEyeUnexplained = 0.1F;                      // lids run close to pupils
constexpr double kMuzzleLength = 0.7, kMuzzleSuppressed = 3; // of fine strokes' length; px
constexpr double kWidestEyes = 56; // px; a head with eyes farther apart fills the picture, whose border is its outline
/// Eye distances: where an ear is looked for beside and above the middle between the eyes, and how long its line is.
constexpr double kEarAside = 1.15, kEarUp = 1.25, kEarSpread = 0.45, kLongestEar = 2.2, kShortestEar = 0.5;
constexpr double kTraceableFace = 60; // canvas pixels; a pen of 3 has no room for the eyes' outlines below

constexpr double kGrownTolerance = 1.4; // of the coarse strokes'

constexpr double kShortestAround = 20; // px
constexpr float kLeastAround = 6;      // gain

/// Thresholds of the search for contours too faint for the recipe's own sets, from the less to the more faint.
struct FaintRound {
    float seedThreshold, support, leastGain;
};
constexpr std::array<FaintRound, 2> kFaintRounds = {{{0.15F, 0.1F, 3}, {0.08F, 0.05F, 3}}};

std::vector<Point> pathAlong(const CubicBezier& curve) {
    std::vector<Point> path;
    const double length = curve.polygonLength();
    if (!std::isfinite(length))
        return path;
    const int steps = std::clamp(static_cast<int>(std::min<double>(length, kMostSamples)), 2, kMostSamples);
    for (int i = 0; i <= steps; ++i)
        path.push_back(curve.at(static_cast<double>(i) / steps));
    return path;
}

double meanOver(const std::vector<std::uint32_t>& pixels, const Plane& plane) {
    double sum = 0;
    for (const std::uint32_t pixel : pixels)
        sum += plane.values[pixel];
    return sum / static_cast<double>(pixels.size());
}

/// A person's face has a prior of its own, and without a network every dark place would be noticed alike.
PhotoMaps withMuzzle(PhotoMaps maps) {
    if (!maps.muzzle && maps.faces.features.empty() && !maps.occlusion.empty())
        maps.muzzle = findMuzzle(maps.spots, maps.patches, maps.occlusion);
    return maps;
}

/// One sketch in the making.
class Placement {
  public:
    Placement(const PhotoMaps& maps, const SeederOptions& options, int strokeCount)
        : m_maps(maps), m_options(options), m_parameters(seedingParameters(strokeCount)),
          m_importance(importance(maps, m_parameters.broadShare, m_parameters.muzzleCount > 0)),
          m_choice(maps.tangentX, maps.tangentY) {}

    void explain(std::span<const CubicBezier> strokes) {
        for (const CubicBezier& stroke : strokes)
            m_choice.explain(pathAlong(stroke), m_parameters.suppressedRadius);
    }

    /// The subject's large contours.
    int addCoarse(int count) {
        return choose(coarseCandidates(), m_importance.first,
                      {.count = count, .suppressedRadius = m_parameters.suppressedRadius});
    }

    /// Closes outlines as far as their contours go.
    void grow() {
        const Plane edges = coarseAndFine();
        const ContourTracer tracer(edges, m_maps.tangentX, m_maps.tangentY);
        growUntilMet(m_choice, tracer, {.tolerance = kGrownTolerance * m_parameters.coarse.tolerance});
    }

    /// The eyes of a face too small for its features to be traced.
    int addEyes(int most) {
        const bool small = !m_maps.faces.features.empty() && m_maps.faces.width < kTraceableFace;
        return small ? addSpots(std::min(most, m_parameters.eyeCount), m_maps.faces.features, kEyeStrength, kUncovered)
                     : 0;
    }

    /// Pupils, nostrils, a nose: small things that make an animal of contours.
    int addSpots(int most) {
        int added = 0;
        if (m_maps.muzzle) {
            Plane eyes(m_maps.subject.width, m_maps.subject.height);
            for (int y = 0; y < eyes.height; ++y)
                for (int x = 0; x < eyes.width; ++x)
                    for (const Point eye : {m_maps.muzzle->leftEye, m_maps.muzzle->rightEye})
                        if (geometry::length(Point{x + 0.5, y + 0.5} - eye) < kEyeReach)
                            eyes.at(x, y) = 1;
            added = addSpots(std::min(most, m_parameters.eyeCount), eyes, kSpotStrength, kEyeUnexplained);
        }
        return added + addSpots(std::min(most, spotCount()) - added, attention(m_maps), kSpotStrength, kHardlyTouched);
    }

    /// Scribbles in dark patches that the network notices, and in fellows of theirs that it notices a little less
    /// (Canny's hysteresis: eyes come in pairs). In a person's face they would be shadows of eyes and glasses.
    int addPatches(int most) {
        if (!m_maps.faces.features.empty())
            return 0;
        const Plane noticed = attention(m_maps);
        const auto scribblesOf = [this](const DarkPatch& patch) -> const std::vector<CubicBezier>& {
            return m_parameters.solidPatches ? patch.solid : patch.scribbles;
        };
        std::vector<const DarkPatch*> drawn;
        const auto added = [&drawn, &scribblesOf] {
            std::size_t strokes = 0;
            for (const DarkPatch* patch : drawn)
                strokes += scribblesOf(*patch).size();
            return static_cast<int>(strokes);
        };
        const auto isFellow = [&drawn](const DarkPatch& patch) {
            return std::ranges::any_of(drawn, [&patch](const DarkPatch* other) {
                const auto [less, more] = std::minmax(patch.pixels.size(), other->pixels.size());
                return other != &patch && more < 2 * less;
            });
        };
        most = std::min(most, m_parameters.patchStrokes);
        for (const float least : {kPatchAttention, kFellowAttention})
            for (const DarkPatch& patch : m_maps.patches) {
                if (patch.contrast < kPatchContrast || added() + static_cast<int>(scribblesOf(patch).size()) > most)
                    break;
                const bool again = std::ranges::find(drawn, &patch) != drawn.end();
                if (again || (least < kPatchAttention && !isFellow(patch)) || meanOver(patch.pixels, noticed) < least)
                    continue;
                for (const CubicBezier& scribble : scribblesOf(patch)) {
                    m_choice.explain(pathAlong(scribble), 0);
                    m_scribbles.push_back(scribble);
                }
                drawn.push_back(&patch);
            }
        return added();
    }

    /// An animal's nose and mouth: short lines close together, which elsewhere would be crowded out.
    int addMuzzle(int most) {
        if (!m_maps.muzzle)
            return 0;
        Plane edges = m_maps.fineInterior;
        for (std::size_t i = 0; i < edges.values.size(); ++i)
            edges.values[i] *= std::min(1.F, 2 * m_maps.muzzle->features.values[i]);
        CandidateLimits limits = m_parameters.fine;
        limits.longest *= kMuzzleLength;
        limits.shortest = std::max(8.0, kMuzzleLength * limits.shortest);
        const ContourTracer tracer(edges, m_maps.tangentX, m_maps.tangentY);
        ChoiceRules rules = fineRules(std::min(most, m_parameters.muzzleCount));
        rules.suppressedRadius = kMuzzleSuppressed;
        return choose(strokeCandidates(tracer, limits), edges, rules);
    }

    /// An animal's ears, a line each: they tell one animal from another, but are fur on fur.
    int addEars(int most) {
        if (!m_maps.muzzle || eyeDistance() > kWidestEyes)
            return 0;
        CandidateLimits limits = m_parameters.coarse;
        limits.longest = std::min(limits.longest, kLongestEar * eyeDistance());
        limits.shortest = kShortestEar * eyeDistance();
        limits.seedThreshold = kFaintRounds.front().support;
        limits.support = kFaintRounds.back().support;
        const Point across = m_maps.muzzle->rightEye - m_maps.muzzle->leftEye, up{across.y, -across.x};
        const Point above = 0.5 * (m_maps.muzzle->leftEye + m_maps.muzzle->rightEye) + kEarUp * up;
        most = std::min(most, m_parameters.earCount);
        int added = 0;
        for (const Point ear : {above - kEarAside * across, above + kEarAside * across}) {
            const Plane edges = edgesAbout(ear, kEarSpread * eyeDistance());
            ChoiceRules rules = fineRules(std::min(most - added, 1));
            rules.lengthPower = 0;
            added += choose(strokeCandidates({edges, m_maps.tangentX, m_maps.tangentY}, limits), edges, rules);
        }
        return added;
    }

    /// What the outline of an animal's head lacks.
    int addHead(int most) {
        most = std::min(most, m_parameters.headCount);
        if (!m_maps.muzzle || most <= 0 || eyeDistance() > kWidestEyes)
            return 0;
        const HeadOutline head = headOutline(m_maps);
        for (int added = 0; added < most; ++added) {
            const auto piece = head.longestMissing(m_choice.unexplained(), m_parameters.coarse.longest);
            if (!piece)
                return added;
            m_choice.add(*piece, m_parameters.suppressedRadius / 2);
        }
        return most;
    }

    /// What the large ones leave unsaid, above all inside.
    int addFine(int count) {
        Plane worth = m_importance.full;
        for (std::size_t i = 0; i < worth.values.size(); ++i)
            worth.values[i] *= 0.35F + 0.65F * m_importance.interiorShare.values[i];
        const ContourTracer tracer(m_importance.fineCandidates, m_maps.tangentX, m_maps.tangentY);
        std::vector<StrokeCandidate> candidates = strokeCandidates(tracer, m_parameters.fine);
        const auto& coarse = coarseCandidates();
        candidates.insert(candidates.end(), coarse.begin(), coarse.end());
        return choose(candidates, worth, fineRules(count));
    }

    /// What stands round a subject that says too little by itself, by its large contours.
    int addSurroundings(int count) {
        if (m_maps.surroundings.empty())
            return 0;
        const ContourTracer tracer(m_maps.surroundings, m_maps.surroundingTangentX, m_maps.surroundingTangentY);
        CandidateLimits limits = m_parameters.coarse;
        limits.shortest = kShortestAround;
        const ChoiceRules rules{
            .count = count, .suppressedRadius = m_parameters.suppressedRadius / 2, .leastGain = kLeastAround};
        return choose(strokeCandidates(tracer, limits), m_maps.surroundings, rules);
    }

    /// Contours too faint or too short for the sets above, traced only where nothing is drawn yet.
    int addFaint(int count) {
        int added = 0;
        for (const FaintRound& round : kFaintRounds) {
            Plane left = m_importance.candidates;
            for (std::size_t i = 0; i < left.values.size(); ++i) {
                const float faint = std::max(left.values[i], m_maps.fineInterior.values[i]);
                left.values[i] = m_choice.unexplained().values[i] > 0.5F ? faint : 0;
            }
            CandidateLimits limits = m_parameters.fine;
            limits.shortest = std::max(6.0, 0.6 * limits.shortest);
            limits.seedThreshold = round.seedThreshold;
            limits.support = round.support;
            const ContourTracer tracer(left, m_maps.tangentX, m_maps.tangentY);
            ChoiceRules rules = fineRules(count - added);
            rules.leastGain = round.leastGain;
            added += choose(strokeCandidates(tracer, limits), left, rules);
        }
        return added;
    }

    int addShading(int count) { return saliency::addShading(m_choice, m_maps, m_parameters.fine, count); }

    /// The same picture from more strokes.
    int splitLong(int count) {
        int added = 0;
        while (added < count && m_choice.splitLongest(kShortestHalf))
            ++added;
        return added;
    }

    void addRandomWalks(int count) { saliency::addRandomWalks(m_choice, m_maps, count, m_options.seed); }

    /// The scribbles last: they are no lines to be joined.
    std::vector<CubicBezier> strokes(bool joined) const {
        std::vector<CubicBezier> strokes = m_choice.strokes();
        if (joined)
            joinEnds(strokes);
        strokes.insert(strokes.end(), m_scribbles.begin(), m_scribbles.end());
        return strokes;
    }
    /// An animal's eyes count as well.
    int spotCount() const {
        return m_parameters.spotCount > 0 && m_maps.muzzle ? std::max(m_parameters.eyeCount, m_parameters.spotCount)
                                                           : m_parameters.spotCount;
    }
    int coarseCount() const { return m_parameters.coarseCount; }

  private:
    double eyeDistance() const { return geometry::length(m_maps.muzzle->rightEye - m_maps.muzzle->leftEye); }

    /// Whatever a line could follow.
    Plane coarseAndFine() const {
        Plane edges = m_importance.candidates;
        for (std::size_t i = 0; i < edges.values.size(); ++i)
            edges.values[i] = std::max(edges.values[i], m_maps.fineInterior.values[i]);
        return edges;
    }

    /// The same, falling off with the distance. @param spread  standard deviation, px.
    Plane edgesAbout(Point centre, double spread) const {
        Plane edges = coarseAndFine();
        for (int y = 0; y < edges.height; ++y)
            for (int x = 0; x < edges.width; ++x) {
                const double away = geometry::length(Point{x + 0.5, y + 0.5} - centre) / spread;
                edges.at(x, y) *= static_cast<float>(std::exp(-0.5 * away * away));
            }
        return edges;
    }

    const std::vector<StrokeCandidate>& coarseCandidates() {
        if (m_coarse.empty()) {
            const ContourTracer tracer(m_importance.candidates, m_maps.tangentX, m_maps.tangentY);
            m_coarse = strokeCandidates(tracer, m_parameters.coarse);
        }
        return m_coarse;
    }

    ChoiceRules fineRules(int count) const {
        return {.count = count,
                .suppressedRadius = m_parameters.suppressedRadius / 2,
                .lengthPower = m_parameters.lengthPower};
    }

    int choose(const std::vector<StrokeCandidate>& candidates, const Plane& worth, ChoiceRules rules) {
        std::vector<float> factors;
        if (m_options.seed != 0) {
            base::RandomStream random(m_options.seed, base::RandomPurpose::strokeChoice, m_round);
            for (std::size_t c = 0; c < candidates.size(); ++c)
                factors.push_back(static_cast<float>(std::exp(kSeedSpread * random.normal())));
        }
        ++m_round;
        rules.factors = factors;
        return m_choice.choose(candidates, worth, rules);
    }

    /// Dashes along the strongest spots of the places wanted, except in lines that show them already.
    int addSpots(int most, const Plane& wanted, float leastStrength, float unexplained) {
        int added = 0;
        for (const FeatureSpot& spot : m_maps.spots) {
            if (added >= most)
                break;
            const Point p = spot.centre;
            if (spot.strength < leastStrength || sampled(wanted, p.x, p.y) < kSpotAttention ||
                !isFree(spot, unexplained))
                continue;
            const Point step = std::clamp(spot.sigma, kShortestSpot, kLongestSpot) * spot.axis;
            const CubicBezier dash = {{p - step, p - (1. / 3) * step, p + (1. / 3) * step, p + step}};
            m_choice.add({dash, pathAlong(dash)}, 0);
            m_spots.push_back(p);
            ++added;
        }
        return added;
    }

    bool isFree(const FeatureSpot& spot, float unexplained) const {
        const double reach = std::max(2., kSpotReach * spot.sigma);
        double free = 0;
        for (const Point step : {Point{0, 0}, Point{reach, 0}, Point{-reach, 0}, Point{0, reach}, Point{0, -reach}})
            if (sampled(m_choice.unexplained(), spot.centre.x + step.x, spot.centre.y + step.y) > unexplained)
                free += 0.2;
        return free > kFreeShare && std::none_of(m_spots.begin(), m_spots.end(), [&](Point other) {
                   return geometry::length(other - spot.centre) < kSpotDistance;
               });
    }

    const PhotoMaps& m_maps;
    const SeederOptions& m_options;
    SeedingParameters m_parameters;
    Importance m_importance;
    StrokeChoice m_choice;
    std::vector<StrokeCandidate> m_coarse;
    std::vector<Point> m_spots;
    std::vector<CubicBezier> m_scribbles;
    std::uint32_t m_round = 0;
};

void fill(Placement& placement, int count, bool allowFewer) {
    int left = count - placement.addEyes(count);
    left -= placement.addPatches(left);
    left -= placement.addMuzzle(left);
    left -= placement.addEars(left);
    left -= placement.addHead(left);
    const int kept = std::min(left, placement.spotCount());
    left -= placement.addFine(left - kept);
    left -= placement.addSpots(kept);
    left -= placement.addFine(left);
    placement.grow();
    if (allowFewer)
        return;
    left -= placement.addSurroundings(left);
    left -= placement.addFaint(left);
    left -= placement.addShading(left);
    left -= placement.splitLong(left);
    placement.addRandomWalks(left);
}

} // namespace

void SeederOptions::validate() const {
    if (strokeCount < 1 || strokeCount > kMostStrokes)
        throw InvalidArgument("SeederOptions::strokeCount must lie in 1..128");
}

StrokeSeeder::StrokeSeeder(PhotoMaps maps)
    : m_maps(withMuzzle(std::move(maps))), m_importance(importance(m_maps, seedingParameters(16).broadShare)) {}

std::vector<CubicBezier> StrokeSeeder::place(const SeederOptions& options) const {
    options.validate();
    Placement placement(m_maps, options, options.strokeCount);
    const int coarse = placement.addCoarse(placement.coarseCount());
    placement.grow();
    fill(placement, options.strokeCount - coarse, options.allowFewer);
    return placement.strokes(true);
}

std::vector<CubicBezier> StrokeSeeder::placeMore(std::span<const CubicBezier> present, int count,
                                                 const SeederOptions& options) const {
    if (count < 0 || count > kMostStrokes)
        throw InvalidArgument("StrokeSeeder::placeMore: count must lie in 0..128");
    Placement placement(m_maps, options, std::max(1, static_cast<int>(present.size()) + count));
    placement.explain(present);
    fill(placement, count, options.allowFewer);
    return placement.strokes(false);
}

} // namespace croquis::saliency
