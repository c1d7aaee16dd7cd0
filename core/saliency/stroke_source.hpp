// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"
#include "geometry/sketch.hpp"
#include "image/plane.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace croquis::saliency {

using geometry::kMostStrokes;

struct SeederOptions {
    int strokeCount = 16; ///< 1..128
    std::uint64_t seed =
        0; ///< 0: the greedy choice as it is; others perturb the candidates' scores: another, about as good sketch
    bool allowFewer = false; ///< stop where no contour worth a stroke is left instead of filling up: what stands
                             ///< round a bare subject, fainter ones, shading, long strokes halved

    /// @throws InvalidArgument naming the field that is out of range.
    void validate() const;
};

/// Where a sketch's strokes begin. Any thread; several may call at once. The same options give the same strokes.
class StrokeSource {
  public:
    virtual ~StrokeSource() = default;

    /// @return strokes in canvas pixels; exactly strokeCount of them unless allowFewer.
    /// @throws InvalidArgument as SeederOptions::validate().
    virtual std::vector<geometry::CubicBezier> place(const SeederOptions& options) const = 0;

    /// `count` further strokes beside the given ones; fewer only with allowFewer.
    /// @param options  strokeCount is not read: the sketch is one of present.size() + count strokes.
    /// @throws InvalidArgument when count is not in 0..128.
    virtual std::vector<geometry::CubicBezier> placeMore(std::span<const geometry::CubicBezier> present, int count,
                                                         const SeederOptions& options) const = 0;

    /// Where ink belongs, [224, 224], 0 and more; empty from a source that knows of no edges.
    virtual image::Plane edges() const { return {}; }
};

} // namespace croquis::saliency
