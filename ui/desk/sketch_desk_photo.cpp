// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a photo comes onto the desk.
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
    if (m_checking)
        m_reading = std::exchange(m_checking, std::nullopt);
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

void SketchDesk::photoMoved(const QString& file) {
    m_file.path = file;
    draw();
}

void SketchDesk::restore(const vector::Provenance& record, const QString& photo) {
    Reading reading{{photo}};
    reading.record = record;
    read(std::move(reading));
}

void SketchDesk::read(Reading reading) {
    if (!isDrawing())
        return readNow(std::move(reading));
    m_checking = std::move(reading);
    m_controller.checkPhoto(requestFor(m_checking->file, m_document.settings()));
    Q_EMIT changed();
}

void SketchDesk::takeCheck(const PhotoRequest& photo, const std::optional<Failure>& failure) {
    if (!m_checking || photo.file != m_checking->file.path.toStdString())
        return;
    if (!failure || m_checking->record) // a sketch comes also without its photo
        return readChecked();
    const QString file = std::exchange(m_checking, std::nullopt)->file.path;
    Q_EMIT failed(*failure, file);
    Q_EMIT changed();
}

/// It need not be looked at any more: it can be read, or there is no run that it could end.
void SketchDesk::readChecked() {
    if (auto reading = std::exchange(m_checking, std::nullopt))
        readNow(*std::move(reading));
}

/// Whoever asks for something else on the desk waits for no photo.
void SketchDesk::forgetPhotoToCome() {
    m_reading.reset();
    m_checking.reset();
}

void SketchDesk::readNow(Reading reading) {
    m_checking.reset();
    m_policy.endRest();
    breakOff();
    RunSettings settings = ownSettings();
    if (reading.record) { // which of the photo is drawn
        Look look;
        restoreSettings(*reading.record, settings, look);
    }
    m_reading = std::move(reading);
    m_controller.loadPhoto(requestFor(m_reading->file, settings));
}

/// Only now, when it could be read, does the photo replace what is there. @return false: that can't be kept.
bool SketchDesk::letIn() {
    if (m_reading->arrived)
        return true;
    Reading again = *m_reading;
    again.insists = true;
    if (!m_reading->insists && !isKept([this, again] { read(again); })) {
        giveUp();
        if (isOutdated())
            m_policy.beginRest(); // settings were changed meanwhile
        return false;
    }
    m_reading->arrived = true;
    makeRoom(m_reading->file, m_reading->record.has_value());
    return true;
}

void SketchDesk::photoWasRead(const SharedPhoto& photo) {
    if (m_reading && letIn())
        m_document.setPhoto(photo);
}

void SketchDesk::photoWasLoaded(const SharedPhoto& photo) {
    if (!m_reading)
        return Q_EMIT photoLoaded(*photo); // for a run
    if (!letIn())
        return;
    const auto reading = std::exchange(m_reading, std::nullopt);
    m_document.setPhoto(photo);
    Q_EMIT photoLoaded(*photo);
    if (reading->record) {
        show(*reading->record);
        rest();
        Q_EMIT restored(reading->record->source.sha256 == photo->summary.sha256);
    } else if (reading->draws || (m_autoStart && !photo->isTiny())) {
        draw();
    }
}

} // namespace croquis::ui
