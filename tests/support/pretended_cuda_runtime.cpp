// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A CUDA runtime that computes nothing, preloaded before the real one: one card of 1 GiB, whose memory is the host's.
// LibTorch's allocator, streams and graphs are the real ones on it. PretendedRuntime says and tells what it does.

#include "support/pretended_cuda_runtime.hpp"

#include <cuda_runtime_api.h>

#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>

namespace {

constexpr std::size_t kMemory = std::size_t{1} << 30;
std::mutex mutex;
std::map<void*, std::size_t> blocks;
croquis::test::PretendedRuntime state;
char handle; // what streams, events and graphs point to

std::size_t used() {
    std::size_t bytes = 0;
    for (const auto& block : blocks)
        bytes += block.second;
    return bytes;
}

} // namespace

extern "C" {

croquis::test::PretendedRuntime* pretendedRuntime() {
    const std::lock_guard lock(mutex);
    state.usedBytes = used();
    return &state;
}

cudaError_t cudaGetDeviceCount(int* count) {
    *count = 1;
    return cudaSuccess;
}
cudaError_t cudaGetDevice(int* device) {
    *device = 0;
    return state.failing == croquis::test::PretendedRuntime::device ? cudaErrorIllegalAddress : cudaSuccess;
}
cudaError_t cudaSetDevice(int) {
    return state.failing == croquis::test::PretendedRuntime::device ? cudaErrorIllegalAddress : cudaSuccess;
}
cudaError_t cudaDeviceSynchronize() {
    return cudaSuccess;
}
cudaError_t cudaDriverGetVersion(int* version) {
    *version = CUDART_VERSION;
    return cudaSuccess;
}
cudaError_t cudaDeviceGetAttribute(int* value, cudaDeviceAttr, int) {
    *value = 1;
    return cudaSuccess;
}
cudaError_t cudaDeviceCanAccessPeer(int* can, int, int) {
    *can = 0;
    return cudaSuccess;
}
cudaError_t cudaDeviceGetStreamPriorityRange(int* least, int* greatest) {
    *least = 0;
    *greatest = -5;
    return cudaSuccess;
}
cudaError_t cudaGetDeviceProperties(cudaDeviceProp* properties, int) {
    std::memset(properties, 0, sizeof *properties);
    std::strcpy(properties->name, "Pretended card");
    properties->major = 9;
    properties->totalGlobalMem = kMemory;
    properties->multiProcessorCount = 1;
    properties->warpSize = 32;
    properties->maxThreadsPerBlock = 1024;
    properties->maxThreadsPerMultiProcessor = 1024;
    return cudaSuccess;
}
cudaError_t cudaMemGetInfo(std::size_t* free, std::size_t* all) {
    const std::lock_guard lock(mutex);
    *free = kMemory - used();
    *all = kMemory;
    return cudaSuccess;
}
cudaError_t cudaMalloc(void** memory, std::size_t bytes) {
    const std::lock_guard lock(mutex);
    if (used() + bytes > kMemory)
        return cudaErrorMemoryAllocation;
    *memory = std::aligned_alloc(512, (bytes + 511) / 512 * 512);
    blocks[*memory] = bytes;
    return cudaSuccess;
}
cudaError_t cudaFree(void* memory) {
    const std::lock_guard lock(mutex);
    if (memory != nullptr && blocks.erase(memory) == 0)
        return cudaErrorInvalidValue;
    std::free(memory);
    return cudaSuccess;
}
cudaError_t cudaHostAlloc(void** memory, std::size_t bytes, unsigned) {
    if (state.failing == croquis::test::PretendedRuntime::pin)
        return cudaErrorMemoryAllocation;
    *memory = std::malloc(bytes);
    return cudaSuccess;
}
cudaError_t cudaFreeHost(void* memory) {
    std::free(memory);
    return cudaSuccess;
}
cudaError_t cudaGetLastError() {
    return cudaSuccess;
}
cudaError_t cudaPeekAtLastError() {
    return cudaSuccess;
}

cudaError_t cudaStreamCreateWithPriority(cudaStream_t* stream, unsigned, int) {
    *stream = reinterpret_cast<cudaStream_t>(std::malloc(1)); // one that no other has
    return cudaSuccess;
}
cudaError_t cudaStreamSynchronize(cudaStream_t) {
    return cudaSuccess;
}
cudaError_t cudaStreamQuery(cudaStream_t) {
    return state.failing == croquis::test::PretendedRuntime::everything ? cudaErrorIllegalAddress : cudaSuccess;
}
cudaError_t cudaEventCreateWithFlags(cudaEvent_t* event, unsigned) {
    *event = reinterpret_cast<cudaEvent_t>(&handle);
    return cudaSuccess;
}
cudaError_t cudaEventRecord(cudaEvent_t, cudaStream_t) {
    return cudaSuccess;
}
cudaError_t cudaEventQuery(cudaEvent_t) {
    return cudaSuccess;
}
cudaError_t cudaEventSynchronize(cudaEvent_t) {
    return cudaSuccess;
}
cudaError_t cudaEventDestroy(cudaEvent_t) {
    return cudaSuccess;
}

cudaError_t cudaThreadExchangeStreamCaptureMode(cudaStreamCaptureMode*) {
    return cudaSuccess;
}
cudaError_t cudaStreamIsCapturing(cudaStream_t, cudaStreamCaptureStatus* status) {
    *status = state.capturing ? cudaStreamCaptureStatusActive : cudaStreamCaptureStatusNone;
    return cudaSuccess;
}
cudaError_t cudaStreamGetCaptureInfo(cudaStream_t, cudaStreamCaptureStatus* status, unsigned long long* id,
                                     cudaGraph_t*, const cudaGraphNode_t**, const cudaGraphEdgeData**, std::size_t*) {
    *status = state.capturing ? cudaStreamCaptureStatusActive : cudaStreamCaptureStatusNone;
    *id = 1;
    return cudaSuccess;
}
cudaError_t cudaStreamBeginCapture(cudaStream_t, cudaStreamCaptureMode) {
    if (state.failing == croquis::test::PretendedRuntime::everything)
        return cudaErrorIllegalAddress;
    if (state.failing == croquis::test::PretendedRuntime::beginCapture)
        return cudaErrorStreamCaptureUnsupported;
    state.capturing = true;
    return cudaSuccess;
}
cudaError_t cudaStreamEndCapture(cudaStream_t, cudaGraph_t* graph) {
    state.capturing = false;
    const bool isVoid = state.failing == croquis::test::PretendedRuntime::endCapture;
    *graph = isVoid ? nullptr : reinterpret_cast<cudaGraph_t>(&handle);
    return isVoid ? cudaErrorStreamCaptureInvalidated : cudaSuccess;
}
cudaError_t cudaGraphInstantiate(cudaGraphExec_t* made, cudaGraph_t, unsigned long long) {
    if (state.failing == croquis::test::PretendedRuntime::instantiate)
        return cudaErrorNotSupported;
    if (state.failing == croquis::test::PretendedRuntime::roomForGraph)
        return cudaErrorMemoryAllocation;
    *made = reinterpret_cast<cudaGraphExec_t>(&handle);
    return cudaSuccess;
}
cudaError_t cudaGraphInstantiateWithFlags(cudaGraphExec_t* made, cudaGraph_t graph, unsigned long long flags) {
    return cudaGraphInstantiate(made, graph, flags);
}
cudaError_t cudaGraphGetNodes(cudaGraph_t, cudaGraphNode_t*, std::size_t* count) {
    *count = 1;
    return cudaSuccess;
}
cudaError_t cudaGraphDestroy(cudaGraph_t) {
    return cudaSuccess;
}
cudaError_t cudaGraphExecDestroy(cudaGraphExec_t) {
    return cudaSuccess;
}
cudaError_t cudaGraphLaunch(cudaGraphExec_t, cudaStream_t) {
    ++state.launches;
    return cudaSuccess;
}

} // extern "C"
