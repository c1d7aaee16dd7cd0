// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a sketch that was exported comes onto the desk.
#include "ui/desk/restored_sketch.hpp"
#include "ui/desk/sketch_desk.hpp"
#include "ui/sketch/document_commands.hpp"

#include <utility>

namespace croquis::ui {
namespace {

/// What the run had then and its only sketch doesn't have: it stays away at other moments, too.
StrokeMarks deletedFrom(const RunRecord& run) {
    StrokeMarks marks;
    const auto outcome = run.outcome();
    const auto then = outcome && !run.isLevels() ? run.momentAt(outcome->iteration) : std::nullopt;
    if (!then)
        return marks;
    for (const auto& stroke : then->strokes)
        marks.deleted.insert(stroke.id);
    for (const auto& stroke : outcome->strokes)
        marks.deleted.erase(stroke.id);
    return marks;
}

/// What the slider says of a sketch out of a file: how many strokes it has, and those that are known to be deleted.
int countShown(const RunRecord& record, const StrokeMarks& marks, const RunSettings& settings) {
    const auto strokes = static_cast<int>(record.outcome()->strokes.size() + marks.deleted.size());
    return strokes > 0 ? strokes : settings.strokes;
}

} // namespace

bool SketchDesk::restoreHere(const vector::Provenance& record) {
    const auto photo = m_document.photo();
    if (!photo || state() == RunState::noModel || !m_document.hasStrokes() || record.sketches.empty() ||
        photo->summary.sha256.empty() ||
        !(record.source == vector::FileIdentity{photo->summary.fileName, photo->summary.sha256}))
        return false;
    RunSettings settings = m_document.settings();
    Look look = m_document.look();
    restoreSettings(record, settings, look);
    if (!(requestFor(m_file, settings) == requestFor(m_file, m_policy.drawn())))
        return false;
    if (isKept([this, record] { layHere(record); }))
        layHere(record);
    return true;
}

/// What is there is undone to and, where it wasn't exported, put aside.
void SketchDesk::layHere(const vector::Provenance& record) {
    const auto photo = m_document.photo();
    RunSettings settings = m_document.settings();
    Look look = m_document.look();
    const auto leftOut = restoreSettings(record, settings, look);
    leaveMoment();
    forgetPhotoToCome();
    breakOff();
    const RunSettings own = ownSettings();
    const SketchChoice before = choice();
    const auto there = recordOf(record, settings);
    const StrokeMarks marks = deletedFrom(*there);
    settings.strokes = countShown(*there, marks, settings);
    auto& stack = m_document.undoStack();
    stack.beginMacro(tr("Restore"));
    lay({settings, settings, makerOf(record), photo, *there->outcome(), marks, there, there->sketch(), false});
    push(before, tr("Restore"));
    if (!(look == m_document.look()))
        stack.push(new LookCommand(m_document, look, tr("Restore")));
    stack.endMacro();
    m_leftOut = leftOut;
    m_borrowed = Borrowed{own, settings};
    if (there->isLevels())
        Q_EMIT levelsRestored();
    Q_EMIT restored(true);
}

RunSettings SketchDesk::ownSettings() const {
    RunSettings own = m_document.settings();
    if (!m_borrowed)
        return own;
    RunSettings fromFile = m_borrowed->fromFile;
    if (m_record->isLevels())
        fromFile.strokes = own.strokes; // which of them is looked at
    if (own != fromFile)
        return own;
    const RunSettings& before = m_borrowed->before;
    own.strokes = before.strokes;
    own.seed = before.seed;
    own.seeds = before.seeds;
    own.quality = before.quality;
    own.onlySubject = before.onlySubject;
    return own;
}

bool SketchDesk::showWithoutPhoto(const vector::Provenance& record) {
    forgetPhotoToCome();
    breakOff();
    rest(); // what is on the desk, until it makes room
    if (!isKept([this, record] { layAlone(record); }))
        return false;
    layAlone(record);
    return true;
}

void SketchDesk::layAlone(const vector::Provenance& record) {
    m_policy.endRest();
    forgetPhotoToCome();
    breakOff();
    if (state() != RunState::noModel)
        m_controller.rest(RunState::empty);
    makeRoom({}, true);
    m_source = record.source;
    show(record);
    Q_EMIT restoredAlone(record);
}

void SketchDesk::show(const vector::Provenance& record) {
    const RunSettings own = m_document.settings();
    RunSettings settings = own;
    Look look = m_document.look();
    m_leftOut = restoreSettings(record, settings, look);
    m_maker = makerOf(record);
    const auto run = runOf(record);
    if (!run.sketches.empty()) // before the settings: they may open another engine, which draws where nothing is
        showRun(record, settings);
    else
        m_document.setSettings(settings);
    m_document.setLook(look);
    m_borrowed = Borrowed{own, m_document.settings()};
    m_policy.endRest();
    if (run.sketches.empty())
        return;
    Q_EMIT recordReplaced();
    if (m_record->isLevels())
        Q_EMIT levelsRestored();
}

std::shared_ptr<RunRecord> SketchDesk::recordOf(const vector::Provenance& file, const RunSettings& settings) {
    const auto run = runOf(file);
    std::vector<optimise::SketchPlan> plans;
    for (const auto& sketch : run.sketches)
        plans.push_back(sketch.plan);
    const auto kind = plans.size() > 1 ? RunRecord::Kind::levels : RunRecord::Kind::seeds;
    const auto record = std::make_shared<RunRecord>(++m_runs, std::move(plans), kind, settings.strokes);
    record->append(m_timelines.framesOf(file));
    record->endAsTold(run);
    return record;
}

/// Of levels all are on the board, and the one that the slider shows is the sketch.
void SketchDesk::showRun(const vector::Provenance& file, RunSettings settings) {
    m_record = recordOf(file, settings);
    nameSketch();
    const StrokeMarks marks = deletedFrom(*m_record);
    m_document.setMarks(marks);
    const auto outcome = *m_record->outcome();
    settings.strokes = countShown(*m_record, marks, settings);
    m_policy.setDrawn(settings);
    m_document.setMoment(outcome);
    m_document.setSettings(settings);
}

} // namespace croquis::ui
