// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the desk does with the run's and the photo's news.
#include "ui/desk/restored_sketch.hpp"
#include "ui/desk/sketch_desk.hpp"

#include <utility>

namespace croquis::ui {

void SketchDesk::connectRun() {
    connect(&m_controller, &RunController::stateChanged, this, &SketchDesk::changed);
    connect(&m_controller, &RunController::stepBegan, this, [this](const QString& name) {
        m_step = name;
        Q_EMIT changed();
    });
    connect(&m_controller, &RunController::engineOpened, this, [this](const session::EngineDescription& engine) {
        m_engine = engine;
        m_pace.setEngine(engine);
        if (!m_document.hasStrokes())
            m_drawnBy = engine;
        Q_EMIT engineOpened(engine);
    });
    connect(&m_controller, &RunController::photoRead, this, &SketchDesk::photoWasRead);
    connect(&m_controller, &RunController::photoLoaded, this, &SketchDesk::photoWasLoaded);
    connect(&m_controller, &RunController::framesArrived, this, &SketchDesk::takeFrames);
    connect(&m_controller, &RunController::runEnded, this, &SketchDesk::endRun);
    connect(&m_controller, &RunController::failed, this, &SketchDesk::fail);
}

void SketchDesk::openEngine(const session::SessionOptions& options) {
    takeWhatWasDrawn();
    m_controller.openEngine(options);
    if (!m_photoPath.isEmpty())
        read(m_photoPath, m_keepPart);
}

void SketchDesk::readPhoto(const QString& file, bool keepPart) {
    m_cutShort = m_controller.isBusy() && m_document.photo() && !m_document.hasStrokes();
    m_drawWhenRead = false;
    m_restored.reset();
    m_incoming = file;
    m_incomingKeepPart = keepPart;
    read(file, keepPart);
}

void SketchDesk::read(const QString& file, bool keepPart) {
    m_policy.endRest();
    m_fresh = false;
    session::PhotoOptions options = photoOptionsOf(m_document.settings());
    options.keepPart = keepPart;
    m_controller.loadPhoto(file.toStdString(), options);
}

void SketchDesk::photoWasRead(const LoadedPhoto& photo) {
    if (!m_incoming.isEmpty()) // only now, when it could be read, does it replace what is there
        makeRoom(std::exchange(m_incoming, {}));
    m_document.updatePhoto(photo);
}

void SketchDesk::photoWasLoaded(const LoadedPhoto& photo) {
    m_document.updatePhoto(photo);
    Q_EMIT photoLoaded(photo);
    const bool wanted = std::exchange(m_drawWhenRead, false);
    if (m_restored) {
        const auto record = *std::exchange(m_restored, std::nullopt);
        show(record);
        if (m_document.hasStrokes())
            m_controller.adoptSketch();
        Q_EMIT restored(record.source.sha256 == photo.summary.sha256);
    } else if (wanted || (m_autoStart && !m_document.hasStrokes())) {
        draw();
    } else if (m_document.hasStrokes()) { // read again for another engine
        m_controller.adoptSketch();
        m_controller.markOutdated(isOutdated());
    }
}

void SketchDesk::makeRoom(const QString& path) {
    Q_EMIT givesWay();
    m_photoPath = path;
    m_keepPart = std::exchange(m_incomingKeepPart, false);
    m_kept.clear();
    m_document.clear();
    clearRecord();
    m_policy.setDrawn(m_document.settings());
    m_drawnBy = m_engine;
    Q_EMIT photoReplaced();
}

void SketchDesk::clearRecord() {
    m_record.clear();
    m_marks.clear();
    Q_EMIT recordCleared();
}

void SketchDesk::restore(const vector::Provenance& record, const QString& photo) {
    RunSettings settings = m_document.settings();
    Look look = m_document.look();
    restoreSettings(record, settings, look);
    m_document.setSettings(settings); // which of the photo is drawn is told to its reader; the look waits for show()
    readPhoto(photo);
    m_restored = record;
}

void SketchDesk::showWithoutPhoto(const vector::Provenance& record) {
    m_incoming.clear();
    m_restored.reset();
    m_fresh = m_drawWhenRead = false;
    m_controller.closePhoto();
    makeRoom({});
    m_source = record.source;
    show(record);
}

void SketchDesk::show(const vector::Provenance& record) {
    RunSettings settings = m_document.settings();
    Look look = m_document.look();
    restoreSettings(record, settings, look);
    m_document.setSettings(settings);
    m_document.setLook(look);
    m_policy.endRest();
    const auto run = runOf(record);
    if (run.sketches.size() > 1)
        return showLevels(run);
    if (!run.sketches.empty()) {
        m_policy.setDrawn(settings);
        m_document.setMoment(momentOf(run.sketches.front()));
    }
}

/// All of them on the board, and the one that the slider shows as the sketch.
void SketchDesk::showLevels(const optimise::RunSummary& run) {
    std::vector<optimise::SketchPlan> plans;
    for (const auto& sketch : run.sketches)
        plans.push_back(sketch.plan);
    RunSettings settings = m_document.settings();
    m_record.begin(std::move(plans), RunRecord::Kind::levels, settings.strokes);
    ++m_batch;
    m_record.end(run);
    const auto outcome = *m_record.outcome();
    settings.strokes = static_cast<int>(outcome.strokes.size());
    m_document.setSettings(settings);
    m_policy.endRest();
    m_policy.setDrawn(settings);
    m_document.setMoment(outcome);
    Q_EMIT levelsRestored();
}

void SketchDesk::takeFrames(const std::vector<RunFrame>& frames) {
    strokesPlaced();
    m_record.append(frames);
    const std::size_t led = m_record.sketch();
    if (!m_document.isElsewhere() && m_record.followBest()) {
        marksFollow(led);
        Q_EMIT sketchChosen();
    }
    if (auto moment = m_record.newest())
        m_document.setMoment(std::move(*moment));
    Q_EMIT framesArrived(frames);
}

void SketchDesk::endRun(const optimise::RunSummary& run, const session::EngineDescription& engine, bool editsMissed) {
    m_engine = engine;
    m_step.clear();
    if (run.termination == optimise::Termination::completed || run.termination == optimise::Termination::converged)
        m_pace.end();
    if (run.sketches.empty()) { // stopped before there was a stroke
        m_fresh = false;
        m_policy.giveUp();
        m_controller.adoptSketch(atRest());
        return Q_EMIT changed();
    }
    strokesPlaced();
    m_drawnBy = engine;
    const std::size_t led = m_record.sketch();
    m_record.end(run);
    marksFollow(led);
    const auto best = *m_record.outcome();
    m_document.setMoment(best);
    if (editsMissed) {
        RunSettings drawn = m_policy.drawn();
        drawn.strokes = static_cast<int>(best.strokes.size());
        m_policy.setDrawn(drawn);
    }
    m_controller.adoptSketch(atRest()); // never "done" without a stroke
    pushReplacement(best);
    Q_EMIT runEnded(run);
    Q_EMIT changed();
    if (isOutdated())
        m_policy.beginRest();
    else if (m_levelsWanted && !m_record.isLevels() && run.termination != optimise::Termination::stopped)
        drawLevels(); // asked for while the sketch was drawn
}

/// Of the run that had to end for a photo which could then not be read, or was given up.
void SketchDesk::takeWhatWasDrawn() {
    if (m_record.breakOff())
        m_document.setMoment(*m_record.outcome());
}

void SketchDesk::fail(const Failure& failure) {
    m_restored.reset();
    m_fresh = m_drawWhenRead = false;
    m_policy.giveUp();
    const QString incoming = std::exchange(m_incoming, {});
    if (!incoming.isEmpty() && failure.isOfPhoto() && m_document.photo() && m_controller.hasPhoto()) {
        takeWhatWasDrawn();
        m_controller.adoptSketch(atRest()); // what was there before still is
        if (std::exchange(m_cutShort, false) && m_autoStart && !m_document.hasStrokes())
            draw();
    }
    Q_EMIT failed(failure, incoming); // after draw(), which clears the warnings of the run before
    Q_EMIT changed();
}

} // namespace croquis::ui
