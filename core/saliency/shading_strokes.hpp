// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "saliency/photo_maps.hpp"
#include "saliency/stroke_choice.hpp"

#include <cstdint>

namespace croquis::saliency {

/// For a photo with fewer contours than strokes: adds up to `count` strokes along the tangent field inside the subject,
/// each where most room is left (after Jobard and Lefer, "Creating evenly-spaced streamlines of arbitrary density",
/// 1997), dark places before bright ones.
/// @return how many found room.
int addShading(StrokeChoice& choice, const PhotoMaps& maps, const CandidateLimits& limits, int count);

/// The last resort: adds `count` short random walks (method.md 1.7) from random points of the subject, or of the canvas
/// when there is no subject.
void addRandomWalks(StrokeChoice& choice, const PhotoMaps& maps, int count, std::uint64_t seed);

} // namespace croquis::saliency
