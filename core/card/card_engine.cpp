// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/card_engine.hpp"

#include "card/card_operators.hpp"

#include <utility>

namespace croquis::card {

using perceptual::CardPrecision;

CardPrecision precisionFor(const cuda::Card& card, perceptual::Family family, const std::string& asked) {
    if (asked == "bf16") {
        if (!card.hasQuickBf16()) // its libraries may have no convolution in it at all
            throw DeviceError("This card isn't made for bf16: choose auto or fp32 precision.");
        return CardPrecision::bf16;
    }
    if (asked == "fp32" || family == perceptual::Family::plain)
        return CardPrecision::fp32;
    return card.hasQuickBf16() ? CardPrecision::bf16 : CardPrecision::fp16;
}

const char* nameOf(CardPrecision precision) {
    switch (precision) {
    case CardPrecision::bf16:
        return "bf16";
    case CardPrecision::fp16:
        return "fp16";
    default:
        return "fp32";
    }
}

std::unique_ptr<perceptual::TensorNetwork> openNetworkOn(cuda::Card& card, const std::filesystem::path& weights,
                                                         CardPrecision precision) {
    std::unique_ptr<perceptual::TensorNetwork> network;
    // On the lane that computes, and waited for: of what LibTorch does elsewhere that lane knows nothing.
    card.run([&] {
        network =
            perceptual::openTensorNetwork(weights, deviceOf(card), precision, std::make_shared<CardOperators>(card));
    });
    const auto opened = card.makeEvent();
    opened->record(cuda::Lane::work);
    opened->finish();
    return network;
}

optimise::IterationMaker CardEngine::maker(std::function<void(const std::string&)> notice,
                                           const CardOptions& options) const {
    CardOptions made = options;
    made.gradientScale = m_precision == CardPrecision::fp16 ? kHalfGradientScale : 1;
    made.notice = std::move(notice);
    made.chosenInNeed = [thread = m_runThread.get()] { thread->replace(); };
    return [this, made](const optimise::IterationInputs& inputs) {
        return std::make_unique<CardIterations>(*m_card, *m_network, inputs, made);
    };
}

optimise::IterationMaker CardEngine::timingMaker(TimedCard& timed) const {
    CardOptions options;
    options.captures = false;
    options.gradientScale = m_precision == CardPrecision::fp16 ? kHalfGradientScale : 1;
    const auto network = std::make_shared<TimedNetwork>(*m_network, timed);
    return [network, options, &timed](const optimise::IterationInputs& inputs) {
        return std::make_unique<CardIterations>(timed, *network, inputs, options);
    };
}

} // namespace croquis::card
