// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What lies on the desk gives way to another photo or another photo's sketch, and comes back.
#include "ui/desk/sketch_desk.hpp"

#include <QUndoCommand>

#include <utility>

namespace croquis::ui {

/// A sketch came with its photo, or without one. Pushed when it has room; holds what lies on the other side, whose own
/// history is below it.
class SketchDesk::PlaceCommand final : public QUndoCommand {
  public:
    PlaceCommand(SketchDesk& desk, OnDesk before, const QString& text)
        : QUndoCommand(text), m_desk(desk), m_across(std::move(before)) {}
    void undo() override { m_desk.swapPlaces(m_across); }
    void redo() override {
        if (std::exchange(m_pushed, true))
            m_desk.swapPlaces(m_across);
    }

  private:
    SketchDesk& m_desk;
    OnDesk m_across;
    bool m_pushed = false;
};

SketchDesk::OnDesk SketchDesk::takeAway() {
    m_record->setChosenMarks(m_document.marks());
    return {m_file, choice(), m_document.look(), m_source, m_leftOut, m_borrowed, std::exchange(m_kept, {}), {}};
}

/// @param forSketch  one that comes from elsewhere, which is a step back to the one that lies here.
void SketchDesk::makeRoom(PhotoFile file, bool forSketch) {
    m_timelines.keepAlone(m_record);
    const bool isStep = forSketch && m_document.hasStrokes();
    OnDesk before = takeAway();
    m_file = std::move(file);
    m_source = {};
    m_resumed.reset();
    m_document.clear();
    m_document.setSettings(ownSettings());
    m_borrowed.reset();
    m_policy.endRest(); // nothing is drawn of it yet
    m_record = std::make_shared<RunRecord>(++m_runs, std::vector<optimise::SketchPlan>(), RunRecord::Kind::seeds, 0);
    nameSketch();
    m_policy.setDrawn(m_document.settings());
    m_maker = {};
    if (isStep)
        m_document.undoStack().push(new PlaceCommand(*this, std::move(before), tr("Restore")));
    else
        m_document.undoStack().clear();
    Q_EMIT recordReplaced();
    Q_EMIT photoReplaced();
}

/// A run that goes on ends, and its sketch is what is held. Of a photo that wasn't known in full the rest is read when
/// it is back.
void SketchDesk::swapPlaces(OnDesk& across) {
    leaveMoment();
    breakOff();
    OnDesk here = takeAway();
    if (m_reading && m_reading->arrived)
        here.reading = m_reading;
    forgetPhotoToCome();
    m_timelines.keep(m_record);
    lay(std::exchange(across, std::move(here)));
}

void SketchDesk::lay(OnDesk place) {
    m_file = std::move(place.file);
    m_source = std::move(place.source);
    m_leftOut = std::move(place.leftOut);
    m_borrowed = std::move(place.borrowed);
    m_kept = std::move(place.kept);
    m_resumed.reset();
    m_countBefore.reset();
    const SketchChoice& sketch = place.sketch;
    m_record = sketch.record;
    m_record->choose(sketch.sketch);
    nameSketch();
    m_policy.setDrawn(sketch.drawn);
    m_maker = sketch.maker;
    m_document.setPhoto(sketch.photo);
    m_document.setMarks(sketch.marks);
    m_document.setMoment(sketch.moment);
    m_document.setLook(place.look);
    m_document.setSettings(sketch.settings);
    rest();
    if (sketch.settings == sketch.drawn)
        m_policy.endRest();
    else
        m_policy.beginRest();
    Q_EMIT recordReplaced();
    Q_EMIT photoReplaced();
    Q_EMIT sketchChosen();
    leaveLevels();
    Q_EMIT changed();
    if (place.reading)
        readNow(*std::move(place.reading));
}

} // namespace croquis::ui
