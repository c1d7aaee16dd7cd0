// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a photo, or a sketch that was exported, comes onto the desk.
#include "ui/desk/restored_sketch.hpp"
#include "ui/desk/sketch_desk.hpp"

#include <utility>

namespace croquis::ui {

PhotoRequest SketchDesk::requestFor(const PhotoFile& file, const RunSettings& settings) const {
    PhotoRequest request{file.path.toStdString(), photoOptionsOf(settings)};
    request.options.keepPart = file.keepPart;
    return request;
}

void SketchDesk::openEngine(const session::SessionOptions& options, Then then) {
    breakOff();
    m_options = options;
    m_controller.openEngine(options, atRest());
    const bool draws = then == Then::draw;
    if (m_reading) { // it waits still
        m_reading->draws = m_reading->draws || draws;
        return read(*m_reading);
    }
    if (m_document.photo() && (draws || (m_autoStart && !m_document.hasStrokes())))
        draw();
    else if (isOutdated()) // the run that was to change that has ended
        m_policy.beginRest();
}

void SketchDesk::readPhoto(const QString& file, bool keepPart) {
    Reading reading{{file, keepPart}};
    reading.interrupts = m_controller.isBusy() && m_document.photo() && !m_document.hasStrokes();
    read(std::move(reading));
}

void SketchDesk::restore(const vector::Provenance& record, const QString& photo) {
    Reading reading{{photo}};
    reading.record = record;
    read(std::move(reading));
}

void SketchDesk::read(Reading reading) {
    m_policy.endRest();
    breakOff();
    RunSettings settings = m_document.settings();
    if (reading.record) { // which of the photo is drawn
        Look look;
        restoreSettings(*reading.record, settings, look);
    }
    m_reading = std::move(reading);
    m_controller.loadPhoto(requestFor(m_reading->file, settings));
}

void SketchDesk::photoWasRead(const SharedPhoto& photo) {
    if (!m_reading)
        return;
    if (!std::exchange(m_reading->arrived, true)) // only now, when it could be read, does it replace what is there
        makeRoom(m_reading->file);
    m_document.setPhoto(photo);
}

void SketchDesk::photoWasLoaded(const SharedPhoto& photo) {
    const auto reading = std::exchange(m_reading, std::nullopt);
    if (!reading)
        return Q_EMIT photoLoaded(*photo); // for a run
    if (!reading->arrived)
        makeRoom(reading->file);
    m_document.setPhoto(photo);
    Q_EMIT photoLoaded(*photo);
    if (reading->record) {
        show(*reading->record);
        rest();
        Q_EMIT restored(reading->record->source.sha256 == photo->summary.sha256);
    } else if (m_autoStart || reading->draws) {
        draw();
    }
}

void SketchDesk::makeRoom(const PhotoFile& file) {
    Q_EMIT givesWay();
    m_file = file;
    m_kept.clear();
    m_replacing.reset();
    m_document.clear();
    m_record = std::make_shared<RunRecord>(++m_runs, std::vector<optimise::SketchPlan>(), RunRecord::Kind::seeds, 0);
    nameSketch();
    m_policy.setDrawn(m_document.settings());
    m_maker = {};
    Q_EMIT recordReplaced();
    Q_EMIT photoReplaced();
}

void SketchDesk::showWithoutPhoto(const vector::Provenance& record) {
    m_policy.endRest();
    breakOff();
    m_reading.reset();
    m_controller.rest(RunState::empty);
    makeRoom({});
    m_source = record.source;
    show(record);
}

void SketchDesk::show(const vector::Provenance& record) {
    RunSettings settings = m_document.settings();
    Look look = m_document.look();
    m_leftOut = restoreSettings(record, settings, look);
    m_maker = makerOf(record);
    const auto run = runOf(record);
    if (!run.sketches.empty()) { // before the settings: they may open another engine, which draws where nothing is
        m_policy.setDrawn(settings);
        m_document.setMoment(momentOf(run.sketches.front()));
    }
    m_document.setSettings(settings);
    m_document.setLook(look);
    m_policy.endRest();
    if (run.sketches.size() > 1)
        showLevels(run);
}

/// All of them on the board, and the one that the slider shows as the sketch.
void SketchDesk::showLevels(const optimise::RunSummary& run) {
    std::vector<optimise::SketchPlan> plans;
    for (const auto& sketch : run.sketches)
        plans.push_back(sketch.plan);
    RunSettings settings = m_document.settings();
    m_record = std::make_shared<RunRecord>(++m_runs, std::move(plans), RunRecord::Kind::levels, settings.strokes);
    m_record->end(run);
    nameSketch();
    const auto outcome = *m_record->outcome();
    settings.strokes = static_cast<int>(outcome.strokes.size());
    m_document.setSettings(settings);
    m_policy.endRest();
    m_policy.setDrawn(settings);
    m_document.setMoment(outcome);
    Q_EMIT recordReplaced();
    Q_EMIT levelsRestored();
}

} // namespace croquis::ui
