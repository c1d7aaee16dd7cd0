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

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <new>
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
/// @return  whether it does.
bool refuseOtherAlgorithms() {
    static const bool refused = [] { // an observer can't be taken back: the module is never unloaded
        try {
            CUDACachingAllocator::attachOutOfMemoryObserver([](std::int64_t, std::size_t, std::size_t, std::size_t) {
                throw CardMemoryError("The card's memory is full."); // it is called without the allocator's lock
            });
        } catch (const c10::Error&) { // another allocator, which the environment chose, has no observers
            return false;
        }
        return true;
    }();
    return refused;
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

/// Foreign exceptions end here, which is where LibTorch's CUDA libraries are known: LibTorch's own, and those that come
/// out of cuDNN's headers.
template <class Action>
auto translated(Action&& action) -> decltype(action()) {
    const auto thrown = [](const std::string& text) {
        static_cast<void>(cudaGetLastError());
        if (tellsOfFullMemory(text))
            throw CardMemoryError("The card's memory is full.");
        throw DeviceError("The card failed: " + text);
    };
    try {
        return action();
    } catch (const Error&) {
        throw;
    } catch (const c10::OutOfMemoryError&) {
        throw CardMemoryError("The card's memory is full.");
    } catch (const c10::Error& error) {
        thrown(firstLineOf(error.what_without_backtrace()));
    } catch (const std::bad_alloc&) {
        throw DeviceError("The machine's memory is full.");
    } catch (const std::exception& error) {
        thrown(firstLineOf(error.what()));
    }
    throw DeviceError("The card failed."); // not reached
}

/// The current device, and LibTorch's current stream on it, for as long as it lives; it throws what LibTorch throws.
using OnStream = c10::cuda::CUDAStreamGuard;

template <class Action>
auto onStream(const c10::cuda::CUDAStream& stream, Action&& action) -> decltype(action()) {
    return translated([&] {
        const OnStream on(stream);
        return action();
    });
}

using Streams = std::array<c10::cuda::CUDAStream, 2>;

/// A card's two, the same however often it is opened: LibTorch keeps a workspace of cuBLAS' for each stream that was
/// ever computed on.
const Streams& streamsOf(c10::DeviceIndex index) {
    static std::mutex mutex;
    static std::map<c10::DeviceIndex, Streams> all;
    const std::lock_guard lock(mutex);
    const auto found = all.find(index);
    return found != all.end() ? found->second
                              : all.emplace(index, Streams{c10::cuda::getStreamFromPool(false, index),
                                                           c10::cuda::getStreamFromPool(true, index)})
                                    .first->second;
}

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
        onStream(m_stream, [&] { check(cudaGraphLaunch(m_executable, m_stream.stream())); });
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
    /// @param major  of the compute capability. @param refusesOthers  refuseOtherAlgorithms()' outcome.
    TorchCard(int index, int major, bool refusesOthers, const ModuleTable& kernels)
        : m_index(static_cast<c10::DeviceIndex>(index)), m_major(major), m_refusesOthers(refusesOthers),
          m_kernels(kernels), m_streams(streamsOf(m_index)) {}
    /// What the last network left in LibTorch's cache is for others.
    ~TorchCard() override { trim(); }

    const c10::cuda::CUDAStream& streamOf(Lane lane) const { return m_streams[static_cast<std::size_t>(lane)]; }
    /// What is done with a lane's stream as LibTorch's current one. @throws DeviceError.
    template <class Action>
    auto on(Lane lane, Action&& action) const -> decltype(action()) {
        return onStream(streamOf(lane), action);
    }

    int index() const override { return m_index; }
    const ModuleTable& kernels() const override { return m_kernels; }
    void* stream(Lane lane) override { return streamOf(lane).stream(); }
    bool hasQuickBf16() const override { return m_major >= 8; }

    std::uint64_t freeMemory() override {
        return on(Lane::work, [&] {
            trim();
            m_retries = retries();
            return memory().free;
        });
    }
    std::uint64_t allMemory() override {
        return on(Lane::work, [&] { return memory().all; });
    }
    bool hasKeptRoom() override {
        // LibTorch's share only grows, but where it found no room, gave back what it kept and asked again.
        return on(Lane::work, [&] { return memory().free >= kLibraryRoom && retries() == m_retries; });
    }
    std::string caution() const override {
        return m_refusesOthers ? ""
                               : "The environment chose another allocator than LibTorch's own "
                                 "(backend:cudaMallocAsync): where the card's memory is nearly full, the drawing may "
                                 "differ from others "
                                 "without a word.";
    }
    void trim() noexcept override {
        try {
            CUDACachingAllocator::emptyCache();
        } catch (const std::exception&) { // the card has failed, which whoever asks it next is told
        }
    }
    void* allocate(std::size_t bytes) override {
        return on(Lane::work, [&] { return CUDACachingAllocator::raw_alloc(bytes); });
    }
    void release(void* memory) noexcept override { CUDACachingAllocator::raw_delete(memory); }
    void* allocatePinned(std::size_t bytes) override {
        return on(Lane::work, [&] {
            void* memory = nullptr;
            if (const cudaError_t error = cudaHostAlloc(&memory, bytes, cudaHostAllocDefault); error != cudaSuccess) {
                if (error != cudaErrorMemoryAllocation)
                    check(error);
                static_cast<void>(cudaGetLastError());
                throw CardMemoryError("The machine has no memory left that the card can copy from.");
            }
            return memory;
        });
    }
    void releasePinned(void* memory) noexcept override { static_cast<void>(cudaFreeHost(memory)); }
    void touchPinned(const void* /*memory*/) override {}

    void upload(void* to, const void* pinned, std::size_t bytes) override {
        on(Lane::work,
           [&] { check(cudaMemcpyAsync(to, pinned, bytes, cudaMemcpyHostToDevice, streamOf(Lane::work).stream())); });
    }
    void download(void* pinned, const void* from, std::size_t bytes) override {
        on(Lane::fetch, [&] {
            check(cudaMemcpyAsync(pinned, from, bytes, cudaMemcpyDeviceToHost, streamOf(Lane::fetch).stream()));
        });
    }

    void run(const std::function<void()>& work) override { on(Lane::work, work); }

    std::unique_ptr<CardGraph> capture(const std::function<void()>& work) override {
        return on(Lane::work, [&]() -> std::unique_ptr<CardGraph> {
            auto captured = std::make_unique<TorchGraph>(streamOf(Lane::work));
            // What the iterations before left behind: the graph has its own. What they did wrong is found here.
            CUDACachingAllocator::emptyCache();
            try {
                translated([&] { captureGraph(*captured, work); });
            } catch (const CardMemoryError&) {
                throw;
            } catch (const DeviceError& error) {
                // A card that has failed fails at everything from then on: that is no matter of the capture.
                if (const cudaError_t state = cudaStreamQuery(streamOf(Lane::work).stream());
                    state != cudaErrorNotReady)
                    check(state);
                static_cast<void>(cudaGetLastError());
                throw CaptureRefused(error.what());
            }
            return captured;
        });
    }

    double secondsOf(const std::function<void()>& work) override {
        return on(Lane::work, [&] {
            const TorchTick before(streamOf(Lane::work).stream());
            work();
            const TorchTick after(streamOf(Lane::work).stream());
            return after.since(before);
        });
    }

    std::unique_ptr<CardEvent> makeEvent() override { return std::make_unique<TorchEvent>(*this); }
    void waitForAll() noexcept override {
        try {
            for (const Lane lane : {Lane::work, Lane::fetch})
                on(lane, [&] { static_cast<void>(cudaStreamSynchronize(streamOf(lane).stream())); });
        } catch (const std::exception&) { // without a device there is nothing under way
        }
        static_cast<void>(cudaGetLastError());
    }

  private:
    struct Memory {
        std::size_t free = 0, all = 0;
    };
    /// Of the current device.
    static Memory memory() {
        Memory found;
        check(cudaMemGetInfo(&found.free, &found.all));
        return found;
    }
    /// How often LibTorch's allocator found no room at first. Where the environment chose another allocator it tells
    /// of none.
    std::int64_t retries() const {
        try {
            return CUDACachingAllocator::getDeviceStats(m_index).num_alloc_retries;
        } catch (const c10::Error&) {
            return 0;
        }
    }

    c10::DeviceIndex m_index;
    int m_major;
    bool m_refusesOthers;
    const ModuleTable& m_kernels;
    Streams m_streams;
    std::int64_t m_retries = 0; ///< when the free memory was asked for last
};

TorchEvent::TorchEvent(TorchCard& card) : m_card(card) {
    card.on(Lane::work,
            [&] { check(cudaEventCreateWithFlags(&m_event, cudaEventDisableTiming | cudaEventBlockingSync)); });
}

void TorchEvent::record(Lane lane) {
    m_card.on(lane, [&] { check(cudaEventRecord(m_event, m_card.streamOf(lane).stream())); });
}

void TorchEvent::holdBack(Lane lane) {
    m_card.on(lane, [&] { check(cudaStreamWaitEvent(m_card.streamOf(lane).stream(), m_event, 0)); });
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
        const bool refusesOthers = refuseOtherAlgorithms();
        return std::unique_ptr<Card>(std::make_unique<TorchCard>(index, properties.major, refusesOthers, kernels));
    });
}

} // namespace croquis::cuda
