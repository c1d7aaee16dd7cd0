// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "raster/block_kernels.hpp"
#include "raster/stroke_slope.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

/// The bodies of BlockKernels, always inlined into a copy for each instruction set. Written as plain loops over sixteen
/// lanes that the compiler turns into vector instructions; only block_kernels.cpp includes this.
namespace croquis::raster {

/// The distance from sixteen pixel centres to the stroke's polyline, and where along it.
template <class Real>
CROQUIS_HD void nearestOnSegments(const Segments<Real>& segments, const NearBlock& block, const Lanes<Real>& px,
                                  const Lanes<Real>& py, Lanes<Real>& nearest2, Lanes<Real>& foot) {
    Lanes<Real> best;
    Lanes<Real> place;
    best.fill(Real(1e30));
    place.fill(0);
    for (int s = block.first; s <= block.last; ++s) {
        const Chord<Real> chord = segments[s];
        for (int i = 0; i < kLanes; ++i) {
            const ChordFoot<Real> on = footOn(chord, px[i], py[i]);
            const bool nearer = on.distance2 < best[i];
            place[i] = nearer ? Real(s) + on.along : place[i];
            best[i] = nearer ? on.distance2 : best[i];
        }
    }
    for (int i = 0; i < kLanes; ++i) {
        nearest2[i] = best[i];
        foot[i] = place[i] * segments.step;
    }
}

template <class Real>
CROQUIS_HD void blacken(Canvas<Real> canvas, const NearBlock& block, unsigned inside) {
    for (; inside != 0; inside &= inside - 1) {
        const int i = std::countr_zero(inside);
        canvas
            .picture[static_cast<std::ptrdiff_t>(block.y + i / kBlockSide) * canvas.width + block.x + i % kBlockSide] =
            0;
    }
}

template <class Real>
CROQUIS_HD std::size_t traceBlocks(const StrokeShape<Real>& stroke, const Segments<Real>& segments,
                                   std::span<const NearBlock> blocks, Canvas<Real> canvas,
                                   std::span<OutlineBatch<Real>> batches) {
    const Real outer = stroke.radius + kOutlineReach<Real>;
    const Real inner = larger(stroke.radius - kOutlineReach<Real>, Real(0));
    const Real outer2 = outer * outer;
    const Real inner2 = inner * inner;
    std::size_t count = 0;
    for (const NearBlock& block : blocks) {
        Lanes<Real> px, py, nearest2, foot;
        for (int i = 0; i < kLanes; ++i) {
            px[i] = Real(block.x) + Real(i % kBlockSide) + Real(0.5);
            py[i] = Real(block.y) + Real(i / kBlockSide) + Real(0.5);
        }
        nearestOnSegments(segments, block, px, py, nearest2, foot);
        const Real right = Real(canvas.width);
        const Real bottom = Real(canvas.height);
        unsigned inside = 0;
        unsigned crossed = 0;
        for (int i = 0; i < kLanes; ++i) {
            const unsigned onCanvas = (px[i] < right ? 1U : 0U) & (py[i] < bottom ? 1U : 0U);
            const unsigned covered = onCanvas & (nearest2[i] < inner2 ? 1U : 0U);
            inside |= covered << i;
            crossed |= (onCanvas & ~covered & (nearest2[i] < outer2 ? 1U : 0U)) << i;
        }
        blacken(canvas, block, inside);
        for (; crossed != 0; crossed &= crossed - 1) {
            const int i = std::countr_zero(crossed);
            OutlineBatch<Real>& batch = batches[count / kLanes];
            const std::size_t lane = count % kLanes;
            batch.x[lane] = px[i];
            batch.y[lane] = py[i];
            batch.foot[lane] = foot[i];
            batch.place[lane] = (block.y + i / kBlockSide) * canvas.width + block.x + i % kBlockSide;
            ++count;
        }
    }
    for (std::size_t lane = count % kLanes; lane % kLanes != 0; ++lane) {
        OutlineBatch<Real>& last = batches[count / kLanes];
        last.x[lane] = last.y[lane] = last.foot[lane] = 0;
        last.place[lane] = 0;
    }
    return count;
}

template <bool Wide, class Real>
CROQUIS_HD void coverBatches(const StrokeShape<Real>& stroke, Real cellsPerPixel, Real longestStep,
                             std::span<OutlineBatch<Real>> batches) {
    const CubicTerms<Real> curve = stroke.curve;
    for (auto& batch : batches) {
        Lanes<Real> foot, paper;
        Lanes<std::int32_t> mark;
        for (int i = 0; i < kLanes; ++i) {
            const Real t = nearerFoot(curve, batch.x[i], batch.y[i], batch.foot[i], longestStep);
            const Foot<Real> f = footAt(curve, batch.x[i], batch.y[i], t);
            const Coverage<Real> c = coverageOf<Wide>(f, stroke.radius, cellsPerPixel);
            foot[i] = t;
            paper[i] = 1 - c.value;
            mark[i] = c.byDistance != 0 ? (isSharp(f, t) ? kSharp : kPlain) : kUncrossed;
        }
        batch.foot = foot;
        batch.paper = paper;
        batch.mark = mark;
    }
}

/// Adds one stroke's batches to the sixteen partial sums of its eight numbers.
template <bool Wide, class Real>
CROQUIS_HD void addSlopes(const StrokeShape<Real>& stroke, Real cellsPerPixel,
                          std::span<const OutlineBatch<Real>> batches, const Real* pictureGradient,
                          std::array<Lanes<Real>, 8>& sums) {
    const CubicTerms<Real> curve = stroke.curve;
    for (const auto& batch : batches) {
        Lanes<Real> wanted;
        for (int i = 0; i < kLanes; ++i)
            wanted[i] = pictureGradient[batch.place[i]];
        for (int i = 0; i < kLanes; ++i) {
            const ControlSlopes<Real> slopes = controlSlopes<Wide>(
                curve, stroke.radius, cellsPerPixel, batch.x[i], batch.y[i], batch.foot[i], batch.paper[i] * wanted[i]);
            for (int k = 0; k < 8; ++k)
                sums[k][i] -= slopes.number[k];
        }
    }
}

template <bool Wide, class Real>
CROQUIS_HD void differentiate(const StrokeShape<Real>& stroke, std::span<const OutlineBatch<Real>> pixels,
                              std::span<const OutlineBatch<Real>> cells, const Real* pictureGradient,
                              Real* controlPointGradient) {
    std::array<Lanes<Real>, 8> sums{};
    addSlopes<Wide>(stroke, Real(1), pixels, pictureGradient, sums);
    addSlopes<Wide>(stroke, Real(kSplit), cells, pictureGradient, sums);
    for (int k = 0; k < 8; ++k) {
        for (int half = kLanes / 2; half > 0; half /= 2)
            for (int i = 0; i < half; ++i)
                sums[k][i] += sums[k][i + half];
        controlPointGradient[k] = sums[k][0];
    }
}

} // namespace croquis::raster
