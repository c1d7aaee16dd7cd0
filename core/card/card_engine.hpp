// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/card_iterations.hpp"
#include "card/run_thread.hpp"
#include "card/timed_card.hpp"
#include "perceptual/tensor_network.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace croquis::card {

/// In what a network is best computed on a card: CLIP's in half the width, in which it was trained, the small ones in
/// float32, which costs them little.
/// @param asked  auto, fp32 or bf16. @throws DeviceError for bf16 on a card that isn't made for it.
perceptual::CardPrecision precisionFor(const cuda::Card& card, perceptual::Family family, const std::string& asked);

/// fp32, bf16 or fp16.
const char* nameOf(perceptual::CardPrecision precision);

/// Takes a network onto a card; its weights are there when this returns.
/// @throws ModelFileError; DeviceError where the card has no room or the network is made for the processor only.
std::unique_ptr<perceptual::TensorNetwork> openNetworkOn(cuda::Card& card, const std::filesystem::path& weights,
                                                         perceptual::CardPrecision precision);

/// A card with a network on it: what a session needs of one. One thread at a time; the network goes before the card,
/// which then gives back what LibTorch kept of it.
class CardEngine {
  public:
    /// @throws what openNetworkOn() does.
    CardEngine(std::unique_ptr<cuda::Card> card, const std::filesystem::path& weights,
               perceptual::CardPrecision precision)
        : m_card(std::move(card)), m_precision(precision), m_network(openNetworkOn(*m_card, weights, precision)) {}

    perceptual::CardPrecision precision() const { return m_precision; }

    /// For what is asked of it between two runs.
    cuda::Card& card() const { return *m_card; }

    /// Draws on the thread that all runs have, until one finds the card's memory full or the card fails: the next one
    /// then has another. Waits for the run, and throws what it throws. One at a time.
    void inRunThread(const std::function<void()>& run) const { m_runThread->run(run); }

    /// Makes the iterations of a run, which end before this does.
    /// @param notice  is told what the person should know.
    optimise::IterationMaker maker(std::function<void(const std::string&)> notice,
                                   const CardOptions& options = {}) const;
    /// The same kernel by kernel, each of them timed, and the network's ways forth and back.
    /// @param timed  stands before card(), and outlives the iterations.
    optimise::IterationMaker timingMaker(TimedCard& timed) const;

  private:
    std::unique_ptr<cuda::Card> m_card;
    perceptual::CardPrecision m_precision;
    std::unique_ptr<perceptual::TensorNetwork> m_network;                   ///< its weights are the card's memory
    std::unique_ptr<RunThread> m_runThread = std::make_unique<RunThread>(); ///< ends first
};

} // namespace croquis::card
