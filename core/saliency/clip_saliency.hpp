// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/plane.hpp"

namespace croquis::perceptual {
class PerceptualEncoder;
}

namespace croquis::saliency {

/// CLIPasso's saliency (method.md 1.4): how much the class token of CLIP's vision transformer looks at each place, the
/// plain mean over all heads and blocks, bicubic (a = -0.75) to the canvas, stretched to 0..1. All 0 where it looks
/// everywhere alike.
/// @param picture  [224, 224, 3] sRGB 0..1, what the network shall see.
/// @return         [224, 224]
/// @throws InvalidArgument from an encoder without attention maps.
/// Cost: one forward pass.
image::Plane attentionSaliency(const image::Raster<float>& picture, const perceptual::PerceptualEncoder& encoder);

/// Grad-CAM (Selvaraju et al., "Grad-CAM: visual explanations from deep networks via gradient-based localization", ICCV
/// 2017) of CLIP's ResNets: the last stage's channels, weighed by the spatial mean of a score's gradient in them,
/// summed, cut below 0, bicubic (a = -0.75) to the canvas, stretched to 0..1. CLIPasso's alternative scores the
/// picture's likeness to a text; without a text encoder the score is its likeness to itself, the product of its
/// embedding with that same embedding held fixed: what made the network say what it says. (The cosine won't do: it is
/// at its highest there and has no gradient.)
/// @param picture, @return, cost  as attentionSaliency(), and the attention pool's way back.
/// @throws InvalidArgument from an encoder whose embedding doesn't come from its last stage's pixels.
image::Plane gradCamSaliency(const image::Raster<float>& picture, const perceptual::PerceptualEncoder& encoder);

} // namespace croquis::saliency
