// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "optimise/iteration_source.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace croquis::card {

/// All of the tracks that an iteration depends on, in the order in which a card holds it. Two that are the same byte by
/// byte have the same iterations.
struct BatchState {
    int strokes = 0;                     ///< N, room for each sketch
    std::vector<std::size_t> sketches;   ///< S, of the tracks
    std::vector<int> counts;             ///< [S] strokes
    std::vector<double> rateFactors;     ///< [S]
    std::vector<float> points;           ///< [S, N, 4, 2] canvas pixels; room that no stroke has is 0
    std::vector<float> first, second;    ///< [S, N, 4, 2] Adam's moments
    std::vector<int> steps;              ///< [S, N]
    std::vector<std::uint8_t> stays;     ///< [S, N]
    std::vector<loss::KeptShape> shapes; ///< [S, N]
    std::vector<float> scales;           ///< [S] of the gradients (cuda::GuardScale); empty: they aren't scaled

    int sketchCount() const { return static_cast<int>(sketches.size()); }
    /// Numbers of one sketch.
    std::size_t numbers() const { return static_cast<std::size_t>(strokes) * 8; }
    bool isSameAs(const BatchState& other) const;

    /// As it is after an iteration. @param record  cuda::IterationShape::recordSize() numbers.
    void takeStep(std::span<const float> record);
    /// Whether a sketch's step was left out in the iteration that made this record of it: then its scale is another.
    bool isLeftOut(std::size_t sketch, std::span<const float> record) const {
        return !scales.empty() && record.last(scales.size())[sketch] != scales[sketch];
    }
};

/// @param strokes  N; at least as many as any of the sketches has.
BatchState batchStateOf(std::span<const std::size_t> sketches, std::span<const optimise::SketchTrack> tracks,
                        int strokes);

} // namespace croquis::card
