// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/stroke_placement.hpp"

#include "base/random_stream.hpp"
#include "saliency/contour_growth.hpp"
#include "saliency/narrow_tips.hpp"
#include "saliency/shading_strokes.hpp"
#include "saliency/stroke_joints.hpp"

#include <algorithm>
#include <cmath>

namespace croquis::saliency {

using geometry::CubicBezier;
using geometry::Point;
using image::Plane;

namespace {

constexpr double kSeedSpread = 0.3;
constexpr double kShortestHalf = 3;
constexpr int kMostSamples = 1024;
constexpr double kGrownTolerance = 1.4; // of the coarse strokes'
constexpr double kShortestAround = 20;  // px
constexpr float kLeastAround = 6;       // gain

} // namespace

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

StrokePlacement::StrokePlacement(const PhotoMaps& maps, const SeederOptions& options, int strokeCount)
    : m_maps(maps), m_options(options), m_parameters(seedingParameters(strokeCount)),
      m_importance(importance(maps, m_parameters.broadShare, m_parameters.muzzleCount > 0)),
      m_choice(maps.tangentX, maps.tangentY) {}

void StrokePlacement::explain(std::span<const CubicBezier> strokes) {
    for (const CubicBezier& stroke : strokes)
        m_choice.explain(pathAlong(stroke), m_parameters.suppressedRadius);
}

int StrokePlacement::addCoarse(int count) {
    return choose(coarseCandidates(), m_importance.first,
                  {.count = count, .suppressedRadius = m_parameters.suppressedRadius});
}

void StrokePlacement::grow() {
    const Plane edges = coarseAndFine();
    const ContourTracer tracer(edges, m_maps.tangentX, m_maps.tangentY);
    growUntilMet(m_choice, tracer, {.tolerance = kGrownTolerance * m_parameters.coarse.tolerance});
}

int StrokePlacement::addFine(int count) {
    Plane worth = m_importance.full;
    for (std::size_t i = 0; i < worth.values.size(); ++i)
        worth.values[i] *= 0.35F + 0.65F * m_importance.interiorShare.values[i];
    const ContourTracer tracer(m_importance.fineCandidates, m_maps.tangentX, m_maps.tangentY);
    std::vector<StrokeCandidate> candidates = strokeCandidates(tracer, m_parameters.fine);
    const auto& coarse = coarseCandidates();
    candidates.insert(candidates.end(), coarse.begin(), coarse.end());
    return choose(candidates, worth, fineRules(count));
}

int StrokePlacement::addSurroundings(int count) {
    if (m_maps.surroundings.empty())
        return 0;
    const ContourTracer tracer(m_maps.surroundings, m_maps.surroundingTangentX, m_maps.surroundingTangentY);
    CandidateLimits limits = m_parameters.coarse;
    limits.shortest = kShortestAround;
    const ChoiceRules rules{
        .count = count, .suppressedRadius = m_parameters.suppressedRadius / 2, .leastGain = kLeastAround};
    return choose(strokeCandidates(tracer, limits), m_maps.surroundings, rules);
}

int StrokePlacement::addFaint(int count) {
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

int StrokePlacement::addShading(int count) {
    return saliency::addShading(m_choice, m_maps, m_parameters.fine, count);
}

int StrokePlacement::splitLong(int count) {
    int added = 0;
    while (added < count && m_choice.splitLongest(kShortestHalf))
        ++added;
    return added;
}

void StrokePlacement::addRandomWalks(int count) {
    saliency::addRandomWalks(m_choice, m_maps, count, m_options.seed);
}

void StrokePlacement::addFilling(const CubicBezier& stroke) {
    m_choice.explain(pathAlong(stroke), 0);
    m_fillings.push_back(stroke);
}

std::vector<CubicBezier> StrokePlacement::strokes(bool joined) const {
    std::vector<CubicBezier> strokes = m_choice.strokes();
    if (joined) {
        joinEnds(strokes);
        roundTips(strokes, coarseAndFine());
    }
    strokes.insert(strokes.end(), m_fillings.begin(), m_fillings.end());
    return strokes;
}

Plane StrokePlacement::coarseAndFine() const {
    Plane edges = m_importance.candidates;
    for (std::size_t i = 0; i < edges.values.size(); ++i)
        edges.values[i] = std::max(edges.values[i], m_maps.fineInterior.values[i]);
    return edges;
}

ChoiceRules StrokePlacement::fineRules(int count) const {
    return {
        .count = count, .suppressedRadius = m_parameters.suppressedRadius / 2, .lengthPower = m_parameters.lengthPower};
}

int StrokePlacement::choose(const std::vector<StrokeCandidate>& candidates, const Plane& worth, ChoiceRules rules) {
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

const std::vector<StrokeCandidate>& StrokePlacement::coarseCandidates() {
    if (m_coarse.empty()) {
        const ContourTracer tracer(m_importance.candidates, m_maps.tangentX, m_maps.tangentY);
        m_coarse = strokeCandidates(tracer, m_parameters.coarse);
    }
    return m_coarse;
}

} // namespace croquis::saliency
