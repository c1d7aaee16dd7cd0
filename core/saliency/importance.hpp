// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "saliency/photo_maps.hpp"

namespace croquis::saliency {

/// Which places the eye goes to, [224, 224] 0..1: what the network notices, and before all else a face's features.
/// Without an occlusion map every place counts as half noticed.
image::Plane attention(const PhotoMaps& maps);

/// What the strokes should explain; all [224, 224].
struct Importance {
    image::Plane candidates;     ///< E, 0..1: where contours are traced
    image::Plane fineCandidates; ///< Ef, 0..1: where short ones are traced besides
    image::Plane first;          ///< I1, 0..1: what the first strokes are chosen by
    image::Plane full;           ///< I, 0..3: what the sketch as a whole should show
    image::Plane interiorShare;  ///< Iint / I, 0..1
};

/// Weighs the maps against each other (models.md, recipe step 2). Without an occlusion map every place counts as half
/// noticed.
/// @param broadShare  0..1: how far shapes' edges (PhotoMaps::broadInterior) stand in for fine ones; few strokes can't
/// show texture.
/// @param withMuzzle  whether an animal's nose and mouth count more (PhotoMaps::muzzle).
Importance importance(const PhotoMaps& maps, float broadShare, bool withMuzzle = true);

} // namespace croquis::saliency
