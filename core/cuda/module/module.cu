// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cuda/launch/cuda_launcher.cuh"
#include "cuda/module/module_table.hpp"
#include "cuda/module/torch_card.hpp"

namespace croquis::cuda {
namespace {

static_assert(kMemoryAllocation == cudaErrorMemoryAllocation);

const char* errorText(int error) {
    return cudaGetErrorString(static_cast<cudaError_t>(error));
}

std::unique_ptr<Card> openCard(int index);

template <class Number>
constexpr NetworkKernels<Number> networkKernels() {
    return {launchOnCard<FinishLayer<Number>>,   launchOnCard<GateGradient<Number>>,
            launchOnCard<HalvePictures<Number>>, launchOnCard<SpreadHalves<Number>>,
            launchOnCard<DepthwiseTaps<Number>>, launchOnCard<DepthwiseTapsBack<Number>>,
            launchOnCard<ColourTaps<Number>>,    launchOnCard<ColourTapsBack<Number>>};
}

constexpr ModuleTable kTable{kModuleVersion,
                             CUDART_VERSION,
                             errorText,
                             launchOnCard<FlattenStrokes<float>>,
                             launchOnCard<BinStrokes<float>>,
                             launchOnCard<PaintPixels<float, true>>,
                             launchOnCard<PaintPixels<float, false>>,
                             launchOnCard<GatherSlopes<float, true>>,
                             launchOnCard<GatherSlopes<float, false>>,
                             launchOnCard<SumSlopes<float>>,
                             launchOnCard<WarpViews>,
                             launchOnCard<GatherViews>,
                             launchOnCard<MeasureStage>,
                             launchOnCard<FoldParts>,
                             launchOnCard<SumStage>,
                             launchOnCard<MeasureEmbedding>,
                             launchOnCard<SumEmbedding>,
                             launchOnCard<EmbeddingGradient>,
                             launchOnCard<BlurRows<true>>,
                             launchOnCard<BlurRows<false>>,
                             launchOnCard<EdgeDifference>,
                             launchOnCard<MeasureEdges>,
                             launchOnCard<SumEdges>,
                             launchOnCard<AddEdgeGradient>,
                             launchOnCard<KeepShapes>,
                             launchOnCard<GuardScale>,
                             launchOnCard<AdamUpdate>,
                             launchOnCard<TakeSchedule>,
                             launchOnCard<RecordIteration>,
                             launchOnCard<AdvanceIteration>,
                             networkKernels<float>(),
                             networkKernels<BFloat16>(),
                             openCard};

std::unique_ptr<Card> openCard(int index) {
    return openTorchCard(index, kTable);
}

} // namespace
} // namespace croquis::cuda

extern "C" __attribute__((visibility("default"))) const croquis::cuda::ModuleTable* croquisCudaModule7() {
    return &croquis::cuda::kTable;
}
