// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "saliency/importance.hpp"
#include "saliency/photo_maps.hpp"
#include "saliency/stroke_source.hpp"

namespace croquis::saliency {

/// Places strokes along the photo's contours: traced candidates, greedy choice (models.md, recipe step 3).
class StrokeSeeder : public StrokeSource {
  public:
    /// @param maps  photoMaps(), with the occlusion map where there is one.
    explicit StrokeSeeder(PhotoMaps maps);

    /// The same maps and options give the same strokes, whatever the number of threads.
    /// @return strokes in canvas pixels, most important first; exactly strokeCount of them unless allowFewer.
    /// @throws InvalidArgument as SeederOptions::validate().
    /// Cost: 20-100 ms on one core. Any thread; several may call at once.
    std::vector<geometry::CubicBezier> place(const SeederOptions& options) const override;

    /// `count` further strokes where the given ones explain the photo least; fewer only with allowFewer.
    /// @param options  strokeCount is not read: the sketch is one of present.size() + count strokes.
    /// @throws InvalidArgument when count is not in 0..128.
    std::vector<geometry::CubicBezier> placeMore(std::span<const geometry::CubicBezier> present, int count,
                                                 const SeederOptions& options) const override;

    image::Plane edges() const override { return m_importance.full; }

    const PhotoMaps& maps() const { return m_maps; }
    /// What a sketch of 16 strokes is chosen by.
    const Importance& importanceMaps() const { return m_importance; }

  private:
    PhotoMaps m_maps;
    Importance m_importance;
};

} // namespace croquis::saliency
