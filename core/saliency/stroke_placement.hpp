// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "saliency/importance.hpp"
#include "saliency/photo_maps.hpp"
#include "saliency/seeding_parameters.hpp"
#include "saliency/stroke_choice.hpp"
#include "saliency/stroke_source.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace croquis::saliency {

/// Thresholds of the search for contours too faint for the recipe's own sets, from the less to the more faint.
struct FaintRound {
    float seedThreshold, support, leastGain;
};
inline constexpr std::array<FaintRound, 2> kFaintRounds = {{{0.15F, 0.1F, 3}, {0.08F, 0.05F, 3}}};

/// One sketch in the making: its strokes along the photo's contours, set after set (models.md, recipe step 3). Each
/// add...() returns how many it found.
class StrokePlacement {
  public:
    /// Keeps references to both.
    StrokePlacement(const PhotoMaps& maps, const SeederOptions& options, int strokeCount);

    /// Strokes that are there already.
    void explain(std::span<const geometry::CubicBezier> strokes);
    /// The subject's large contours.
    int addCoarse(int count);
    /// Closes outlines as far as their contours go.
    void grow();
    /// What the large ones leave unsaid, above all inside.
    int addFine(int count);
    /// What stands round a subject that says too little by itself, by its large contours.
    int addSurroundings(int count);
    /// Contours too faint or too short for the sets above, traced only where nothing is drawn yet.
    int addFaint(int count);
    int addShading(int count);
    /// The same picture from more strokes.
    int splitLong(int count);
    void addRandomWalks(int count);
    /// A stroke of what fills a dark place, which is no line.
    void addFilling(const geometry::CubicBezier& stroke);
    /// What fills dark places last: those are no lines to be joined.
    std::vector<geometry::CubicBezier> strokes(bool joined) const;

    /// Whatever a line could follow.
    image::Plane coarseAndFine() const;
    /// Of strokes about an inner thing.
    ChoiceRules fineRules(int count) const;
    /// StrokeChoice::choose(), with the seed's dice.
    int choose(const std::vector<StrokeCandidate>& candidates, const image::Plane& worth, ChoiceRules rules);

    const PhotoMaps& maps() const { return m_maps; }
    const SeedingParameters& parameters() const { return m_parameters; }
    StrokeChoice& choice() { return m_choice; }
    const StrokeChoice& choice() const { return m_choice; }

  private:
    const std::vector<StrokeCandidate>& coarseCandidates();

    const PhotoMaps& m_maps;
    const SeederOptions& m_options;
    SeedingParameters m_parameters;
    Importance m_importance;
    StrokeChoice m_choice;
    std::vector<StrokeCandidate> m_coarse;
    std::vector<geometry::CubicBezier> m_fillings;
    std::uint32_t m_round = 0;
};

/// Some 1 px apart, whatever the stroke is.
std::vector<geometry::Point> pathAlong(const geometry::CubicBezier& curve);

} // namespace croquis::saliency
