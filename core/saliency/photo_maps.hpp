// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/canvas_target.hpp"
#include "image/plane.hpp"
#include "saliency/dark_patches.hpp"
#include "saliency/face_prior.hpp"
#include "saliency/feature_spots.hpp"
#include "saliency/muzzle.hpp"

#include <optional>
#include <vector>

namespace croquis::saliency {

/// Everything the recipe knows about where ink belongs; all [224, 224]. Built once a photo; models.md, recipe step 2,
/// has the formulas.
struct PhotoMaps {
    image::Plane subject;       ///< the mask, 0..1
    image::Plane silhouette;    ///< Esil, 0..1: the mask's outline, stronger where the photo has an edge there too
    image::Plane interior;      ///< E2, 0..1: edges inside the subject that show at two scales
    image::Plane fineInterior;  ///< E1, 0..1: the same at the fine scale alone
    image::Plane broadInterior; ///< edges inside the subject at 3 px: shapes rather than texture
    image::Plane softEdges;     ///< Sobel magnitude at 3 px, not normalised; 0 near the photo's border
    image::Plane darkSpots;     ///< D, 0..1: small places darker than what surrounds them (eyes, nostrils, wheels)
    image::Plane shade;         ///< 0 at the subject's brightest place, 1 at its darkest
    image::Plane occlusion; ///< O, 0..1: how much the network notices when the place is blurred (occlusionSaliency());
                            ///< may be empty
    FacePrior faces;        ///< Fp: where a face's features are expected; empty without a face
    std::optional<Muzzle> muzzle; ///< an animal's face, where the network notices one (findMuzzle())
    image::Plane tangentX;        ///< unit tangent of the strongest structure, x and y; the sign has no meaning
    image::Plane tangentY;
    image::Plane broadTangentX; ///< the same of the structure at 3 px
    image::Plane broadTangentY;
    std::vector<FeatureSpot> spots; ///< small round dark places, strongest first
    std::vector<DarkPatch> patches; ///< larger ones, strongest first
    image::Plane surroundings;      ///< edges of what stands round a subject that says too little by itself; else empty
    image::Plane surroundingTangentX; ///< unit tangent there
    image::Plane surroundingTangentY;
};

/// The maps that need no network; `occlusion` is left empty.
/// @throws InvalidArgument when a plane of the target is not of the canvas' size.
/// Cost: about 30 ms on one core. Any thread.
PhotoMaps photoMaps(const image::CanvasTarget& target);

} // namespace croquis::saliency
