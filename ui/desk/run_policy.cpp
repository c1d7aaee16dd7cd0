// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/run_policy.hpp"

namespace croquis::ui {
namespace {

constexpr int kRestMs = 300; // interface.md: a change is taken over after 300 ms of rest

} // namespace

RunPolicy::RunPolicy(QObject* parent) : QObject(parent) {
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, &RunPolicy::rested);
}

void RunPolicy::setDrawn(const RunSettings& settings) {
    m_drawn = settings;
    m_asked = settings;
}

Takeover RunPolicy::takeover(const RunSettings& chosen, const Situation& situation) const {
    const RunState state = situation.state;
    if (!situation.photo || state == RunState::stopping || state == RunState::noModel)
        return Takeover::nothing;
    if (chosen == m_asked && !situation.otherEngine && state != RunState::loaded)
        return Takeover::nothing;
    if (situation.kept)
        return Takeover::bringBack;
    const bool drawsNow = state == RunState::running || state == RunState::paused;
    if (!drawsNow && state != RunState::preparing && !situation.autoStart)
        return Takeover::nothing;
    RunSettings otherCount = m_asked;
    otherCount.strokes = chosen.strokes;
    if (drawsNow && chosen == otherCount)
        return Takeover::changeCount;
    return Takeover::draw;
}

} // namespace croquis::ui
