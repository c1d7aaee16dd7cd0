// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/launch/card.hpp"
#include "cuda/module/module_table.hpp"
#include "perceptual/tensor_network.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace croquis::card {

/// What of an iteration was timed.
struct TimedPart {
    std::string name;
    std::vector<double> seconds; ///< of each time
    std::int64_t bytes = 0;      ///< of one, at least (kernel_work.hpp); 0: not known

    double median() const;
};

/// A card that times every kernel and what is done as a section, by the clock of the card that it stands before. Only
/// for runs kernel by kernel: captures are refused. Kernels that may are launched several times, of which the mean is
/// taken; those that add to what is there, once, with some microseconds that are the launch's own. Every time taken
/// lets the host wait, so an iteration as a whole takes longer than it does without.
class TimedCard final : public cuda::Card {
  public:
    /// One at a time on a thread. @param of  kept by reference. @param repeats  of a kernel in an iteration.
    TimedCard(cuda::Card& of, int repeats);
    ~TimedCard() override;

    /// In the order of their first launches.
    const std::vector<TimedPart>& parts() const { return m_parts; }
    /// Times what a run does within run().
    void section(const std::string& name, const std::function<void()>& work);
    /// Launches a kernel, and once before it is timed where that changes nothing.
    int launch(const std::string& name, std::int64_t bytes, bool repeatable, const std::function<int()>& kernel);
    const cuda::ModuleTable& real() const { return m_of.kernels(); }

    int index() const override { return m_of.index(); }
    const cuda::ModuleTable& kernels() const override;
    void* stream(cuda::Lane lane) override { return m_of.stream(lane); }
    bool hasQuickBf16() const override { return m_of.hasQuickBf16(); }
    std::uint64_t freeMemory() override { return m_of.freeMemory(); }
    std::uint64_t allMemory() override { return m_of.allMemory(); }
    bool hasKeptRoom() override { return m_of.hasKeptRoom(); }
    std::string caution() const override { return m_of.caution(); }
    void trim() noexcept override { m_of.trim(); }
    void* allocate(std::size_t bytes) override { return m_of.allocate(bytes); }
    void release(void* memory) noexcept override { m_of.release(memory); }
    void* allocatePinned(std::size_t bytes) override { return m_of.allocatePinned(bytes); }
    void releasePinned(void* memory) noexcept override { m_of.releasePinned(memory); }
    void touchPinned(const void* memory) override { m_of.touchPinned(memory); }
    void upload(void* to, const void* pinned, std::size_t bytes) override { m_of.upload(to, pinned, bytes); }
    void download(void* pinned, const void* from, std::size_t bytes) override { m_of.download(pinned, from, bytes); }
    void run(const std::function<void()>& work) override { m_of.run(work); }
    std::unique_ptr<cuda::CardGraph> capture(const std::function<void()>& /*work*/) override {
        throw cuda::CaptureRefused("what is timed runs kernel by kernel");
    }
    double secondsOf(const std::function<void()>& work) override { return m_of.secondsOf(work); }
    std::unique_ptr<cuda::CardEvent> makeEvent() override { return m_of.makeEvent(); }
    void waitForAll() noexcept override { m_of.waitForAll(); }

  private:
    TimedPart& part(const std::string& name);

    cuda::Card& m_of;
    int m_repeats;
    std::vector<TimedPart> m_parts;
};

inline constexpr std::int64_t kCopiedFloats = 1 << 26; ///< 256 MB: no cache holds them

/// Bytes a second that a card copies, read and written together: what bytesOf() is held against; 0 without a clock. The
/// host waits. @throws cuda::CardMemoryError.
double memoryRate(cuda::Card& card, std::int64_t floats = kCopiedFloats);

/// A network whose ways forth and back are sections of a timed card.
class TimedNetwork final : public perceptual::TensorNetwork {
  public:
    /// Both are kept by reference.
    TimedNetwork(const perceptual::TensorNetwork& of, TimedCard& card) : m_of(of), m_card(card) {}

    int inputSide() const override { return m_of.inputSide(); }
    std::array<std::int64_t, 3> stageShape(int stage) const override { return m_of.stageShape(stage); }
    std::int64_t embeddingSize() const override { return m_of.embeddingSize(); }
    perceptual::ChannelNormalisation normalisation() const override { return m_of.normalisation(); }
    std::uint64_t bytesPerPicture(const perceptual::EncoderOutputs& wanted, bool back) const override {
        return m_of.bytesPerPicture(wanted, back);
    }
    perceptual::Encoding forward(const at::Tensor& pictures, const perceptual::EncoderOutputs& wanted,
                                 std::unique_ptr<Tape>* tape) const override;
    at::Tensor backward(const perceptual::Encoding& gradients, const perceptual::EncoderOutputs& wanted,
                        const Tape& tape) const override;

  private:
    const perceptual::TensorNetwork& m_of;
    TimedCard& m_card;
};

} // namespace croquis::card
