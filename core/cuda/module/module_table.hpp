// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/adam_update.hpp"
#include "cuda/kernels/bin_strokes.hpp"
#include "cuda/kernels/edge_distance.hpp"
#include "cuda/kernels/embedding_distance.hpp"
#include "cuda/kernels/flatten_strokes.hpp"
#include "cuda/kernels/guard_scale.hpp"
#include "cuda/kernels/iteration_record.hpp"
#include "cuda/kernels/keep_shapes.hpp"
#include "cuda/kernels/stroke_gradient.hpp"
#include "cuda/kernels/warp_views.hpp"
#include "cuda/launch/card.hpp"
#include "cuda/module/module_entry.hpp"
#include "cuda/module/network_kernels.hpp"

namespace croquis::cuda {

/// The cudaError_t of a card that has no room.
inline constexpr int kMemoryAllocation = 2;

/// What the module offers. Plain function pointers: nothing of CUDA is needed to call them.
struct ModuleTable {
    int version;        ///< kModuleVersion of the module's build
    int runtimeVersion; ///< the CUDA runtime it was compiled with, 1000 major + 10 minor
    const char* (*errorText)(int error);

    Launch<FlattenStrokes<float>>* flattenStrokes;
    Launch<BinStrokes<float>>* binStrokes;
    Launch<PaintPixels<float, true>>* paintWide;
    Launch<PaintPixels<float, false>>* paintNarrow;
    Launch<GatherSlopes<float, true>>* gatherWide;
    Launch<GatherSlopes<float, false>>* gatherNarrow;
    Launch<SumSlopes<float>>* sumSlopes;
    Launch<WarpViews>* warpViews;
    Launch<GatherViews>* gatherViews;
    Launch<MeasureStage>* measureStage;
    Launch<FoldParts>* foldParts;
    Launch<SumStage>* sumStage;
    Launch<MeasureEmbedding>* measureEmbedding;
    Launch<SumEmbedding>* sumEmbedding;
    Launch<EmbeddingGradient>* embeddingGradient;
    Launch<BlurRows<true>>* blurInk;
    Launch<BlurRows<false>>* blurDifference;
    Launch<EdgeDifference>* edgeDifference;
    Launch<MeasureEdges>* measureEdges;
    Launch<SumEdges>* sumEdges;
    Launch<AddEdgeGradient>* addEdgeGradient;
    Launch<KeepShapes>* keepShapes;
    Launch<GuardScale>* guardScale;
    Launch<AdamUpdate>* adamUpdate;
    Launch<TakeSchedule>* takeSchedule;
    Launch<RecordIteration>* recordIteration;
    Launch<AdvanceIteration>* advanceIteration;
    NetworkKernels<float> network;
    NetworkKernels<BFloat16> roughNetwork;

    /// The card, which outlives nothing of the module. @throws DeviceError where it can't be used.
    std::unique_ptr<Card> (*openCard)(int index);
};
} // namespace croquis::cuda
