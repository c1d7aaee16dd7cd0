// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/main_window.hpp"
#include "ui/panels/timeline_panel.hpp"
#include "ui/sketch/document_commands.hpp"

#include <QLabel>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace croquis::ui {

void MainWindow::showIteration(int iteration) {
    const auto frame =
        std::find_if(m_frames.begin(), m_frames.end(), [iteration](const auto& f) { return f.iteration == iteration; });
    if (frame == m_frames.end())
        return;
    for (const auto& sketch : frame->sketches) {
        if (sketch.sketch != m_sketch)
            continue;
        if (!m_present)
            m_present = m_document.moment();
        m_document.setMoment(momentOf(*frame, sketch, m_plans[m_sketch].seed));
        m_timeline->describe(tr("iteration %1 · loss %2")
                                 .arg(locale().toString(iteration), locale().toString(sketch.loss.total, 'f', 4)));
        m_timeline->setScrubbing(true);
    }
}

void MainWindow::acceptMoment() {
    if (!m_present)
        return;
    const SketchMoment before = *std::exchange(m_present, std::nullopt);
    m_document.undoStack().push(new MomentCommand(m_document, before, m_document.moment(), tr("Use this moment")));
    m_timeline->setScrubbing(false);
}

void MainWindow::leaveMoment() {
    if (m_present)
        m_document.setMoment(*std::exchange(m_present, std::nullopt));
    m_timeline->setScrubbing(false);
    m_timeline->plot().setChosen(std::nullopt);
    describeProgress();
}

void MainWindow::chooseSketch(std::size_t sketch) {
    leaveMoment();
    if (sketch >= m_plans.size())
        return;
    m_sketch = sketch;
    m_timeline->plot().setSketch(sketch);
    m_timeline->setChosen(static_cast<int>(sketch));
    keepSketch();
    const bool ended = !m_controller.isBusy() && m_run && sketch < m_run->sketches.size();
    if (!ended && !m_levelsRun)
        return;
    m_document.undoStack().beginMacro(tr("Choose a sketch"));
    if (m_levelsRun) {
        RunSettings settings = m_document.settings();
        settings.strokes = m_plans[sketch].strokeCount;
        m_drawn = settings;
        m_document.undoStack().push(new SettingsCommand(m_document, settings, tr("Number of strokes")));
    }
    if (ended)
        m_document.undoStack().push(new MomentCommand(m_document, m_document.moment(),
                                                      momentOf(m_run->sketches[sketch]), tr("Choose a sketch")));
    m_document.undoStack().endMacro();
    describeProgress();
}

void MainWindow::keepSketch() {
    const RunState state = m_controller.state();
    const bool finished = state == RunState::done || state == RunState::outdated;
    if (finished && m_document.hasStrokes() && m_document.marks().locked.empty())
        m_kept.keep({m_drawn, m_document.moment(), m_document.marks()});
}

bool MainWindow::showKept(const RunSettings& settings) {
    const auto kept = m_kept.find(settings);
    if (!kept || !m_document.marks().locked.empty()) // what is locked belongs into the sketch, also into that one
        return false;
    keepSketch();
    m_controller.adoptSketch();
    m_drawn = settings;
    if (!m_levelsRun) { // the timeline was another sketch's
        m_frames.clear();
        m_run.reset();
        m_timeline->plot().clear();
        m_timeline->setSketches({}, 0);
    }
    m_document.setMarks(kept->marks);
    m_document.setMoment(kept->moment);
    m_controller.markOutdated(false);
    stateChanged(m_controller.state());
    return true;
}

void MainWindow::describeProgress() {
    const auto loss = [this] { return locale().toString(m_document.moment().loss.total, 'f', 3); };
    QString text;
    switch (m_controller.state()) {
    case RunState::preparing:
        text = m_step;
        break;
    case RunState::running:
        if (!m_frames.empty()) {
            const auto& last = m_frames.back();
            const double pace = last.iteration > 0 ? last.seconds / last.iteration : 0;
            text = tr("Drawing %1 of %2 · loss %3 · %4 iterations/s · %5 s left")
                       .arg(last.iteration)
                       .arg(last.iterationCount)
                       .arg(loss(), locale().toString(pace > 0 ? 1 / pace : 0, 'f', 0),
                            locale().toString(pace * (last.iterationCount - last.iteration), 'f', 1));
        }
        break;
    case RunState::paused:
        text = tr("Paused at iteration %1 · loss %2").arg(m_frames.empty() ? 0 : m_frames.back().iteration).arg(loss());
        break;
    case RunState::stopping:
        text = tr("Stopping...");
        break;
    case RunState::done:
        if (!m_run && m_document.hasStrokes()) {
            text =
                tr("%n stroke(s) · loss %1", nullptr, static_cast<int>(m_document.moment().strokes.size())).arg(loss());
        } else if (m_run) {
            const QString reason = m_run->termination == optimise::Termination::stopped     ? tr("Stopped")
                                   : m_run->termination == optimise::Termination::converged ? tr("Converged")
                                                                                            : tr("Done");
            text =
                tr("%1 · %n stroke(s) · loss %2 · %3 s", nullptr, static_cast<int>(m_document.moment().strokes.size()))
                    .arg(reason, loss(), locale().toString(m_run->seconds, 'f', 1));
        }
        break;
    case RunState::outdated:
        text = tr("The sketch is of other settings.");
        break;
    default:
        break;
    }
    m_status->setText(text);
    if (!m_present)
        m_timeline->describe(m_frames.empty() ? tr("The loss shows here while a photo is drawn.") : QString());
}

} // namespace croquis::ui
