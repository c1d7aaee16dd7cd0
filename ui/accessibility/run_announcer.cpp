// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accessibility/run_announcer.hpp"

#include "ui/accessibility/accessibility.hpp"
#include "ui/sketch/sketch_document.hpp"

#include <QLocale>

#include <algorithm>

namespace croquis::ui {
namespace {

constexpr int kMilestones = 10;

} // namespace

RunAnnouncer::RunAnnouncer(const RunController& controller, const SketchDocument& document, QWidget& voice,
                           QObject* parent)
    : QObject(parent), m_document(document), m_voice(voice), m_state(controller.state()) {
    connect(&controller, &RunController::framesArrived, this, &RunAnnouncer::framesArrived);
    connect(&controller, &RunController::stateChanged, this, &RunAnnouncer::stateChanged);
}

void RunAnnouncer::framesArrived(const std::vector<RunFrame>& frames) {
    const auto& last = frames.back();
    const int tenths = last.iteration * kMilestones / std::max(last.iterationCount, 1);
    if (frames.front().iteration == 0)
        m_tenths = 0;                                // another run
    if (tenths <= m_tenths || tenths >= kMilestones) // the end has its own words
        return;
    m_tenths = tenths;
    const auto best = std::min_element(last.sketches.begin(), last.sketches.end(),
                                       [](const auto& a, const auto& b) { return a.loss.total < b.loss.total; });
    if (best != last.sketches.end())
        announce(m_voice, tr("%1 percent drawn, loss %2")
                              .arg(tenths * 100 / kMilestones)
                              .arg(QLocale().toString(best->loss.total, 'f', 2)));
}

void RunAnnouncer::stateChanged(RunState state) {
    if (state == m_state)
        return;
    m_state = state;
    if (state == RunState::preparing)
        m_tenths = 0;
    else if (state == RunState::paused)
        announce(m_voice, tr("Paused"));
    else if (state == RunState::done)
        announce(m_voice, tr("The sketch is done: %n stroke(s), loss %1", nullptr,
                             static_cast<int>(m_document.moment().strokes.size()))
                              .arg(QLocale().toString(m_document.moment().loss.total, 'f', 2)));
}

} // namespace croquis::ui
