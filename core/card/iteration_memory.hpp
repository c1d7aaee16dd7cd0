// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/card_run.hpp"
#include "cuda/kernels/edge_distance.hpp"
#include "cuda/kernels/iteration_record.hpp"
#include "cuda/launch/card_memory.hpp"
#include "loss/edge_loss.hpp"

#include <vector>

namespace croquis::card {

/// The edge term on a card, the same for all iterations of a run.
struct EdgeTerm {
    /// @param edges  the target; empty: there is no term, and nothing is put onto the card.
    EdgeTerm(cuda::Card& card, const image::Plane& edges);
    /// Puts the copies on Lane::work, to be called once.
    void send(cuda::Card& card) const;

    bool isUsed() const { return scales.size() > 0; }

    cuda::CardMemory<cuda::EdgeScale> scales; ///< [L]
    cuda::CardMemory<float> target;           ///< [L, H, W]

  private:
    cuda::PinnedMemory<cuda::EdgeScale> m_sentScales;
    cuda::PinnedMemory<float> m_sentTarget;
};

/// All memory that one iteration of a batch reads and writes but for the network's own, for all sketches whether or not
/// they go through the network together. Its addresses are in the graph: it outlives it. Only Lane::work uses it, but
/// for the ring, which Lane::fetch reads. A number of sketches, strokes or views more asks for another.
struct IterationMemory {
    /// @throws cuda::CardMemoryError.
    IterationMemory(const CardRun& run, const cuda::IterationShape& shape, bool withEdges);

    cuda::IterationShape shape;
    cuda::FieldShape field;
    cuda::EdgeShape edge;

    // the batch's state: changed by the iteration
    cuda::CardMemory<float> points, first, second; ///< [S, N, 4, 2]
    cuda::CardMemory<int> steps;                   ///< [S, N]
    cuda::CardMemory<float> scales;                ///< [S] of the gradients; empty where they aren't scaled
    // of the batch: changed by the host
    cuda::CardMemory<int> counts;             ///< [S]
    cuda::CardMemory<std::uint8_t> stays;     ///< [S, N]
    cuda::CardMemory<loss::KeptShape> shapes; ///< [S, N]
    // the schedule and the ring
    cuda::CardMemory<int> position;                   ///< [1]
    cuda::CardMemory<int> plannedViews, plannedSlots; ///< [ring, S * V]
    cuda::CardMemory<double> plannedRates;            ///< [ring, S]
    cuda::CardMemory<float> ring;                     ///< [ring, recordSize()]
    // what an iteration makes anew
    cuda::CardMemory<int> views, slots;                      ///< [S * V]
    cuda::CardMemory<double> rates;                          ///< [S]
    cuda::CardMemory<cuda::StrokeHeader<float>> headers;     ///< [S, N]
    cuda::CardMemory<raster::Chord<float>> chords;           ///< [S, N, kMaximumSegments]
    cuda::CardMemory<cuda::ChordRange> ranges;               ///< [S, N, tiles]
    cuda::CardMemory<float> picture, pictureGradient, cells; ///< [S, H, W], cells [S, H, W, kCells]
    cuda::CardMemory<std::uint8_t> pixelState;               ///< [S, H, W]
    cuda::CardMemory<float> slopeParts;                      ///< [S, N, 8, kGradientLanes]
    cuda::CardMemory<float> pointGradient;                   ///< [S, N, 4, 2]
    cuda::CardMemory<float> keeperCosts;                     ///< [S, N]
    cuda::CardMemory<std::uint8_t> skips;                    ///< [S] whose step is left out; empty as scales
    cuda::CardMemory<float> viewPictures;                    ///< [S * V, 3, H, W] channels last
    cuda::CardMemory<float> terms;                           ///< [S * V, C]
    cuda::CardMemory<float> edges;                           ///< [S]
    std::vector<cuda::CardMemory<float>> stageGradients;     ///< per stage [S * V, size] channels last
    cuda::CardMemory<float> stageParts;                      ///< [S * V, kStageLanes]
    cuda::CardMemory<float> stageFolded;                     ///< [S * V, kFoldedLanes]
    cuda::CardMemory<float> embeddingGradient;               ///< [S * V, D]
    cuda::CardMemory<float> cosineParts, cosine;             ///< [S * V, kCosineLanes, 2], [S * V, 2]
    cuda::CardMemory<float> edgeAcross, edgeDifference;      ///< [S, L, H, W]
    cuda::CardMemory<float> edgeParts;                       ///< [S, L, kStageLanes]
    cuda::CardMemory<float> edgeFolded;                      ///< [S, L, kFoldedLanes]
};

} // namespace croquis::card
