// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/stroke_field.hpp"
#include "raster/stroke_coverage.hpp"

namespace croquis::cuda {

/// A pixel that one straight outline can't describe is painted as kSplit x kSplit square cells (SketchPainter).
inline constexpr int kSplit = 2;
inline constexpr int kCells = kSplit * kSplit;

/// What one stroke does to one pixel.
template <class Real>
struct Crossing {
    enum Kind : int {
        outside, ///< nothing
        inside,  ///< it lies wholly under the stroke
        blunt,   ///< within reach of the outline, which doesn't cross it
        plain,   ///< crossed by a nearly straight outline
        sharp    ///< beside a round end, or where the outline turns sharply
    };
    Kind kind;
    Real foot;  ///< t of the curve's nearest point, from blunt on
    Real paper; ///< what the stroke leaves white, from blunt on

    CROQUIS_HD bool crosses() const { return kind == plain || kind == sharp; }
};

/// The pixel with its centre at (x, y). @param stroke  of all S * N. @param range  of the pixel's tile.
template <bool Wide, class Real>
CROQUIS_HD Crossing<Real> crossingAt(const StrokeField<Real>& field, int stroke, const StrokeHeader<Real>& header,
                                     ChordRange range, Real x, Real y) {
    using Kind = typename Crossing<Real>::Kind;
    const Real outer = field.radius + raster::kOutlineReach<Real>;
    const Real inner = raster::larger(field.radius - raster::kOutlineReach<Real>, Real(0));
    Real nearest2 = Real(1e30);
    Real place = 0;
    for (int i = firstChord(range); i <= lastChord(range); ++i) {
        const auto on = raster::footOn(field.chords[std::int64_t(stroke) * raster::kMaximumSegments + i], x, y);
        const bool nearer = on.distance2 < nearest2;
        place = nearer ? Real(i) + on.along : place;
        nearest2 = nearer ? on.distance2 : nearest2;
    }
    if (nearest2 < inner * inner)
        return {Kind::inside, Real(0), Real(0)};
    if (!(nearest2 < outer * outer))
        return {Kind::outside, Real(0), Real(1)};
    const Real step = Real(1) / Real(header.chords);
    const Real t = raster::nearerFoot(header.curve, x, y, place * step, step);
    const raster::Foot<Real> f = raster::footAt(header.curve, x, y, t);
    const raster::Coverage<Real> coverage = raster::coverageOf<Wide>(f, field.radius, Real(1));
    const Kind kind = coverage.byDistance == 0 ? Kind::blunt : raster::isSharp(f, t) ? Kind::sharp : Kind::plain;
    return {kind, t, 1 - coverage.value};
}

/// One cell of a split pixel against one stroke.
template <class Real>
struct CellCrossing {
    Real x, y; ///< the cell's centre
    Real foot;
    Real paper;
};

/// @param foot  of the whole pixel.
template <bool Wide, class Real>
CROQUIS_HD CellCrossing<Real> cellCrossing(const StrokeField<Real>& field, const StrokeHeader<Real>& header, Real x,
                                           Real y, int cell, Real foot) {
    const Real cx = x + (Real(cell % kSplit) + Real(0.5)) / kSplit - Real(0.5);
    const Real cy = y + (Real(cell / kSplit) + Real(0.5)) / kSplit - Real(0.5);
    const Real t = raster::nearerFoot(header.curve, cx, cy, foot, Real(1));
    const auto coverage = raster::coverageOf<Wide>(raster::footAt(header.curve, cx, cy, t), field.radius, Real(kSplit));
    return {cx, cy, t, 1 - coverage.value};
}

} // namespace croquis::cuda
