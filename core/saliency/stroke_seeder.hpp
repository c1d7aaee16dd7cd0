// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"
#include "image/canvas_target.hpp"
#include "image/plane.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace croquis::saliency {

/// Everything the recipe knows about where ink belongs; all [224, 224]. Built once a photo; see models.md, recipe step 2.
struct PhotoMaps {
    image::Plane silhouette;   ///< Esil, 0..1
    image::Plane interior;     ///< Eint (E2), 0..1
    image::Plane fineInterior; ///< E1, 0..1
    image::Plane darkSpots;    ///< D, 0..1
    image::Plane occlusion;    ///< O, 0..1: how much the network notices when the place is blurred
    image::Plane tangentX;     ///< unit tangent field
    image::Plane tangentY;
};

/// The maps that need no network; `occlusion` is left empty.
PhotoMaps photoMaps(const image::CanvasTarget& target);

/// What the strokes should explain.
struct Importance {
    image::Plane candidates;     ///< E: where contours are traced
    image::Plane fineCandidates; ///< Ef
    image::Plane first;          ///< I1
    image::Plane full;           ///< I, 0..3
    image::Plane interiorShare;  ///< Iint / I, 0..1
};
Importance importance(const PhotoMaps& maps);

struct SeederOptions {
    int strokeCount = 16;    ///< 1..128
    std::uint64_t seed = 0;  ///< 0: the greedy choice as it is; others perturb the candidates' scores a little
    bool allowFewer = false; ///< stop where the best remaining gain is near zero instead of filling up

    void validate() const;
};

/// Places strokes along the photo's contours: traced candidates, greedy choice (models.md, recipe step 3).
class StrokeSeeder {
  public:
    explicit StrokeSeeder(PhotoMaps maps);

    /// @return strokes in canvas pixels, most important first; exactly strokeCount of them unless allowFewer.
    std::vector<geometry::CubicBezier> place(const SeederOptions& options) const;

    /// `count` further strokes where the given ones explain the photo least.
    std::vector<geometry::CubicBezier> placeMore(std::span<const geometry::CubicBezier> present, int count, const SeederOptions& options) const;

    const PhotoMaps& maps() const { return m_maps; }
    const Importance& importanceMaps() const { return m_importance; }

  private:
    PhotoMaps m_maps;
    Importance m_importance;
};

} // namespace croquis::saliency
