// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/batch_plan.hpp"
#include "card/card_iterations.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace croquis::card {
namespace {

template <class T>
void fill(const cuda::PinnedMemory<T>& pinned, const std::vector<T>& values) {
    const auto room = pinned.open();
    std::copy(values.begin(), values.end(), room.begin());
}

} // namespace

void CardIterations::begin(const BatchState& state) {
    drain();
    ++m_beginnings;
    const bool fits =
        m_memory && m_memory->shape.sketches == state.sketchCount() && m_memory->shape.strokes == state.strokes;
    m_state = state;
    if (!fits)
        resize(state);
    sendState();
}

void CardIterations::release() {
    m_graph.reset();
    m_iteration.reset();
    m_memory.reset();
    m_sent = {};
    m_eagerIterations = 0;
    m_captureWasFull = false;
}

void CardIterations::allow(int most, int sketches) {
    m_mostAtOnce = most;
    // What was drawn already was drawn otherwise.
    if (m_options.together)
        m_options.together(m_hasMeasured ? 0 : std::min(most, sketches));
}

void CardIterations::allowFewer(int most, int sketches, int would) {
    allow(most, sketches);
    m_partsTold = true; // it is told as what it is
    tell(fmt::format("The card's memory is so full that {} of {} sketches go together, where {} would: that is slower, "
                     "and the last digits may differ.",
                     most, sketches, would));
}

void CardIterations::planParts() {
    const int sketches = m_memory->shape.sketches;
    const auto bytes = [this](int pictures, bool back) {
        return static_cast<std::uint64_t>(pictures) * m_run.network.bytesPerPicture(m_run.wanted, back);
    };
    const BatchNeeds needs{m_run.card.freeMemory(), bytes(m_targetPlan.pageViews, false), bytes(m_viewsEach, true)};
    if (m_mostAtOnce == 0)
        allow(m_options.sketchesAtOnce > 0 ? m_options.sketchesAtOnce
                                           : sketchesFittingCard(m_run.card.allMemory(), needs, kMostSketches),
              sketches);
    const int fitting = sketchesFitting(needs, sketches);
    if (fitting == 0) {
        const std::uint64_t libraries = reserveOf(needs.memory),
                            all = needs.bytesBeside + needs.bytesPerSketch + libraries;
        throw optimise::DeviceGaveUp(fmt::format(
            "The card has {} MB free, and this drawing needs {} beside what it has: {} for views of the photo, "
            "{} for a sketch and {} for the card's libraries.",
            needs.memory >> 20, all >> 20, needs.bytesBeside >> 20, needs.bytesPerSketch >> 20, libraries >> 20));
    }
    if (const int would = card::sketchesAtOnce(sketches, m_mostAtOnce); fitting < would)
        allowFewer(fitting, sketches, would);
    m_atOnce = card::sketchesAtOnce(sketches, m_mostAtOnce);
    const int parts = (sketches + m_atOnce - 1) / m_atOnce;
    if (parts > 1 && !m_partsTold)
        tell(
            fmt::format("The card has room for {} of {} sketches at once: they are drawn in {} parts, which is slower.",
                        m_atOnce, sketches, parts));
    m_partsTold = m_partsTold || parts > 1;
}

void CardIterations::resize(const BatchState& state) {
    release(); // bigger memory isn't asked for before what it takes the place of is given back
    cuda::Card& card = m_run.card;
    const cuda::IterationShape shape{state.sketchCount(), state.strokes,         m_viewsEach,
                                     m_run.columns(),     2 * m_options.segment, m_run.isScaled()};
    m_memory = std::make_unique<IterationMemory>(m_run, shape, m_edges.isUsed());
    m_sent = {{card, m_memory->points.size()}, {card, m_memory->first.size()},  {card, m_memory->second.size()},
              {card, m_memory->edges.size()},  {card, m_memory->scales.size()}, {card, m_memory->steps.size()},
              {card, m_memory->counts.size()}, {card, m_memory->stays.size()},  {card, m_memory->shapes.size()}};
    for (Half& half : m_halves) {
        half.views = {card, std::int64_t{m_options.segment} * shape.rows()};
        half.slots = {card, std::int64_t{m_options.segment} * shape.rows()};
        half.rates = {card, std::int64_t{m_options.segment} * shape.sketches};
        half.records = {card, std::int64_t{m_options.segment} * shape.recordSize()};
        half.position = {card, 1};
    }
    planParts(); // of what is left now
    m_iteration = std::make_unique<CardIteration>(m_run, *m_memory, *m_targets, m_edges, m_corrections, m_atOnce);
}

void CardIterations::sendState() {
    fill(m_sent.points, m_state.points);
    fill(m_sent.first, m_state.first);
    fill(m_sent.second, m_state.second);
    fill(m_sent.edges, std::vector<float>(static_cast<std::size_t>(m_sent.edges.size()), 0.0f));
    fill(m_sent.scales, m_state.scales);
    fill(m_sent.steps, m_state.steps);
    fill(m_sent.counts, m_state.counts);
    fill(m_sent.stays, m_state.stays);
    fill(m_sent.shapes, m_state.shapes);
    const auto send = [this](const auto& to, const auto& from) {
        if (to.size() > 0)
            m_run.card.upload(to.data(), from.data(), to.bytes());
    };
    send(m_memory->points, m_sent.points);
    send(m_memory->first, m_sent.first);
    send(m_memory->second, m_sent.second);
    send(m_memory->edges, m_sent.edges); // where there is no such term they stay 0
    send(m_memory->scales, m_sent.scales);
    send(m_memory->steps, m_sent.steps);
    send(m_memory->counts, m_sent.counts);
    send(m_memory->stays, m_sent.stays);
    send(m_memory->shapes, m_sent.shapes);
}

bool CardIterations::split() {
    if (m_atOnce <= 1)
        return false;
    drain();
    allowFewer(m_atOnce / 2, m_state.sketchCount(), m_atOnce);
    m_targets->forget(); // who knows what of it was encoded
    release();
    return true;
}

} // namespace croquis::card
