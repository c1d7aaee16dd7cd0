// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "saliency/photo_maps.hpp"
#include "saliency/stroke_choice.hpp"

#include <cstdint>

namespace croquis::saliency {

/// For a photo with fewer contours than strokes: adds `count` strokes along the tangent field inside the subject, each
/// where most room is left (after Jobard and Lefer, "Creating evenly-spaced streamlines of arbitrary density", 1997),
/// dark places before bright ones. What finds no room is drawn over others at random places of the subject; where there
/// is no subject, as short random walks (method.md 1.7).
/// @param seed  of those random places.
void addShading(StrokeChoice& choice, const PhotoMaps& maps, const CandidateLimits& limits, int count,
                std::uint64_t seed);

} // namespace croquis::saliency
