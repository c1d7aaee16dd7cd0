// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/launch/card.hpp"
#include "cuda/module/module_table.hpp"
#include "loss/perceptual_loss.hpp"
#include "optimise/recipe/recipe.hpp"
#include "perceptual/tensor_network.hpp"

namespace croquis::card {

/// Of a card's tensors.
inline c10::Device deviceOf(const cuda::Card& card) {
    return card.index() < 0 ? c10::Device(c10::kCPU)
                            : c10::Device(c10::kCUDA, static_cast<c10::DeviceIndex>(card.index()));
}

/// Puts a kernel on Lane::work. @param entry  of the card's table.
/// @throws cuda::CardMemoryError where there is no room to load the kernel; DeviceError for what CUDA refused.
template <class Body>
void launchOn(cuda::Card& card, cuda::Launch<Body>* const& entry, const Body& body) {
    const int error = entry(body, card.stream(cuda::Lane::work));
    if (error == cuda::kMemoryAllocation)
        throw cuda::CardMemoryError("The card's memory is full.");
    if (error != 0)
        throw DeviceError(std::string("The card refused a kernel: ") + card.kernels().errorText(error) + ".");
}

/// What all parts of a run on a card share; kept by reference, all of it outlives them.
struct CardRun {
    cuda::Card& card;
    const perceptual::TensorNetwork& network;
    const optimise::Recipe& recipe;
    loss::PerceptualLossOptions loss;  ///< stages ascending
    perceptual::EncoderOutputs wanted; ///< of the network
    /// Of what goes back through the network, and is undone after it: where a run begins, a power of two. Other than 1
    /// it is guarded: see cuda::GuardScale.
    double gradientScale = 1;

    bool isScaled() const { return gradientScale != 1; }
    int stageCount() const { return static_cast<int>(loss.stages.size()); }
    /// Columns of the perceptual loss' terms.
    int columns() const { return stageCount() + (wanted.embedding ? 1 : 0); }
    /// Numbers of one view's stage.
    std::int64_t stageSize(int index) const {
        const auto shape = network.stageShape(loss.stages[static_cast<std::size_t>(index)].stage);
        return shape[0] * shape[1] * shape[2];
    }

    /// @throws what launchOn() throws.
    template <class Body>
    void launch(cuda::Launch<Body>* const& entry, const Body& body) const {
        launchOn(card, entry, body);
    }

    c10::Device device() const { return deviceOf(card); }
};

} // namespace croquis::card
