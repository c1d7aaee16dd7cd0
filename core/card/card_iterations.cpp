// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/card_iterations.hpp"

#include "card/batch_plan.hpp"
#include "optimise/loss_stack.hpp"

#include <c10/util/Exception.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <stdexcept>
#include <utility>

namespace croquis::card {
namespace {

// Steps after which a correction is 1 to the last bit.
constexpr int kMostSteps = 40000;
// Iterations of a new size that are made kernel by kernel: what they make LibTorch choose and keep isn't to be
// captured.
constexpr int kEagerIterations = 2;
perceptual::EncoderOutputs wantedBy(const loss::PerceptualLossOptions& options) {
    perceptual::EncoderOutputs wanted;
    for (const auto& stage : options.stages)
        wanted.stages.push_back(stage.stage);
    wanted.embedding = options.embeddingWeight != 0;
    return wanted;
}

loss::PerceptualLossOptions ascending(loss::PerceptualLossOptions options) {
    std::sort(options.stages.begin(), options.stages.end(),
              [](const auto& a, const auto& b) { return a.stage < b.stage; });
    return options;
}

CardRun runOf(cuda::Card& card, const perceptual::TensorNetwork& network, const optimise::Recipe& recipe,
              double gradientScale) {
    auto options = ascending(optimise::perceptualOptions(recipe));
    auto wanted = wantedBy(options);
    return {card, network, recipe, std::move(options), std::move(wanted), gradientScale};
}

/// As PerceptualLoss names its terms.
std::vector<std::string> namesOf(const CardRun& run, const perceptual::PerceptualEncoder& encoder) {
    std::vector<std::string> names;
    for (const int stage : run.wanted.stages)
        names.push_back(encoder.stageName(stage));
    if (run.wanted.embedding)
        names.push_back("embedding");
    return names;
}

int roundedUp(int count, int multiple) {
    return (count + multiple - 1) / multiple * multiple;
}

/// What goes wrong on a card ends the run, not the program: whatever library says it, for the best sketch so far is the
/// host's. What a logic_error is, is the program's own fault.
template <typename Action>
auto orGivenUp(Action&& action) -> decltype(action()) {
    try {
        return action();
    } catch (const c10::OutOfMemoryError&) {
        throw optimise::DeviceGaveUp("The card's memory is full.");
    } catch (const DeviceError& error) {
        throw optimise::DeviceGaveUp(error.what());
    } catch (const Error&) {
        throw;
    } catch (const c10::Error& error) {
        const std::string text = error.what_without_backtrace();
        throw optimise::DeviceGaveUp("The card failed: " + text.substr(0, text.find('\n')));
    } catch (const std::logic_error&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw optimise::DeviceGaveUp("The machine's memory is full.");
    } catch (const std::exception& error) {
        throw optimise::DeviceGaveUp(std::string("The card failed: ") + error.what());
    }
}

constexpr const char* kCrowded = "The card's memory was nearly full when its libraries chose how to compute, so the "
                                 "drawing might have differed from "
                                 "others. Close other programs that use the card.";

} // namespace

CardIterations::CardIterations(cuda::Card& card, const perceptual::TensorNetwork& network,
                               const optimise::IterationInputs& inputs, CardOptions options)
    : m_trimmed(card), m_options(std::move(options)),
      m_run(runOf(card, network, inputs.recipe, m_options.gradientScale)), m_names(namesOf(m_run, inputs.encoder)),
      m_edges(card, inputs.edges), m_corrections(card, kMostSteps + 1), m_sentCorrections(card, kMostSteps + 1),
      m_viewsEach(1 + inputs.recipe.augmentedViews), m_idle(card) {
    const optimise::Recipe& recipe = inputs.recipe;
    if (network.inputSide() != inputs.target.network.width)
        throw DeviceError(fmt::format(
            "This network looks at pictures of {} pixels, which is drawn on the processor only.", network.inputSide()));
    const auto warps = recipe.augmentedViews > 0 ? optimise::warpsOf(recipe) : std::vector<loss::ViewWarp>{};
    const int bank = static_cast<int>(warps.size());
    const int viewsAtOnce = m_options.segment * recipe.augmentedViews * (recipe.freshWarps ? 1 : kMostSketches);
    m_targetPlan = planTargets({card.freeMemory(), TargetStore::bytesPerView(m_run), bank, std::min(bank, viewsAtOnce),
                                recipe.freshWarps, network.bytesPerPicture(m_run.wanted, false),
                                static_cast<std::uint64_t>(m_viewsEach) * network.bytesPerPicture(m_run.wanted, true)});
    m_targets = std::make_unique<TargetStore>(m_run, inputs.target.network, warps, m_targetPlan);
    if (const std::string caution = card.caution(); !caution.empty())
        tell(caution);
    // All memory is there: from here on something is under way, and whatever goes wrong, m_idle waits for it.
    m_targets->send();
    m_edges.send(card);
    const auto corrections = m_sentCorrections.open();
    corrections[0] = {1, 1}; // nobody reads it
    for (int steps = 1; steps <= kMostSteps; ++steps)
        corrections[static_cast<std::size_t>(steps)] = optimise::adamCorrection(steps);
    card.upload(m_corrections.data(), m_sentCorrections.data(), m_corrections.bytes());
    for (Half& half : m_halves) {
        half.made = card.makeEvent();
        half.fetched = card.makeEvent();
    }
}

CardIterations::Idle::~Idle() {
    try {
        wait();
    } catch (const std::exception&) { // an event that can't be recorded says nothing of what is under way
        m_card.waitForAll();
    }
}

void CardIterations::Idle::wait() {
    wait(cuda::Lane::work);
    wait(cuda::Lane::fetch);
}

void CardIterations::Idle::wait(cuda::Lane lane) {
    m_event->record(lane);
    m_event->finish();
}

CardIterations::Planned CardIterations::plannedOf(const optimise::IterationPlan& plan) const {
    Planned planned{plan.iteration, {}, {}};
    const std::size_t sketches = plan.sketches.size(), each = plan.views.size() / sketches;
    for (std::size_t s = 0; s < sketches; ++s) {
        for (std::size_t v = 0; v < static_cast<std::size_t>(m_viewsEach);
             ++v) // where only the clean view is wanted: often
            planned.views.push_back(v < each ? plan.views[s * each + v] : 0);
        planned.rates.push_back(plan.learningRate);
    }
    return planned;
}

std::vector<optimise::MeasuredSketch> CardIterations::measure(const optimise::IterationPlan& plan,
                                                              std::span<const optimise::SketchTrack> tracks,
                                                              const optimise::IterationForecast& forecast) {
    try {
        return orGivenUp([&] {
            for (;;) {
                try {
                    return measureOnce(plan, tracks, forecast);
                } catch (const cuda::CardMemoryError&) {
                    tellChosenInNeed();
                    if (!split())
                        throw;
                }
            }
        });
    } catch (const optimise::DeviceGaveUp&) {
        tellChosenInNeed();
        throw;
    }
}

void CardIterations::tellChosenInNeed() const {
    if (m_options.chosenInNeed)
        m_options.chosenInNeed();
}

std::vector<optimise::MeasuredSketch> CardIterations::measureOnce(const optimise::IterationPlan& plan,
                                                                  std::span<const optimise::SketchTrack> tracks,
                                                                  const optimise::IterationForecast& forecast) {
    int most = 1;
    for (const std::size_t k : plan.sketches)
        most = std::max(most, static_cast<int>(tracks[k].strokeCount()));
    const int room = m_state.strokes >= most ? m_state.strokes : roundedUp(most, m_options.roomForStrokes);
    BatchState state = batchStateOf(plan.sketches, tracks, room);
    m_scales.resize(tracks.size(), static_cast<float>(m_run.gradientScale));
    for (std::size_t row = 0; m_run.isScaled() && row < plan.sketches.size(); ++row)
        state.scales.push_back(m_scales[plan.sketches[row]]);
    const bool foreseen = !m_planned.empty() && m_planned.front() == plannedOf(plan) && m_state.isSameAs(state);
    if (!foreseen)
        begin(state);
    if (m_records.empty()) {
        keepBusy(plan, forecast);
        collect();
    }
    m_record = std::move(m_records.front());
    m_records.pop_front();
    m_planned.pop_front();
    m_hasMeasured = true;
    std::vector<optimise::MeasuredSketch> rows;
    m_leftOut.clear();
    for (std::size_t row = 0; row < plan.sketches.size(); ++row) {
        rows.push_back(measured(row));
        m_leftOut.push_back(m_state.isLeftOut(row, m_record));
    }
    m_state.takeStep(m_record);
    for (std::size_t row = 0; row < m_state.scales.size(); ++row)
        m_scales[plan.sketches[row]] = m_state.scales[row];
    return rows;
}

std::span<const float> CardIterations::recordPart(std::size_t begin, std::size_t size) const {
    return std::span(m_record).subspan(begin, size);
}

optimise::MeasuredSketch CardIterations::measured(std::size_t row) const {
    const std::size_t sketches = m_state.sketches.size(), all = sketches * m_state.numbers(), columns = m_names.size();
    optimise::MeasuredSketch result;
    const auto terms = recordPart(3 * all + row * columns, columns);
    for (std::size_t k = 0; k < columns; ++k)
        result.clean.terms.push_back({m_names[k], terms[k]});
    if (m_edges.isUsed())
        result.clean.terms.push_back({"edges", m_record[3 * all + sketches * columns + row]});
    for (const auto& term : result.clean.terms)
        result.clean.total += term.value;
    // A first moment is finite if and only if the gradients up to it were.
    const auto moments = recordPart(all + row * m_state.numbers(), m_state.numbers());
    result.finite = std::isfinite(result.clean.total) &&
                    std::all_of(moments.begin(), moments.end(), [](float value) { return std::isfinite(value); });
    return result;
}

void CardIterations::step(std::size_t row, optimise::SketchTrack& track) {
    if (m_leftOut[row])
        return track.leaveOutStep();
    const std::size_t all = m_state.sketches.size() * m_state.numbers(), size = 8 * track.strokeCount();
    const auto part = [&](std::size_t which) { return recordPart(which * all + row * m_state.numbers(), size); };
    track.takeStep(part(0), part(1), part(2));
}

void CardIterations::keepBusy(const optimise::IterationPlan& plan, const optimise::IterationForecast& forecast) {
    while (m_segments.size() < m_halves.size()) {
        std::vector<Planned> next;
        int iteration = m_planned.empty() ? plan.iteration : m_planned.back().iteration + 1;
        for (; iteration < plan.end && static_cast<int>(next.size()) < m_options.segment; ++iteration)
            next.push_back(plannedOf(iteration == plan.iteration ? plan : forecast(iteration)));
        if (next.empty())
            return;
        enqueue(std::move(next), forecast, plan.end);
    }
}

void CardIterations::enqueue(std::vector<Planned> iterations, const optimise::IterationForecast& forecast, int end) {
    cuda::Card& card = m_run.card;
    const int turn = m_nextHalf, count = static_cast<int>(iterations.size());
    Half& half = m_halves[static_cast<std::size_t>(turn)];
    const IterationMemory& memory = *m_memory;
    std::vector<int> needed;
    for (const Planned& planned : iterations)
        needed.insert(needed.end(), planned.views.begin(), planned.views.end());
    int ahead = iterations.back().iteration + 1;
    prepareViews(
        needed, [&] { return ahead < end ? forecast(ahead++).views : std::vector<int>{}; }, turn);

    const auto views = half.views.open(), slots = half.slots.open();
    const auto rates = half.rates.open();
    for (std::size_t k = 0; k < needed.size(); ++k) {
        views[k] = needed[k];
        slots[k] = m_targets->slotOf(needed[k]);
    }
    for (std::size_t i = 0; i < iterations.size(); ++i)
        for (std::size_t s = 0; s < iterations[i].rates.size(); ++s)
            rates[i * iterations[i].rates.size() + s] = iterations[i].rates[s] * m_state.rateFactors[s];
    const int row = turn * m_options.segment;
    half.position.open()[0] = row;
    const auto send = [&card, row, count](const auto& to, const auto& from, std::int64_t each) {
        card.upload(to.data() + row * each, from.data(), static_cast<std::size_t>(count * each) * sizeof(*from.data()));
    };
    send(memory.plannedViews, half.views, memory.shape.rows());
    send(memory.plannedSlots, half.slots, memory.shape.rows());
    send(memory.plannedRates, half.rates, memory.shape.sketches);
    card.upload(memory.position.data(), half.position.data(), memory.position.bytes());
    for (int i = 0; i < count; ++i)
        launchIteration();
    half.made->record(cuda::Lane::work);
    half.made->holdBack(cuda::Lane::fetch);
    const std::int64_t size = memory.shape.recordSize();
    card.download(half.records.data(), memory.ring.data() + row * size,
                  static_cast<std::size_t>(count * size) * sizeof(float));
    half.fetched->record(cuda::Lane::fetch);
    m_segments.push_back({turn, count});
    m_planned.insert(m_planned.end(), std::make_move_iterator(iterations.begin()),
                     std::make_move_iterator(iterations.end()));
    m_nextHalf = 1 - turn;
}

void CardIterations::prepareViews(std::span<const int> needed, const std::function<std::vector<int>()>& ahead,
                                  int turn) {
    try {
        m_targets->prepare(needed, ahead, turn);
    } catch (const cuda::CardMemoryError& full) {
        if (m_hasChosenViews)
            throw;
        throw optimise::DeviceGaveUp(full.what()); // fewer sketches at once wouldn't help
    }
    if (!m_hasChosenViews && !m_run.card.hasKeptRoom())
        throw optimise::DeviceGaveUp(kCrowded);
    m_hasChosenViews = true;
}

void CardIterations::launchIteration() {
    if (m_options.captures && !m_graph && !m_captureWasFull && m_eagerIterations >= kEagerIterations)
        capture();
    if (m_graph) {
        m_graph->replay();
        return;
    }
    m_run.card.run([iteration = m_iteration.get()] { (*iteration)(); });
    if (++m_eagerIterations == kEagerIterations && !m_run.card.hasKeptRoom())
        throw cuda::CardMemoryError(kCrowded); // with fewer sketches at once all is chosen anew
}

void CardIterations::capture() {
    const auto given = [this](const char* reason) {
        tell(fmt::format("The iterations run kernel by kernel, which is slower: {}", reason));
    };
    try {
        m_graph = m_run.card.capture([iteration = m_iteration.get()] { (*iteration)(); });
        ++m_captures;
    } catch (const cuda::CardMemoryError& full) {
        if (m_atOnce > 1)
            throw;
        m_captureWasFull = true; // another batch's may fit
        given(full.what());
    } catch (const cuda::CaptureRefused& refused) {
        m_options.captures = false;
        given(refused.what());
    }
}

void CardIterations::tell(const std::string& sentence) const {
    if (m_options.notice)
        m_options.notice(sentence);
}

void CardIterations::collect() {
    const Segment segment = m_segments.front();
    m_segments.pop_front();
    Half& half = m_halves[static_cast<std::size_t>(segment.half)];
    half.fetched->finish();
    const auto all = half.records.open();
    const auto size = static_cast<std::size_t>(m_memory->shape.recordSize());
    for (std::size_t i = 0; i < static_cast<std::size_t>(segment.iterations); ++i) {
        const auto record = all.subspan(i * size, size);
        m_records.emplace_back(record.begin(), record.end());
    }
}

void CardIterations::drain() {
    m_segments.clear();
    m_planned.clear();
    m_records.clear();
    m_idle.wait();
}

} // namespace croquis::card
