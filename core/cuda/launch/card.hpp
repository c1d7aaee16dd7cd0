// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace croquis::cuda {

struct ModuleTable;

/// A card had no room for what was asked of it.
class CardMemoryError : public DeviceError {
  public:
    using DeviceError::DeviceError;
};

/// Bytes of a card that its libraries (cuDNN, cuBLAS, the CUDA runtime) are left for the kernels that they load when
/// they first need them, none of which is nearly as large.
inline constexpr std::uint64_t kLibraryRoom = std::uint64_t{256} << 20;

/// Work can't be captured into a graph; it can be run all the same.
class CaptureRefused : public DeviceError {
  public:
    using DeviceError::DeviceError;
};

/// A card's two queues (CUDA streams): what is put on one runs in its order, beside what is on the other. Nothing
/// orders the two but events: what fetch() copies is held back by one that was recorded on work behind its making, and
/// what work makes in its place waits until the host knows that copy to be over.
enum class Lane {
    work, ///< all that computes, LibTorch's operators too, and copies to the card
    fetch ///< copies to the host
};

/// A point in a lane that others wait for. Made by a Card, which outlives it. Used again and again: who waits, waits
/// for what was recorded last before.
class CardEvent {
  public:
    virtual ~CardEvent() = default;
    /// Takes the place of what was recorded before.
    virtual void record(Lane lane) = 0;
    /// What is put on the lane from now on runs after what the other lane held when it was recorded.
    virtual void holdBack(Lane lane) = 0;
    /// The host waits until it is reached. @throws DeviceError for what went wrong on the card since.
    virtual void finish() = 0;
};

/// Work that was captured once and is put on Lane::work as a whole. It holds the addresses that the work used, of the
/// run's memory and of a pool of LibTorch's that is its own: the former outlives it, the latter goes with it. Made by a
/// Card, which outlives it; destroyed only when the host knows all its replays to be over.
class CardGraph {
  public:
    virtual ~CardGraph() = default;
    virtual void replay() = 0;
};

/// All that a run asks of a card, so that its order of events can be checked where there is none. One thread at a time.
///
/// Nothing but finish(), secondsOf(), freeMemory(), trim(), capture() and waitForAll() lets the host wait. Memory,
/// pinned or not, is released only when the host knows that no lane uses it: neither LibTorch's allocator nor CUDA is
/// told who does. The module that a card comes from is never unloaded.
class Card {
  public:
    virtual ~Card() = default;

    /// Of LibTorch's devices; -1: its tensors are the processor's (tests).
    virtual int index() const = 0;
    /// Its launches go to a stream of stream().
    virtual const ModuleTable& kernels() const = 0;
    virtual void* stream(Lane lane) = 0;
    /// Whether it multiplies bf16 faster than fp32.
    virtual bool hasQuickBf16() const = 0;

    /// Bytes that allocate() and LibTorch can still have together: trim()s first, so that what runs before left in
    /// LibTorch's cache counts.
    virtual std::uint64_t freeMemory() = 0;
    /// Bytes of the whole card, whoever holds them.
    virtual std::uint64_t allMemory() = 0;
    /// Whether at least kLibraryRoom is free, and LibTorch's allocator hasn't had to make room since freeMemory() was
    /// asked last: its own share only grows meanwhile, so that of it as much was free all the time; what other programs
    /// took and gave back in between isn't seen. Where it is false, a library may have had no room for a kernel that it
    /// loads when it is first needed, and LibTorch have taken another in silence: other bits, which the thread then
    /// keeps to. Doesn't let the host wait.
    virtual bool hasKeptRoom() = 0;
    /// What about this card the person at the log should know, as a sentence; empty: nothing.
    virtual std::string caution() const { return {}; }
    /// Gives memory that LibTorch keeps though nobody uses it back to the driver, for others.
    virtual void trim() noexcept = 0;
    /// @throws CardMemoryError.
    virtual void* allocate(std::size_t bytes) = 0;
    virtual void release(void* memory) noexcept = 0;
    /// Memory of the host that copies to and from the card don't wait for. @throws CardMemoryError.
    virtual void* allocatePinned(std::size_t bytes) = 0;
    virtual void releasePinned(void* memory) noexcept = 0;
    /// To be called before the host reads or writes pinned memory that a copy knows.
    virtual void touchPinned(const void* memory) = 0;

    /// Puts a copy on Lane::work. @param pinned  untouched until the host knows the copy to be over.
    virtual void upload(void* to, const void* pinned, std::size_t bytes) = 0;
    /// Puts a copy on Lane::fetch.
    virtual void download(void* pinned, const void* from, std::size_t bytes) = 0;

    /// Puts on Lane::work what the function launches and what it makes LibTorch do. The function may be kept until the
    /// host next finishes an event. @throws CardMemoryError where LibTorch finds no room, also where it could have
    /// worked around it: then it would have computed other bits. What was put on the lane before that is done all the
    /// same.
    virtual void run(const std::function<void()>& work) = 0;
    /// Captures the same. The function may launch and compute, and nothing else: no copy, event or memory of this
    /// interface, nothing that waits; and nothing that LibTorch does for the first time on this thread (its libraries'
    /// handles and choices are by thread). @throws CaptureRefused, after which the card can be used as before;
    /// CardMemoryError where there is no room for it, likewise; DeviceError for what went wrong on the card before.
    virtual std::unique_ptr<CardGraph> capture(const std::function<void()>& work) = 0;

    /// Seconds, by the card's clock, that what the function launches takes on Lane::work; the host waits for it. Within
    /// run() only.
    virtual double secondsOf(const std::function<void()>& work) = 0;

    virtual std::unique_ptr<CardEvent> makeEvent() = 0;
    /// The host waits until both lanes are empty, without an event and whatever has gone wrong on them.
    virtual void waitForAll() noexcept = 0;
};

} // namespace croquis::cuda
