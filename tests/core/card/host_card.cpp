// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/card/host_card.hpp"

#include "cuda/launch/sequential_launcher.hpp"

#include <ATen/record_function.h>

#include <QtGlobal>

#include <algorithm>
#include <cstring>
#include <string_view>

namespace croquis::test {
namespace {

constexpr std::byte kPoison{0xff}; // NaN in every float

const char* errorText(int /*error*/) {
    return "none";
}

thread_local std::string waitingCall;

/// Inside a capture: notes what would wait for the card. (What an observer throws, LibTorch swallows.)
std::unique_ptr<at::ObserverContext> noteWaiting(const at::RecordFunction& function) {
    constexpr std::string_view kWaiting[] = {"aten::item",    "aten::_local_scalar_dense", "aten::is_nonzero",
                                             "aten::nonzero", "aten::masked_select",       "aten::equal"};
    const std::string_view name = function.name();
    if (std::find(std::begin(kWaiting), std::end(kWaiting), name) != std::end(kWaiting))
        waitingCall = name;
    return nullptr;
}

} // namespace

class HostCard::Event final : public cuda::CardEvent {
  public:
    explicit Event(HostCard& card) : m_card(card) {}

    void record(cuda::Lane lane) override {
        m_card.refuseWhileCapturing("records an event");
        if (m_card.m_records++ == m_card.failingRecord)
            throw DeviceError("The card failed: an event.");
        const std::int64_t number = ++m_records;
        m_card.put(lane, {[this, number] { m_happened = number; }});
        m_clock = m_card.queue(lane).clock;
    }
    void holdBack(cuda::Lane lane) override {
        m_card.refuseWhileCapturing("waits for an event");
        requireRecord("A lane waits for");
        auto& queue = m_card.queue(lane);
        for (std::size_t k = 0; k < kLanes; ++k)
            queue.clock[k] = std::max(queue.clock[k], m_clock[k]);
        if (!m_card.ignoresHoldBack)
            m_card.put(lane, {[] {}, this, m_records});
    }
    void finish() override {
        m_card.refuseWhileCapturing("waits for an event");
        requireRecord("The host waits for");
        while (m_happened < m_records)
            if (!m_card.advanceAny())
                throw ProtocolFault("The lanes wait for each other.");
        for (std::size_t k = 0; k < kLanes; ++k)
            m_card.m_known[k] = std::max(m_card.m_known[k], m_clock[k]);
    }
    bool hasHappened(std::int64_t record) const { return m_happened >= record; }

  private:
    void requireRecord(const std::string& who) const {
        if (m_records == 0)
            throw ProtocolFault(who + " an event that wasn't recorded.");
    }

    HostCard& m_card;
    std::int64_t m_records = 0, m_happened = 0;
    Clock m_clock{};
};

class HostCard::Graph final : public cuda::CardGraph {
  public:
    Graph(HostCard& card, std::function<void()> work) : m_card(card), m_work(std::move(work)) {}
    void replay() override {
        m_card.refuseWhileCapturing("replays a graph");
        ++m_card.m_replays;
        m_card.put(cuda::Lane::work, {m_work});
    }

