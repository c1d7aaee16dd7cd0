// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accessibility/run_announcer.hpp"

#include "ui/accessibility/accessibility.hpp"
#include "ui/main_window/sentences.hpp"
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
    connect(&controller, &RunController::runEnded, this, &RunAnnouncer::runEnded);
    connect(&controller, &RunController::failed, this, [this](const Failure& failure) {
        if (failure.kind == Failure::Kind::model) // the message bar says the others
            announce(m_voice, localised(failure.message.toStdString()));
    });
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
    else if (state == RunState::outdated)
        announce(m_voice, tr("The settings were changed since this sketch."));
}

/// The document has what the run left by now: the desk, which heard of it first, has seen to that.
void RunAnnouncer::runEnded(const optimise::RunSummary& run) {
    const auto& sketch = m_document.sketch();
    if (sketch.strokes.empty())
        return;
    const int strokes = static_cast<int>(sketch.strokes.size());
    const QString loss = QLocale().toString(sketch.loss.total, 'f', 2);
    announce(m_voice, run.termination == optimise::Termination::stopped
                          ? tr("Stopped: %n stroke(s), loss %1", nullptr, strokes).arg(loss)
                      : run.termination == optimise::Termination::failed
                          ? tr("Broken off: %n stroke(s), loss %1", nullptr, strokes).arg(loss)
                          : tr("The sketch is done: %n stroke(s), loss %1", nullptr, strokes).arg(loss));
}

} // namespace croquis::ui
