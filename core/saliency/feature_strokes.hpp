// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "saliency/stroke_placement.hpp"

#include <vector>

namespace croquis::saliency {

/// The small things by which a sketch is known: eyes, noses, ears, dark patches. They are few pixels, which a choice by
/// contours alone would leave out. Each add...() returns how many strokes it found, as many as asked at most.
class FeatureStrokes {
  public:
    /// Adds to the placement, which is kept by reference.
    explicit FeatureStrokes(StrokePlacement& placement) : m_placement(placement) {}

    /// The eyes of a face too small for its features to be traced.
    int addEyes(int most);
    /// Pupils, nostrils, a nose: small things that make an animal of contours.
    int addSpots(int most);
    /// What fills dark patches that the network notices, and in fellows of theirs that it notices a little less
    /// (Canny's hysteresis: eyes come in pairs). In a person's face they would be shadows of eyes and glasses.
    int addPatches(int most);
    /// An animal's nose and mouth: short lines close together, which elsewhere would be crowded out.
    int addMuzzle(int most);
    /// An animal's ears, a line each: they tell one animal from another, but are fur on fur.
    int addEars(int most);
    /// What the outline of an animal's head lacks: what its other side shows, else what can be traced.
    int addHead(int most);
    /// An animal's eyes count as well.
    int spotCount() const;

  private:
    double eyeDistance() const;
    /// Whatever a line could follow, falling off with the distance. @param spread  standard deviation, px.
    image::Plane edgesAbout(geometry::Point centre, double spread) const;
    /// Dashes along the strongest spots of the places wanted, except in lines that show them already.
    int addSpots(int most, const image::Plane& wanted, float leastStrength, float unexplained);
    bool isFree(const FeatureSpot& spot, float unexplained) const;

    StrokePlacement& m_placement;
    std::vector<geometry::Point> m_spots; ///< where dashes are
};

} // namespace croquis::saliency
