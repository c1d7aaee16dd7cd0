// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/module/module_table.hpp"

#include <cstdint>

/// What a kernel's time is held against.
///
/// bytesOf(): what it must move between the card's memory and its processors, each byte counted once read and once
/// written, nothing of it kept in caches. Of the chords as many are counted as a stroke has at most.
///
/// operationsOf(): its additions, multiplications and divisions, counted in the body's source, a comparison and a root
/// as none. Not for those that go by what a stroke meets (flatten, bin, paint, gather): the tests count these while
/// they run, and print all of it for the README.
namespace croquis::card {

template <class Real>
std::int64_t chordBytes(const cuda::FieldShape& shape) {
    return std::int64_t{shape.allStrokes()} * raster::kMaximumSegments * sizeof(raster::Chord<Real>);
}
inline std::int64_t pixels(const cuda::FieldShape& shape) {
    return std::int64_t{shape.sketches} * shape.pixels();
}
inline std::int64_t rangeBytes(const cuda::FieldShape& shape) {
    return std::int64_t{shape.allStrokes()} * shape.tiles() * sizeof(cuda::ChordRange);
}
inline std::int64_t floats(std::int64_t count) {
    return count * std::int64_t{sizeof(float)};
}

inline std::int64_t bytesOf(const cuda::FlattenStrokes<float>& of) {
    return floats(of.points.size) + chordBytes<float>(of.shape);
}
inline std::int64_t bytesOf(const cuda::BinStrokes<float>& of) {
    return chordBytes<float>(of.shape) + rangeBytes(of.shape);
}
template <bool wide>
std::int64_t bytesOf(const cuda::PaintPixels<float, wide>& of) {
    return chordBytes<float>(of.field.shape) + rangeBytes(of.field.shape) + pixels(of.field.shape) * (4 + 1);
}
template <bool wide>
std::int64_t bytesOf(const cuda::GatherSlopes<float, wide>& of) {
    return chordBytes<float>(of.field.shape) + rangeBytes(of.field.shape) + pixels(of.field.shape) * (4 + 1) +
           floats(of.parts.size);
}
inline std::int64_t bytesOf(const cuda::SumSlopes<float>& of) {
    return floats(of.parts.size + of.gradient.size);
}
inline std::int64_t bytesOf(const cuda::WarpViews& of) {
    return floats(of.pictures.size + of.out.size);
}
inline std::int64_t bytesOf(const cuda::GatherViews& of) {
    return floats(of.viewGradient.size + of.gradient.size);
}
inline std::int64_t bytesOf(const cuda::MeasureStage& of) {
    return floats(3 * std::int64_t{of.rows} * of.size + of.parts.size);
}
inline std::int64_t bytesOf(const cuda::FoldParts& of) {
    return floats(of.parts.size + of.folded.size);
}
inline std::int64_t bytesOf(const cuda::SumStage& of) {
    return floats(of.parts.size + of.rows);
}
inline std::int64_t bytesOf(const cuda::MeasureEmbedding& of) {
    return floats(2 * std::int64_t{of.rows} * of.size + of.parts.size);
}
inline std::int64_t bytesOf(const cuda::SumEmbedding& of) {
    return floats(of.parts.size + 3 * std::int64_t{of.rows});
}
inline std::int64_t bytesOf(const cuda::EmbeddingGradient& of) {
    return floats(3 * std::int64_t{of.rows} * of.size);
}
template <bool ink>
std::int64_t bytesOf(const cuda::BlurRows<ink>& of) {
    return floats(of.source.size + of.across.size);
}
inline std::int64_t bytesOf(const cuda::EdgeDifference& of) {
    return floats(of.across.size + of.target.size + of.difference.size);
}
inline std::int64_t bytesOf(const cuda::MeasureEdges& of) {
    return floats(of.difference.size + of.parts.size);
}
inline std::int64_t bytesOf(const cuda::SumEdges& of) {
    return floats(of.parts.size + of.terms.size);
}
inline std::int64_t bytesOf(const cuda::AddEdgeGradient& of) {
    return floats(of.across.size + 2 * of.gradient.size);
}
inline std::int64_t bytesOf(const cuda::KeepShapes& of) {
    return floats(3 * of.points.size + of.costs.size) +
           of.start.size * static_cast<std::int64_t>(sizeof(loss::KeptShape));
}
inline std::int64_t bytesOf(const cuda::GuardScale& of) {
    return floats(of.gradient.size + 2 * of.scales.size) + of.skips.size;
}
inline std::int64_t bytesOf(const cuda::AdamUpdate& of) {
    return floats(7 * of.gradient.size + 2 * of.steps.size);
}
inline std::int64_t bytesOf(const cuda::TakeSchedule& of) {
    return floats(4 * std::int64_t{of.shape.rows()} + 4 * std::int64_t{of.shape.sketches});
}
inline std::int64_t bytesOf(const cuda::RecordIteration& of) {
    return floats(2 * std::int64_t{of.shape.recordSize()});
}
inline std::int64_t bytesOf(const cuda::AdvanceIteration& /*of*/) {
    return 2 * sizeof(int);
}

inline std::int64_t operationsOf(const cuda::SumSlopes<float>& of) {
    return of.parts.size;
}
/// A view's row (7), the place in the picture (16), the four neighbours of each channel read (12), three normalised
/// (6).
inline std::int64_t operationsOf(const cuda::WarpViews& of) {
    return std::int64_t{of.threads()} * (7 + 16 + 12 * of.shape.channels + 6);
}
/// A pixel's box in each view (80); there some three rows (7) of six pixels (16) in all, of which four count (12).
inline std::int64_t operationsOf(const cuda::GatherViews& of) {
    return std::int64_t{of.threads()} * of.shape.viewsEach * (80 + 3 * 7 + 6 * 16 + 4 * 12);
}
inline std::int64_t operationsOf(const cuda::MeasureStage& of) {
    return 5 * std::int64_t{of.rows} * of.size;
}
inline std::int64_t operationsOf(const cuda::FoldParts& of) {
    return of.parts.size;
}
inline std::int64_t operationsOf(const cuda::SumStage& of) {
    return of.parts.size + 3 * std::int64_t{of.rows};
}
inline std::int64_t operationsOf(const cuda::MeasureEmbedding& of) {
    return 4 * std::int64_t{of.rows} * of.size;
}
inline std::int64_t operationsOf(const cuda::SumEmbedding& of) {
    return of.parts.size + 4 * std::int64_t{of.rows};
}
inline std::int64_t operationsOf(const cuda::EmbeddingGradient& of) {
    return 6 * std::int64_t{of.rows} * of.size;
}
/// @param reach  taps beside the centre, of all scales together.
inline std::int64_t blurOperations(const cuda::EdgeShape& shape, int reach) {
    return std::int64_t{shape.sketches} * shape.area() * (shape.scales + 3 * reach);
}
inline std::int64_t operationsOf(const cuda::MeasureEdges& of) {
    return 2 * of.difference.size;
}
/// Four bends (11 each), three edges of the polygon forth (6 each) and back (12 each), the cost.
inline std::int64_t operationsOf(const cuda::KeepShapes& of) {
    return std::int64_t{of.threads()} * (4 * 11 + 3 * (6 + 12) + 12 + 8);
}
inline std::int64_t operationsOf(const cuda::AdamUpdate& of) {
    return 15 * of.gradient.size;
}

} // namespace croquis::card
