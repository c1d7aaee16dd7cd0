// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/plane.hpp"
#include "saliency/dark_patches.hpp"
#include "saliency/feature_spots.hpp"

#include <optional>
#include <span>

namespace croquis::saliency {

/// An animal's face by three dark places: two eyes, and a nose below and between them.
struct Muzzle {
    geometry::Point leftEye, rightEye, nose; ///< canvas pixels
    image::Plane features; ///< [224, 224] 0..1: 1 at the nose, a little less at the mouth below it; Gaussians
    image::Plane head;     ///< [224, 224] 0..1: 1 in the middle of the face, falling off over the head
};

/// The most noticed three of the dark places that lie like eyes and a nose: the line through the eyes within 40 degrees
/// of level, the nose 0.45 to 1.4 eye distances below their middle and no farther than 0.35 beside it, all three
/// noticed. Nothing where no three do.
/// @param attention  [224, 224] 0..1, what the network notices.
/// Cost: below 1 ms. Any thread.
std::optional<Muzzle> findMuzzle(std::span<const FeatureSpot> spots, std::span<const DarkPatch> patches,
                                 const image::Plane& attention);

} // namespace croquis::saliency
