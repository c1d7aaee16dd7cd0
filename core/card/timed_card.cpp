// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/timed_card.hpp"

#include "card/card_run.hpp"
#include "card/kernel_work.hpp"

#include <ATen/ops/empty_like.h>
#include <ATen/ops/ones.h>

#include <algorithm>
#include <cstdlib>
#include <cxxabi.h>
#include <string_view>
#include <typeinfo>
#include <utility>

namespace croquis::card {
namespace {

using cuda::ModuleTable;

constexpr bool kMany = true, kOnce = false; // how often a kernel may be launched in an iteration

thread_local TimedCard* timing = nullptr;

/// PaintPixels<float, true>
std::string nameOf(const std::type_info& body) {
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> name(abi::__cxa_demangle(body.name(), nullptr, nullptr, &status),
                                                           &std::free);
    const std::string whole = status == 0 ? name.get() : body.name();
    constexpr std::string_view kFolder = "croquis::cuda::";
    return whole.starts_with(kFolder) ? whole.substr(kFolder.size()) : whole;
}

/// Launches of one body that take different times have different names.
template <class Body>
std::string named(const Body& /*body*/, const std::string& name) {
    return name;
}
std::string named(const cuda::WarpViews& body, const std::string& name) {
    return (body.shape.channels == 3 ? "of the photo: " : "") + name;
}
std::string named(const cuda::MeasureStage& body, const std::string& name) {
    return name + ", " + std::to_string(body.size) + " numbers";
}

template <auto Entry, bool Repeatable, class Body>
int timed(const Body& body, void* stream) {
    return timing->launch(named(body, nameOf(typeid(Body))), bytesOf(body), Repeatable,
                          [&] { return (timing->real().*Entry)(body, stream); });
}

const char* errorText(int error) {
    return timing->real().errorText(error);
}

} // namespace

double TimedPart::median() const {
    std::vector<double> sorted = seconds;
    std::sort(sorted.begin(), sorted.end());
    return sorted.empty() ? 0 : sorted[sorted.size() / 2];
}

TimedCard::TimedCard(cuda::Card& of, int repeats) : m_of(of), m_repeats(repeats) {
    timing = this;
}

TimedCard::~TimedCard() {
    timing = nullptr;
}

const ModuleTable& TimedCard::kernels() const {
    static const ModuleTable kTable{cuda::kModuleVersion,
                                    0,
                                    errorText,
                                    timed<&ModuleTable::flattenStrokes, kMany>,
                                    timed<&ModuleTable::binStrokes, kMany>,
                                    timed<&ModuleTable::paintWide, kMany>,
                                    timed<&ModuleTable::paintNarrow, kMany>,
                                    timed<&ModuleTable::gatherWide, kMany>,
                                    timed<&ModuleTable::gatherNarrow, kMany>,
                                    timed<&ModuleTable::sumSlopes, kMany>,
                                    timed<&ModuleTable::warpViews, kMany>,
                                    timed<&ModuleTable::gatherViews, kMany>,
                                    timed<&ModuleTable::measureStage, kMany>,
                                    timed<&ModuleTable::foldParts, kMany>,
                                    timed<&ModuleTable::sumStage, kMany>,
                                    timed<&ModuleTable::measureEmbedding, kMany>,
                                    timed<&ModuleTable::sumEmbedding, kMany>,
                                    timed<&ModuleTable::embeddingGradient, kMany>,
                                    timed<&ModuleTable::blurInk, kMany>,
                                    timed<&ModuleTable::blurDifference, kMany>,
                                    timed<&ModuleTable::edgeDifference, kMany>,
                                    timed<&ModuleTable::measureEdges, kMany>,
                                    timed<&ModuleTable::sumEdges, kMany>,
                                    timed<&ModuleTable::addEdgeGradient, kOnce>,
                                    timed<&ModuleTable::keepShapes, kOnce>,
                                    timed<&ModuleTable::guardScale, kOnce>,
                                    timed<&ModuleTable::adamUpdate, kOnce>,
                                    timed<&ModuleTable::takeSchedule, kMany>,
                                    timed<&ModuleTable::recordIteration, kMany>,
                                    timed<&ModuleTable::advanceIteration, kOnce>,
                                    {}, // a network's are timed as a whole, and launched on the card behind
                                    {},
                                    nullptr};
    return kTable;
}

TimedPart& TimedCard::part(const std::string& name) {
    const auto found =
        std::find_if(m_parts.begin(), m_parts.end(), [&](const TimedPart& part) { return part.name == name; });
    if (found != m_parts.end())
        return *found;
    m_parts.push_back({name, {}, 0});
    return m_parts.back();
}

void TimedCard::section(const std::string& name, const std::function<void()>& work) {
    const double seconds = m_of.secondsOf(work);
    part(name).seconds.push_back(seconds);
}

int TimedCard::launch(const std::string& name, std::int64_t bytes, bool repeatable,
                      const std::function<int()>& kernel) {
    const int times = repeatable ? m_repeats : 1;
    int error = repeatable ? kernel() : 0;
    const double seconds = m_of.secondsOf([&] {
        for (int k = 0; k < times && error == 0; ++k)
            error = kernel();
    });
    TimedPart& into = part(name);
    into.seconds.push_back(seconds / times);
    into.bytes = bytes;
    return error;
}

double memoryRate(cuda::Card& card, std::int64_t floats) {
    double best = 0;
    card.run([&] {
        const at::Tensor from = at::ones({floats}, at::TensorOptions(at::kFloat).device(deviceOf(card)));
        at::Tensor to = at::empty_like(from);
        for (int k = 0; k < 5; ++k) {
            const double seconds = card.secondsOf([&] { to.copy_(from); });
            best = std::max(best, seconds > 0 ? 2.0 * static_cast<double>(floats) * sizeof(float) / seconds : 0);
        }
    });
    const auto done = card.makeEvent();
    done->record(cuda::Lane::work);
    done->finish();
    return best;
}

perceptual::Encoding TimedNetwork::forward(const at::Tensor& pictures, const perceptual::EncoderOutputs& wanted,
                                           std::unique_ptr<Tape>* tape) const {
    perceptual::Encoding result;
    m_card.section(tape != nullptr ? "the network, forth" : "the network, views of the photo",
                   [&] { result = m_of.forward(pictures, wanted, tape); });
    return result;
}

at::Tensor TimedNetwork::backward(const perceptual::Encoding& gradients, const perceptual::EncoderOutputs& wanted,
                                  const Tape& tape) const {
    at::Tensor result;
    m_card.section("the network, back", [&] { result = m_of.backward(gradients, wanted, tape); });
    return result;
}

} // namespace croquis::card
