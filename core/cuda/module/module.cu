// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cuda/launch/cuda_launcher.cuh"
#include "cuda/module/module_table.hpp"

namespace croquis::cuda {
namespace {

const char* errorText(int error) {
    return cudaGetErrorString(static_cast<cudaError_t>(error));
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
                             launchOnCard<SumStage>,
                             launchOnCard<MeasureEmbedding>,
                             launchOnCard<SumEmbedding>,
                             launchOnCard<EmbeddingGradient>,
                             launchOnCard<AdamUpdate>};

} // namespace
} // namespace croquis::cuda

extern "C" __attribute__((visibility("default"))) const croquis::cuda::ModuleTable* croquisCudaModule1() {
    return &croquis::cuda::kTable;
}
