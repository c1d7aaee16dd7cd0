// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/launch/card.hpp"
#include "cuda/module/module_table.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace croquis::test {

/// What a run did that would be wrong on a card: a test's failure.
class ProtocolFault : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

/// In which order the stand-in does what is on its lanes. All are orders that a card may take; a result that depends on
/// it is a race.
enum class Pace {
    workFirst,  ///< nothing before the host waits, then Lane::work as far as it goes
    fetchFirst, ///< the same with Lane::fetch
    atOnce,     ///< everything as soon as it may
    dice        ///< now one, now the other, some at once
};

/// Stands for a card where there is none. Lanes are queues of what is still to be done, which is done when the host
/// waits (Pace); kernels are run by the sequential launcher with their bounds checked, LibTorch's tensors are the
/// processor's. Checked are: events are recorded before anyone waits for them; the host opens pinned memory only where
/// it knows every copy of it to be over; memory is released only when the host knows both lanes to be empty, and not
/// written after that; copies stay inside their memory; a capture makes no use of this interface, and doesn't wait or
/// ask for a number of LibTorch. New memory is full of NaN.
class HostCard final : public cuda::Card {
  public:
    static constexpr int kNever = std::numeric_limits<int>::max();

    explicit HostCard(Pace pace = Pace::workFirst, unsigned seed = 1);
    /// Aborts the test where memory is still held, or was written after its release.
    ~HostCard() override;

    int failingAllocation = kNever; ///< which one finds no room, counted from 0
    int failingRun = kNever;        ///< at which run() LibTorch finds none
    int failingCopy = kNever;       ///< which copy the card refuses
    int failingLaunch = kNever;     ///< which kernel the driver has no room to load
    int failingRecord = kNever;     ///< which record of an event it refuses
    /// What the run() that fails throws, where it isn't that the memory is full.
    std::function<void()> fault = [] { throw cuda::CardMemoryError("The card's memory is full."); };
    bool refusesCaptures = false;
    int fullCaptures = 0;                             ///< so many captures find no room
    std::uint64_t freeBytes = std::uint64_t{8} << 30; ///< bytes, as freeMemory() has it
    std::uint64_t allBytes = std::uint64_t{16} << 30; ///< likewise
    int crowdedRun = kNever; ///< from this run() on, until freeMemory() is asked, the libraries have no room
    bool quickBf16 = false;
    std::string told;             ///< caution()
    bool ignoresHoldBack = false; ///< left out on purpose: to see that its lack is found

    /// What was wrong with a release, which can't throw; asked for, it no longer aborts the test.
    std::string takeReleaseFault() { return std::exchange(m_faultOfRelease, {}); }
    int allocations() const { return m_allocations; }
    int runs() const { return m_runs; }
    int launches() const { return m_launches; }
    int copies() const { return m_copies; }
    int records() const { return m_records; }
    int replays() const { return m_replays; }
    /// How often it was told so with all memory released.
    int trims() const { return m_trims; }

    int index() const override { return -1; }
    const cuda::ModuleTable& kernels() const override;
    void* stream(cuda::Lane lane) override { return &m_lanes[static_cast<std::size_t>(lane)]; }
    bool hasQuickBf16() const override { return quickBf16; }
    std::uint64_t freeMemory() override;
    std::uint64_t allMemory() override { return allBytes; }
    bool hasKeptRoom() override { return !m_crowded; }
    std::string caution() const override { return told; }
    void trim() noexcept override;
    void* allocate(std::size_t bytes) override;
    void release(void* memory) noexcept override;
    void* allocatePinned(std::size_t bytes) override;
    void releasePinned(void* memory) noexcept override;
    void touchPinned(const void* memory) override;
    void upload(void* to, const void* pinned, std::size_t bytes) override;
    void download(void* pinned, const void* from, std::size_t bytes) override;
    void run(const std::function<void()>& work) override;
    std::unique_ptr<cuda::CardGraph> capture(const std::function<void()>& work) override;
    /// It has no clock: 0.
    double secondsOf(const std::function<void()>& work) override;
    std::unique_ptr<cuda::CardEvent> makeEvent() override;
    void waitForAll() noexcept override;

    static HostCard& onStream(void* stream);
    /// Of a launch through kernels(). @return  a cudaError_t.
    int launch(void* stream, const std::function<void()>& body);

  private:
    class Event;
    class Graph;
    static constexpr int kLanes = 2;
    /// What of each lane is known to be over.
    using Clock = std::array<std::int64_t, kLanes>;

    /// One thing on a lane.
    struct Operation {
        std::function<void()> act;
        const Event* awaited = nullptr; ///< not before it has happened
        std::int64_t awaitedRecord = 0;
    };
    struct LaneQueue {
        HostCard* card = nullptr;
        std::deque<Operation> waiting;
        std::int64_t enqueued = 0;
        Clock clock{}; ///< what is over when the last that was enqueued is
    };
    struct Block {
        std::unique_ptr<std::byte[]> bytes;
        std::size_t size = 0;
        bool pinned = false;
        bool released = false;
        Clock lastUse{}; ///< by copies
    };

    Block& blockOf(const void* memory, std::size_t bytes, bool pinned);
    void* makeBlock(std::size_t bytes, bool pinned);
    void releaseBlock(void* memory, bool pinned) noexcept;
    void put(cuda::Lane lane, Operation operation);
    void copy(cuda::Lane lane, void* to, const void* from, std::size_t bytes, Block& pinned);
    bool advance(std::size_t lane);
    bool advanceAny();
    void refuseWhileCapturing(const char* what) const;
    LaneQueue& queue(cuda::Lane lane) { return m_lanes[static_cast<std::size_t>(lane)]; }

    Pace m_pace;
    std::mt19937 m_dice;
    std::array<LaneQueue, kLanes> m_lanes;
    std::map<const std::byte*, Block> m_blocks;
    Clock m_known{}; ///< by the host
    bool m_capturing = false;
    bool m_acting = false; ///< something on Lane::work is being done
    bool m_crowded = false;
    std::string m_faultOfRelease;
    int m_allocations = 0, m_runs = 0, m_launches = 0, m_copies = 0, m_records = 0, m_replays = 0, m_trims = 0;
};

} // namespace croquis::test
