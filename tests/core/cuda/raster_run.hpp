// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cuda/traced_memory.hpp"
#include "cuda/kernels/bin_strokes.hpp"
#include "cuda/kernels/flatten_strokes.hpp"
#include "cuda/kernels/stroke_gradient.hpp"
#include "cuda/launch/sequential_launcher.hpp"

#include <limits>

namespace croquis::test {

/// All raster bodies of a batch, run one after the other as a card would launch them.
template <class Real>
class RasterRun {
  public:
    RasterRun(cuda::FieldShape shape, Real strokeWidth, bool traced,
              cuda::ThreadOrder order = cuda::ThreadOrder::ascending)
        : m_shape(shape), m_radius(strokeWidth / 2), m_order(order), m_headers("headers", shape.allStrokes(), traced),
          m_chords("chords", std::int64_t(shape.allStrokes()) * raster::kMaximumSegments, traced),
          m_ranges("ranges", std::int64_t(shape.allStrokes()) * shape.tiles(), traced, 0xabcd),
          m_state("state", shape.sketches * shape.pixels(), traced, 0xcd),
          m_cells("cells", shape.sketches * shape.pixels() * cuda::kCells, traced, kUnset),
          m_parts("parts", std::int64_t(shape.allStrokes()) * 8 * cuda::kGradientLanes, traced, kUnset),
          picture("picture", shape.sketches * shape.pixels(), traced, kUnset),
          gradient("gradient", std::int64_t(shape.allStrokes()) * 8, traced, kUnset) {}

    void paint(const TracedMemory<Real>& points, const TracedMemory<int>& counts) {
        cuda::launchSequentially(
            cuda::FlattenStrokes<Real>{m_shape, m_radius, points.in(), counts.in(), m_headers.out(), m_chords.out()},
            m_order);
        cuda::launchSequentially(
            cuda::BinStrokes<Real>{m_shape, m_radius, m_headers.in(), m_chords.in(), m_ranges.out()}, m_order);
        if (isWide())
            launchPaint<true>();
        else
            launchPaint<false>();
    }

    /// After paint(). @param wanted  [S, H, W] d loss / d picture.
    void differentiate(const TracedMemory<Real>& wanted) {
        if (isWide())
            launchGather<true>(wanted);
        else
            launchGather<false>(wanted);
        cuda::launchSequentially(cuda::SumSlopes<Real>{m_shape, m_parts.in(), gradient.out()}, m_order);
    }

  private:
    static constexpr Real kUnset = std::numeric_limits<Real>::quiet_NaN();

    bool isWide() const { return m_radius >= raster::kWideRadius<Real>; }
    cuda::StrokeField<Real> field() const { return {m_shape, m_radius, m_headers.in(), m_chords.in(), m_ranges.in()}; }
    template <bool Wide>
    void launchPaint() {
        cuda::launchSequentially(cuda::PaintPixels<Real, Wide>{field(), picture.out(), m_state.out(), m_cells.out()},
                                 m_order);
    }
    template <bool Wide>
    void launchGather(const TracedMemory<Real>& wanted) {
        cuda::launchSequentially(
            cuda::GatherSlopes<Real, Wide>{field(), m_state.in(), m_cells.in(), wanted.in(), m_parts.out()}, m_order);
    }

    cuda::FieldShape m_shape;
    Real m_radius;
    cuda::ThreadOrder m_order;
    TracedMemory<cuda::StrokeHeader<Real>> m_headers;
    TracedMemory<raster::Chord<Real>> m_chords;
    TracedMemory<cuda::ChordRange> m_ranges;
    TracedMemory<std::uint8_t> m_state;
    TracedMemory<Real> m_cells;
    TracedMemory<Real> m_parts;

  public:
    TracedMemory<Real> picture;  ///< [S, H, W]
    TracedMemory<Real> gradient; ///< [S, N, 4, 2]
};

} // namespace croquis::test
