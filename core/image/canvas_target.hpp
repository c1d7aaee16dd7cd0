// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/affine.hpp"
#include "geometry/placement.hpp"
#include "image/photo.hpp"
#include "image/subject_mask.hpp"

namespace croquis::image {

using geometry::kCanvasSide;

/// The photo, placed on the optimiser's square canvas; the whole subject (or the whole photo) is on it, aspect ratio
/// kept.
struct CanvasTarget {
    Raster<float> crop; ///< [224, 224, 3] sRGB 0..1; white outside the photo
    Plane outline;      ///< [224, 224] 0..1, box-filtered mask; 1 everywhere inside the photo when no mask is used
    Plane subject;   ///< [224, 224] 0..1, what is drawn: the mask, with its surroundings where it alone says too little
    Plane photoArea; ///< [224, 224] 0..1, the share of the pixel that lies inside the photo
    Raster<float> network; ///< [224, 224, 3] what the network sees: crop on white through the subject softened by a
                           ///< Gaussian of 0.7 px
    geometry::Affine canvasFromPhoto; ///< canvas pixels from photo pixels (of Photo::rgb)
    bool masked = false;
};

/// With a mask: a square centred on its box, side = 1.16 x the longer side (8 % margin each side). Without: the whole
/// photo, side = longer side + 20 px of a 224-px canvas' worth (method.md 1.1: 10 px margin). Corner and side are
/// rounded to whole photo pixels (halves to even). Bicubic (area-adaptive, a = -0.5) to 224. Any size of photo will do,
/// 1 x 1 included.
/// That is Placement::fit. The other two are CLIPasso's: the photo, white outside the mask where there is one, and
/// 8-bit again after resizing; a photo of 224 x 224 is stretched to itself without a change.
/// @param mask  of the photo's size. Null, or nothing inside it: the whole photo is the subject.
/// @throws InvalidArgument when the photo is empty or the mask has another size.
CanvasTarget placeOnCanvas(const Photo& photo, const SubjectMask* mask,
                           geometry::Placement placement = geometry::Placement::fit);

} // namespace croquis::image
