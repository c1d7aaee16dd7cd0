// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cuda/module/torch_card.hpp"

#include "cuda/launch/graph_capture.hpp"

#include <ATen/Context.h>
#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <c10/util/Exception.h>
#include <cuda_runtime_api.h>

#include <cstdint>
#include <string>

namespace croquis::cuda {
namespace {

namespace CUDACachingAllocator = c10::cuda::CUDACachingAllocator;

void check(cudaError_t error) {
    if (error == cudaSuccess)
        return;
    static_cast<void>(cudaGetLastError()); // it isn't to be found by who asks next
    if (error == cudaErrorMemoryAllocation)
        throw CardMemoryError("The card's memory is full.");
    throw DeviceError(std::string("The card failed: ") + cudaGetErrorString(error) + ".");
}

/// Makes LibTorch's allocator say with an exception of ours that there is no room. Where a convolution's first
/// algorithm finds none for its workspace, LibTorch would catch its own, take the next algorithm in silence and keep to
/// it: other bits than on a card that is less full. No setting forbids that.
void refuseOtherAlgorithms() {
    [[maybe_unused]] static const bool refused = [] { // an observer can't be taken back: the module is never unloaded
        try {
            CUDACachingAllocator::attachOutOfMemoryObserver([](std::int64_t, std::size_t, std::size_t, std::size_t) {
                throw CardMemoryError("The card's memory is full."); // it is called without the allocator's lock
            });
        } catch (const c10::Error&) { // another allocator, which the environment chose, has no observers
            return false;
        }
        return true;
    }();
}

/// What follows is of use to who debugs LibTorch.
std::string firstLineOf(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

/// In cuBLAS' words, cuDNN's and the CUDA runtime's.
bool tellsOfFullMemory(const std::string& text) {
    for (const char* words : {"ALLOC_FAILED", "ALLOCATION_FAILED", "out of memory"})
        if (text.find(words) != std::string::npos)
            return true;
    return false;
}

/// LibTorch's exceptions end here, which is where its CUDA libraries are known.
template <class Action>
auto translated(Action&& action) -> decltype(action()) {
    try {
        return action();
    } catch (const c10::OutOfMemoryError&) {
        throw CardMemoryError("The card's memory is full.");
    } catch (const c10::Error& error) {
        static_cast<void>(cudaGetLastError());
        const std::string text = firstLineOf(error.what_without_backtrace());
        if (tellsOfFullMemory(text))
            throw CardMemoryError("The card's memory is full.");
        throw DeviceError("The card failed: " + text);
    }
}

/// The current device, and LibTorch's current stream on it, for as long as it lives.
using OnStream = c10::cuda::CUDAStreamGuard;

class TorchCard;

class TorchEvent final : public CardEvent {
  public:
    explicit TorchEvent(TorchCard& card);
    ~TorchEvent() override { static_cast<void>(cudaEventDestroy(m_event)); }
    void record(Lane lane) override;
    void holdBack(Lane lane) override;
    void finish() override { check(cudaEventSynchronize(m_event)); }

  private:
    TorchCard& m_card;
    cudaEvent_t m_event = nullptr;
};

/// A point in time on a stream.
class TorchTick {
  public:
    explicit TorchTick(cudaStream_t stream) {
        check(cudaEventCreateWithFlags(&m_event, cudaEventBlockingSync));
        if (const cudaError_t error = cudaEventRecord(m_event, stream); error != cudaSuccess) {
            static_cast<void>(cudaEventDestroy(m_event));
            check(error);
        }
    }
    TorchTick(const TorchTick&) = delete;
    TorchTick& operator=(const TorchTick&) = delete;
    ~TorchTick() { static_cast<void>(cudaEventDestroy(m_event)); }

    /// Seconds; waits for this.
    double since(const TorchTick& before) const {
        check(cudaEventSynchronize(m_event));
        float milliseconds = 0;
        check(cudaEventElapsedTime(&milliseconds, before.m_event, m_event));
        return 1e-3 * milliseconds;
    }

  private:
    cudaEvent_t m_event = nullptr;
};

/// A graph of LibTorch's work, with a pool of its own for what that allocates. Not at::cuda::CUDAGraph: in
/// LibTorch 2.11 one whose capture fails leaves the allocator in the midst of it, with a filter that outlives its
/// graph.
class TorchGraph final : public CardGraph {
  public:
    explicit TorchGraph(c10::cuda::CUDAStream stream) : m_stream(stream) {}
    TorchGraph(const TorchGraph&) = delete;
    TorchGraph& operator=(const TorchGraph&) = delete;
    ~TorchGraph() override {
        destroy(m_graph, cudaGraphDestroy);
        if (m_executable == nullptr)
            return; // captureGraph() has given the pool back
        destroy(m_executable, cudaGraphExecDestroy);
        try {
            givePoolBack();
        } catch (const std::exception&) { // a destructor has nobody to tell
        }
    }

    void takePool() {
        CUDACachingAllocator::beginAllocateToPool(
            m_stream.device_index(), m_pool,
            [stream = m_stream.stream()](cudaStream_t asking) { return asking == stream; });
    }
    void beginCapture() { check(cudaStreamBeginCapture(m_stream.stream(), cudaStreamCaptureModeThreadLocal)); }
    void endCapture() { check(cudaStreamEndCapture(m_stream.stream(), &m_graph)); }
    void leavePool() { CUDACachingAllocator::endAllocateToPool(m_stream.device_index(), m_pool); }
    void instantiate() {
        cudaGraphExec_t made = nullptr;
        check(cudaGraphInstantiate(&made, m_graph, cudaGraphInstantiateFlagAutoFreeOnLaunch));
        m_executable = made;
        destroy(m_graph, cudaGraphDestroy);
    }
    void givePoolBack() { CUDACachingAllocator::releasePool(m_stream.device_index(), m_pool); }

    void replay() override {
        const OnStream on(m_stream);
        check(cudaGraphLaunch(m_executable, m_stream.stream()));
    }

  private:
    template <class Handle>
    static void destroy(Handle& handle, cudaError_t (*by)(Handle)) {
        if (handle != nullptr)
            static_cast<void>(by(handle));
        handle = nullptr;
    }

    c10::cuda::CUDAStream m_stream;
    c10::MempoolId_t m_pool = at::cuda::graph_pool_handle();
    cudaGraph_t m_graph = nullptr;
    cudaGraphExec_t m_executable = nullptr;
};

class TorchCard final : public Card {
  public:
    /// @param major  of the compute capability.
    TorchCard(int index, int major, const ModuleTable& kernels)
        : m_index(static_cast<c10::DeviceIndex>(index)), m_major(major),
          m_kernels(kernels), m_streams{c10::cuda::getStreamFromPool(false, m_index),
                                        c10::cuda::getStreamFromPool(true, m_index)} {}
    /// What the last network left in LibTorch's cache is for others.
    ~TorchCard() override { trim(); }

    c10::cuda::CUDAStream streamOf(Lane lane) const { return m_streams[static_cast<std::size_t>(lane)]; }

    int index() const override { return m_index; }
    const ModuleTable& kernels() const override { return m_kernels; }
    void* stream(Lane lane) override { return streamOf(lane).stream(); }
    bool hasQuickBf16() const override { return m_major >= 8; }

    std::uint64_t freeMemory() override {
        const OnStream on(streamOf(Lane::work));
        trim();
        std::size_t free = 0, all = 0;
        check(cudaMemGetInfo(&free, &all));
        return free;
    }
    void trim() noexcept override {
        try {
            CUDACachingAllocator::emptyCache();
        } catch (const std::exception&) { // the card has failed, which whoever asks it next is told
        }
    }
    void* allocate(std::size_t bytes) override {
        const OnStream on(streamOf(Lane::work));
        return translated([&] { return CUDACachingAllocator::raw_alloc(bytes); });
    }
    void release(void* memory) noexcept override { CUDACachingAllocator::raw_delete(memory); }
    void* allocatePinned(std::size_t bytes) override {
        const OnStream on(streamOf(Lane::work));
        void* memory = nullptr;
        if (const cudaError_t error = cudaHostAlloc(&memory, bytes, cudaHostAllocDefault); error != cudaSuccess) {
            if (error != cudaErrorMemoryAllocation)
                check(error);
            static_cast<void>(cudaGetLastError());
            throw CardMemoryError("The machine has no memory left that the card can copy from.");
        }
        return memory;
    }
    void releasePinned(void* memory) noexcept override { static_cast<void>(cudaFreeHost(memory)); }
    void touchPinned(const void* /*memory*/) override {}

    void upload(void* to, const void* pinned, std::size_t bytes) override {
        const OnStream on(streamOf(Lane::work));
        check(cudaMemcpyAsync(to, pinned, bytes, cudaMemcpyHostToDevice, streamOf(Lane::work).stream()));
    }
    void download(void* pinned, const void* from, std::size_t bytes) override {
        const OnStream on(streamOf(Lane::fetch));
        check(cudaMemcpyAsync(pinned, from, bytes, cudaMemcpyDeviceToHost, streamOf(Lane::fetch).stream()));
    }

    void run(const std::function<void()>& work) override {
        const OnStream on(streamOf(Lane::work));
        translated(work);
    }

    std::unique_ptr<CardGraph> capture(const std::function<void()>& work) override {
        const OnStream on(streamOf(Lane::work));
        auto captured = std::make_unique<TorchGraph>(streamOf(Lane::work));
        try {
            // What the iterations before left behind: the graph has its own.
            CUDACachingAllocator::emptyCache();
            captureGraph(*captured, work);
        } catch (const std::exception& error) {
            const std::string reason = firstLineOf(error.what());
            static_cast<void>(cudaGetLastError());
            throw CaptureRefused(reason);
        }
        return captured;
    }

    double secondsOf(const std::function<void()>& work) override {
        const OnStream on(streamOf(Lane::work));
        const TorchTick before(streamOf(Lane::work).stream());
        translated(work);
        const TorchTick after(streamOf(Lane::work).stream());
        return after.since(before);
    }

    std::unique_ptr<CardEvent> makeEvent() override { return std::make_unique<TorchEvent>(*this); }

  private:
    c10::DeviceIndex m_index;
    int m_major;
    const ModuleTable& m_kernels;
    c10::cuda::CUDAStream m_streams[2];
};

TorchEvent::TorchEvent(TorchCard& card) : m_card(card) {
    const OnStream on(card.streamOf(Lane::work));
    check(cudaEventCreateWithFlags(&m_event, cudaEventDisableTiming | cudaEventBlockingSync));
}

void TorchEvent::record(Lane lane) {
    const OnStream on(m_card.streamOf(lane));
    check(cudaEventRecord(m_event, m_card.streamOf(lane).stream()));
}

void TorchEvent::holdBack(Lane lane) {
    const OnStream on(m_card.streamOf(lane));
    check(cudaStreamWaitEvent(m_card.streamOf(lane).stream(), m_event, 0));
}

} // namespace

std::unique_ptr<Card> openTorchCard(int index, const ModuleTable& kernels) {
    return translated([&] {
        cudaDeviceProp properties{};
        check(cudaGetDeviceProperties(&properties, index));
        if (!at::hasCUDA()) // LibTorch has asked for its CUDA libraries before this one was opened, and asks only once
            throw DeviceError("The program has drawn on the processor: start it again to draw on a card.");
        auto& context = at::globalContext();
        context.lazyInitDevice(c10::DeviceType::CUDA); // its allocator, which is asked before any tensor is made
        // What decides the bits, beside card and driver:
        // - cuDNN's benchmark could choose another algorithm in the next run; without it the choice follows from the
        //   convolution's sizes alone, among those that add up in a fixed order (deterministic);
        // - its workspace: where the chosen one finds no room that is an error (refuseOtherAlgorithms);
        // - cuBLAS has a workspace of LibTorch's for each handle and stream, with which it promises equal bits whatever
        //   else runs; CUBLAS_WORKSPACE_CONFIG, which decides its size, is left as it is, and said by gpu-check;
        // - TF32 would round what is asked for in float32 to 10 bits.
        context.setBenchmarkCuDNN(false);
        context.setDeterministicCuDNN(true);
        context.setAllowTF32CuDNN(false);
        context.setAllowTF32CuBLAS(false);
        refuseOtherAlgorithms();
        return std::unique_ptr<Card>(std::make_unique<TorchCard>(index, properties.major, kernels));
    });
}

} // namespace croquis::cuda
