// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "saliency/photo_maps.hpp"
#include "saliency/stroke_candidates.hpp"

#include <optional>
#include <vector>

namespace croquis::saliency {

/// The line round an animal's face. Fur lies on fur there, so tracers lose it; but that it closes round eyes and nose
/// makes up for how faint it is.
struct HeadOutline {
    std::vector<geometry::Point> points; ///< canvas pixels, about 1 px apart; the last is followed by the first
    std::vector<float> support;          ///< 0..1 for each: how much of an edge the photo has there

    /// The longest piece, up to `longest` px, that the photo supports, no stroke explains and one cubic follows within
    /// 2.5 px; nothing when all are shorter than 16 px.
    /// @param unexplained  StrokeChoice::unexplained().
    std::optional<StrokeCandidate> longestMissing(const image::Plane& unexplained, double longest) const;
};

/// Of ellipses about the face, 1.5 to 3.4 eye distances wide, the one round which a closed line that keeps within a
/// fifth of it (found by dynamic programming over the angle) runs along the most of the silhouette and of broad edges.
/// The borders of eyes, masks and noses don't count: they are the stronger ones.
/// @param maps  with a muzzle.
/// Cost: 3 ms on one core. Any thread.
HeadOutline headOutline(const PhotoMaps& maps);

} // namespace croquis::saliency
