// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is shown of the desk, where, and what can be done.
#include "ui/canvas/levels_view.hpp"
#include "ui/canvas/model_card.hpp"
#include "ui/canvas/process_view.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/canvas/start_page.hpp"
#include "ui/export/export_tasks.hpp"
#include "ui/main_window/kept_picture.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/main_window/window_actions.hpp"
#include "ui/panels/photo_panel.hpp"
#include "ui/panels/timeline_panel.hpp"

#include <QAction>
#include <QProgressBar>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

namespace croquis::ui {

void MainWindow::setView(View view) {
    m_view = view;
    const char* key = view == View::sketch    ? "viewSketch"
                      : view == View::overlay ? "viewOverlay"
                      : view == View::levels  ? "viewLevels"
                                              : "viewProcess";
    m_actions->at(key)->setChecked(true);
    showLevels();
    m_canvas->setPhotoOpacity(view == View::overlay ? m_photoPanel->photoOpacity() : 0);
    m_photoPanel->setPhotoBelow(view == View::overlay);
    showProcess();
    // They take a run of their own, which begins when it is asked for: the view only looks at what there is.
    const bool wait = document().photo() && !m_desk.record().isLevels() && !controller().isBusy();
    m_desk.setLevelsWanted(view == View::levels && !wait);
    updateActions();
}

bool MainWindow::areLevelsOffered() const {
    const bool waits = m_desk.state() == RunState::loaded && !document().hasStrokes(); // for whoever draws it
    return m_view == View::levels && (!m_desk.areLevelsWanted() || waits) && !m_desk.record().isLevels();
}

void MainWindow::updateActions() {
    const RunState state = m_desk.state();
    const bool photo = document().photo() != nullptr, strokes = document().hasStrokes();
    m_actions->update({state, document().isPhotoDrawable(), strokes, !m_queue.isEmpty(), m_modelCard->canFetch(),
                       m_exports->isBusy(), m_message->offered()});
    tellQuickFiles();
    const QString toCome = m_desk.photoToCome().isEmpty() ? m_desk.photoPath() : m_desk.photoToCome();
    m_modelCard->setWaiting(toCome.isEmpty() ? QString() : shownPhoto(toCome));
    QWidget* page = m_canvas;
    if (state == RunState::noModel && (photo || !strokes)) // to look at a sketch none is needed
        page = m_cardArea;
    else if (!photo && !strokes && state != RunState::preparing)
        page = m_startPage;
    else if (m_view == View::levels &&
             (m_desk.record().isLevels() || areLevelsOffered() || (isBusy(state) && state != RunState::preparing)))
        page = m_levels;
    else if (m_view == View::process)
        page = m_process;
    using Promise = LevelsView::Promise;
    m_levels->setPromise(areLevelsOffered()       ? (strokes ? Promise::instead : Promise::offered)
                         : m_desk.areLevelsNext() ? Promise::next
                                                  : Promise::coming);
    showPage(page);
    m_progress->setVisible(isBusy(state));
}

/// Whoever is in the centre stays there, whichever page comes: Qt would look for the next field, in the settings.
void MainWindow::showPage(QWidget* page) {
    if (m_centre->currentWidget() == page)
        return;
    const bool begins = page == m_canvas && m_centre->currentWidget() == m_startPage; // Space pauses, Shift shows it
    const bool stays = begins || m_centre->isAncestorOf(focusWidget());
    if (stays)
        m_centre->setFocus(); // while the page that had it goes
    m_centre->setCurrentWidget(page);
    if (stays)
        page->setFocus();
}

/// As WindowActions' button says.
void MainWindow::primaryAction() {
    const RunState state = m_desk.state();
    if (state == RunState::noModel)
        m_modelCard->fetch();
    else if (state == RunState::failed && !m_message->offered().isEmpty())
        m_message->act();
    else if (state == RunState::empty || !document().isPhotoDrawable())
        isBusy(state) ? sketchAction() : openDialog();
    else
        sketchAction();
}

void MainWindow::sketchAction() {
    switch (m_desk.state()) {
    case RunState::noModel:
    case RunState::empty:
    case RunState::stopping:
        return;
    case RunState::preparing:
        return m_desk.stop();
    case RunState::running:
    case RunState::paused:
        return m_desk.pauseOrResume();
    case RunState::done:
        return m_desk.drawOn();
    case RunState::loaded:
    case RunState::failed:
    case RunState::outdated:
        return m_desk.draw();
    }
}

/// Timeline and board are the record's. A view of levels without them is none.
void MainWindow::showRecord() {
    const auto& record = m_desk.record();
    m_timeline->plot().clear();
    m_timeline->setScrubbing(false);
    m_timeline->setSketches({}, 0);
    if (!record.frames().empty())
        m_timeline->plot().append(record.frames());
    showTiles(record.isLevels() ? m_desk.sketches() : std::vector<SketchMoment>());
    m_levels->setChosen(record.sketch());
    if (record.summary())
        showBatch();
    markSketch();
    if (!controller().isBusy())
        m_process->clear();
    m_canvas->setSeeds({}); // the strokes are there
    showProcess();
    if (m_view == View::levels && !record.isLevels() && document().hasStrokes())
        setView(View::sketch);
}

/// The plot's mark is at the sketch that is shown and exported: the run's best, unless another moment was chosen.
void MainWindow::markSketch() {
    const auto& record = m_desk.record();
    const auto outcome = record.outcome();
    const int iteration = document().sketch().iteration;
    if (outcome)
        m_timeline->plot().setKept(iteration,
                                   iteration == outcome->iteration && !record.isOfChosenMoment(record.sketch()));
}

void MainWindow::showBatch() {
    const auto& record = m_desk.record();
    QStringList names;
    for (const auto& sketch : record.summary()->sketches)
        names += record.isLevels() ? tr("%n stroke(s)", nullptr, static_cast<int>(sketch.strokes.size()))
                                   : tr("Seed %1").arg(sketch.plan.seed);
    m_timeline->setSketches(names, static_cast<int>(record.sketch()));
    if (!document().isElsewhere())
        m_timeline->plot().setSketch(record.sketch());
    if (record.isLevels()) {
        showTiles(m_desk.sketches());
        m_levels->setChosen(record.sketch());
    }
}

/// While they are looked at; drawn ones, as their owner has them.
void MainWindow::showLevels() {
    if (m_view == View::levels && m_desk.record().isLevels() && m_desk.record().summary())
        showTiles(m_desk.sketches());
}

void MainWindow::showTiles(const std::vector<SketchMoment>& levels) {
    m_levels->setLevels(levels);
    QStringList names;
    for (const auto& level : levels)
        names += tr("%n stroke(s)", nullptr, static_cast<int>(level.strokes.size()));
    m_timeline->plot().setLevels(names);
}

/// The Process view is of what is shown: of the run's newest strokes, of another moment, of a sketch that is back.
void MainWindow::showProcess() {
    const bool seen = m_view == View::process, elsewhere = document().isElsewhere();
    controller().setNetworkWanted(seen && !elsewhere);
    if (!seen)
        return;
    if (const auto beginning = m_desk.record().beginning()) {
        std::vector<geometry::CubicBezier> seeds;
        for (const auto& stroke : beginning->strokes)
            seeds.push_back(stroke.curve);
        m_process->setSeeds(seeds);
    }
    if (elsewhere || controller().state() != RunState::running)
        m_desk.requestNetworkView();
}

/// Where the strokes that are being placed begin.
void MainWindow::showSeeds(const std::vector<std::vector<geometry::CubicBezier>>& sketches) {
    if (sketches.empty())
        return;
    const auto& strokes = sketches[std::min(m_desk.sketchToCome(), sketches.size() - 1)];
    m_process->setSeeds(strokes);
    std::vector<geometry::Point> seeds;
    for (const auto& stroke : strokes)
        seeds.push_back(stroke.points[0]);
    if (m_desk.isComing())
        m_canvas->setSeeds(std::move(seeds));
}

} // namespace croquis::ui
