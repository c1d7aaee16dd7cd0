// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "saliency/photo_maps.hpp"
#include "saliency/stroke_choice.hpp"

#include <optional>

namespace croquis::saliency {

/// A head is as broad on one side as on the other: of the strokes along that side of an animal's head which stands
/// against the background, the longest line whose mirror image lies on the subject and on no stroke yet, mirrored. On
/// the other side, fur on fur, there is no edge to trace.
/// Nothing where the nose isn't midway between the eyes (within 0.15 of their distance: a head not seen from the
/// front), or when no line has 20 px that one cubic follows within 5 px.
/// @param maps     with a muzzle.
/// @param longest  px.
std::optional<StrokeCandidate> mirroredOutline(const PhotoMaps& maps, const StrokeChoice& choice, double longest);

} // namespace croquis::saliency