  private:
    HostCard& m_card;
    std::function<void()> m_work;
};

HostCard::HostCard(Pace pace, unsigned seed) : m_pace(pace), m_dice(seed) {
    for (auto& lane : m_lanes)
        lane.card = this;
}

HostCard::~HostCard() {
    for (const auto& [memory, block] : m_blocks) {
        const bool written = block.released &&
                             std::any_of(memory, memory + block.size, [](std::byte value) { return value != kPoison; });
        if (!block.released || written || !m_faultOfRelease.empty())
            qFatal("HostCard: %s", !m_faultOfRelease.empty() ? m_faultOfRelease.c_str()
                                   : written                 ? "memory was written after its release"
                                                             : "memory was not released");
    }
}

std::uint64_t HostCard::freeMemory() {
    refuseWhileCapturing("asks for the free memory");
    m_crowded = false;
    return freeBytes;
}

void HostCard::trim() noexcept {
    if (m_capturing)
        m_faultOfRelease = "memory is given back in a capture";
    const bool held = std::any_of(m_blocks.begin(), m_blocks.end(),
                                  [](const auto& block) { return !block.second.released && !block.second.pinned; });
    m_trims += held ? 0 : 1;
}

void HostCard::refuseWhileCapturing(const char* what) const {
    if (m_capturing)
        throw ProtocolFault(std::string("A capture ") + what + ".");
}

void* HostCard::makeBlock(std::size_t bytes, bool pinned) {
    refuseWhileCapturing("allocates");
    if (m_allocations++ == failingAllocation)
        throw cuda::CardMemoryError("The card's memory is full.");
    Block block{std::make_unique<std::byte[]>(bytes), bytes, pinned, false, {}};
    std::byte* const memory = block.bytes.get();
    std::fill_n(memory, bytes, kPoison);
    m_blocks.emplace(memory, std::move(block));
    return memory;
}

void HostCard::releaseBlock(void* memory, bool pinned) noexcept {
    const auto found = m_blocks.find(static_cast<const std::byte*>(memory));
    if (found == m_blocks.end() || found->second.released || found->second.pinned != pinned) {
        m_faultOfRelease = "what is released is no memory of the card";
        return;
    }
    for (std::size_t k = 0; k < kLanes; ++k)
        if (m_known[k] < m_lanes[k].enqueued && m_faultOfRelease.empty())
            m_faultOfRelease = "memory is released while a lane may use it";
    if (m_capturing)
        m_faultOfRelease = "memory is released in a capture";
    found->second.released = true;
    std::fill_n(static_cast<std::byte*>(memory), found->second.size, kPoison);
}

void* HostCard::allocate(std::size_t bytes) {
    return makeBlock(bytes, false);
}
void* HostCard::allocatePinned(std::size_t bytes) {
    return makeBlock(bytes, true);
}
void HostCard::release(void* memory) noexcept {
    releaseBlock(memory, false);
}
void HostCard::releasePinned(void* memory) noexcept {
    releaseBlock(memory, true);
}

HostCard::Block& HostCard::blockOf(const void* memory, std::size_t bytes, bool pinned) {
    const auto* const begin = static_cast<const std::byte*>(memory);
    auto found = m_blocks.upper_bound(begin);
    if (found != m_blocks.begin()) {
        --found;
        Block& block = found->second;
        if (begin >= found->first && begin + bytes <= found->first + block.size && block.pinned == pinned &&
            !block.released)
            return block;
    }
    throw ProtocolFault(pinned ? "Pinned memory is used that isn't." : "The card's memory is used that isn't.");
}

void HostCard::touchPinned(const void* memory) {
    refuseWhileCapturing("lets the host use pinned memory");
    const Block& block = blockOf(memory, 1, true);
    for (std::size_t k = 0; k < kLanes; ++k)
        if (block.lastUse[k] > m_known[k])
            throw ProtocolFault("The host uses pinned memory that a copy may still use.");
}

void HostCard::copy(cuda::Lane lane, void* to, const void* from, std::size_t bytes, Block& pinned) {
    if (m_copies++ == failingCopy)
        throw DeviceError("The card failed: a copy.");
    put(lane, {[to, from, bytes] { std::memcpy(to, from, bytes); }});
    const auto at = static_cast<std::size_t>(lane);
    pinned.lastUse[at] = m_lanes[at].enqueued;
}

void HostCard::upload(void* to, const void* pinned, std::size_t bytes) {
    refuseWhileCapturing("copies from the host");
    blockOf(to, bytes, false);
    copy(cuda::Lane::work, to, pinned, bytes, blockOf(pinned, bytes, true));
}

void HostCard::download(void* pinned, const void* from, std::size_t bytes) {
    refuseWhileCapturing("copies to the host");
    blockOf(from, bytes, false);
    copy(cuda::Lane::fetch, pinned, from, bytes, blockOf(pinned, bytes, true));
}

void HostCard::put(cuda::Lane lane, Operation operation) {
    const auto at = static_cast<std::size_t>(lane);
    LaneQueue& to = m_lanes[at];
    to.waiting.push_back(std::move(operation));
    to.clock[at] = ++to.enqueued;
    if (m_pace == Pace::atOnce)
        while (advanceAny()) {
        }
    else if (m_pace == Pace::dice && m_dice() % 4 == 0)
        advanceAny();
}

bool HostCard::advance(std::size_t lane) {
    LaneQueue& queue = m_lanes[lane];
    if (queue.waiting.empty())
        return false;
    const Operation& next = queue.waiting.front();
    if (next.awaited != nullptr && !next.awaited->hasHappened(next.awaitedRecord))
        return false;
    const auto act = std::move(queue.waiting.front().act);
    queue.waiting.pop_front();
    m_acting = true;
    try {
        act();
    } catch (...) {
        m_acting = false;
        throw;
    }
    m_acting = false;
    return true;
}

bool HostCard::advanceAny() {
    const bool fetchFirst = m_pace == Pace::fetchFirst || (m_pace == Pace::dice && m_dice() % 2 == 0);
    const std::size_t first = fetchFirst ? 1 : 0;
    return advance(first) || advance(1 - first);
}

int HostCard::launch(void* stream, const std::function<void()>& body) {
    if (stream != this->stream(cuda::Lane::work))
        throw ProtocolFault("A kernel is put on a lane that doesn't compute.");
    if (m_capturing)
        return 0; // it is done by the replays
    if (m_launches++ == failingLaunch)
        return cuda::kMemoryAllocation;
    if (m_acting)
        body();
    else
        put(cuda::Lane::work, {body});
    return 0;
}

void HostCard::run(const std::function<void()>& work) {
    refuseWhileCapturing("runs work by itself");
    m_crowded = m_crowded || m_runs == crowdedRun;
    if (m_runs++ == failingRun)
        fault();
    put(cuda::Lane::work, {work});
}

std::unique_ptr<cuda::CardGraph> HostCard::capture(const std::function<void()>& work) {
    refuseWhileCapturing("captures");
    if (refusesCaptures)
        throw cuda::CaptureRefused("the stand-in was told to.");
    if (fullCaptures > 0) {
        --fullCaptures;
        throw cuda::CardMemoryError("The card's memory is full.");
    }
    m_capturing = true;
    waitingCall.clear();
    const auto handle = at::addThreadLocalCallback(at::RecordFunctionCallback(noteWaiting));
    try {
        work();
    } catch (...) {
        at::removeCallback(handle);
        m_capturing = false;
        throw;
    }
    at::removeCallback(handle);
    m_capturing = false;
    if (!waitingCall.empty())
        throw ProtocolFault(waitingCall + " waits for the card, and it was called in a capture.");
    return std::make_unique<Graph>(*this, work);
}

double HostCard::secondsOf(const std::function<void()>& work) {
    refuseWhileCapturing("measures itself");
    if (!m_acting)
        throw ProtocolFault("A time is taken outside of run().");
    work();
    return 0;
}

std::unique_ptr<cuda::CardEvent> HostCard::makeEvent() {
    refuseWhileCapturing("makes an event");
    return std::make_unique<Event>(*this);
}

void HostCard::waitForAll() noexcept {
    while (advanceAny()) {
    }
    for (std::size_t k = 0; k < kLanes; ++k)
        m_known[k] = m_lanes[k].enqueued;
}

namespace {

template <class Body>
int launchOnHost(const Body& body, void* stream) {
    return HostCard::onStream(stream).launch(stream, [body] { cuda::launchSequentially(body); });
}

template <class Number>
constexpr cuda::NetworkKernels<Number> networkKernels() {
    using namespace cuda;
    return {launchOnHost<FinishLayer<Number>>,   launchOnHost<GateGradient<Number>>,
            launchOnHost<HalvePictures<Number>>, launchOnHost<SpreadHalves<Number>>,
            launchOnHost<DepthwiseTaps<Number>>, launchOnHost<DepthwiseTapsBack<Number>>,
            launchOnHost<ColourTaps<Number>>,    launchOnHost<ColourTapsBack<Number>>};
}

} // namespace

HostCard& HostCard::onStream(void* stream) {
    return *static_cast<LaneQueue*>(stream)->card;
}

const cuda::ModuleTable& HostCard::kernels() const {
    using namespace cuda;
    static const ModuleTable kTable{kModuleVersion,
                                    0,
                                    errorText,
                                    launchOnHost<FlattenStrokes<float>>,
                                    launchOnHost<BinStrokes<float>>,
                                    launchOnHost<PaintPixels<float, true>>,
                                    launchOnHost<PaintPixels<float, false>>,
                                    launchOnHost<GatherSlopes<float, true>>,
                                    launchOnHost<GatherSlopes<float, false>>,
                                    launchOnHost<SumSlopes<float>>,
                                    launchOnHost<WarpViews>,
                                    launchOnHost<GatherViews>,
                                    launchOnHost<MeasureStage>,
                                    launchOnHost<FoldParts>,
                                    launchOnHost<SumStage>,
                                    launchOnHost<MeasureEmbedding>,
                                    launchOnHost<SumEmbedding>,
                                    launchOnHost<EmbeddingGradient>,
                                    launchOnHost<BlurRows<true>>,
                                    launchOnHost<BlurRows<false>>,
                                    launchOnHost<EdgeDifference>,
                                    launchOnHost<MeasureEdges>,
                                    launchOnHost<SumEdges>,
                                    launchOnHost<AddEdgeGradient>,
                                    launchOnHost<KeepShapes>,
                                    launchOnHost<GuardScale>,
                                    launchOnHost<AdamUpdate>,
                                    launchOnHost<TakeSchedule>,
                                    launchOnHost<RecordIteration>,
                                    launchOnHost<AdvanceIteration>,
                                    networkKernels<float>(),
                                    networkKernels<BFloat16>(),
                                    nullptr};
    return kTable;
}

} // namespace croquis::test
