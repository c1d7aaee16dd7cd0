// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/affine.hpp"
#include "image/face_finder.hpp"
#include "image/plane.hpp"

#include <span>

namespace croquis::saliency {

struct FacePrior {
    image::Plane features; ///< [224, 224] 0..1; empty when there are no faces
    double width = 0;      ///< of the largest face, canvas pixels
};

/// Where the features of faces are expected (models.md, recipe step 2): Gaussians at eyes and mouth (height 1) and nose
/// (0.6), placed and scaled by each face's box.
/// @param faces            photo pixels, largest first.
/// @param canvasFromPhoto  the map of CanvasTarget.
FacePrior facePrior(std::span<const image::Face> faces, const geometry::Affine& canvasFromPhoto);

} // namespace croquis::saliency
