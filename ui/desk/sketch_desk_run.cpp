// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the desk does with the run's news.
#include "ui/desk/sketch_desk.hpp"
#include "ui/sketch/choice_command.hpp"

#include <algorithm>
#include <utility>

namespace croquis::ui {

void SketchDesk::connectRun() {
    connect(&m_controller, &RunController::stateChanged, this, &SketchDesk::changed);
    connect(&m_controller, &RunController::stepBegan, this, [this](const QString& name) {
        m_step = name;
        Q_EMIT changed();
    });
    connect(&m_controller, &RunController::engineOpened, this, &SketchDesk::takeEngine);
    connect(&m_controller, &RunController::photoRead, this, &SketchDesk::photoWasRead);
    connect(&m_controller, &RunController::photoLoaded, this, &SketchDesk::photoWasLoaded);
    connect(&m_controller, &RunController::photoChecked, this, &SketchDesk::takeCheck);
    connect(&m_controller, &RunController::runHasPhoto, this, &SketchDesk::takePhotoOfRun);
    connect(&m_controller, &RunController::framesArrived, this, &SketchDesk::takeFrames);
    connect(&m_controller, &RunController::runEnded, this, &SketchDesk::endRun);
    connect(&m_controller, &RunController::failed, this, &SketchDesk::fail);
    const auto see = [this] { m_controller.setSketchSeen(m_record->sketch()); };
    connect(this, &SketchDesk::sketchChosen, this, see);
    connect(this, &SketchDesk::recordReplaced, this, see);
}

void SketchDesk::takeEngine(const session::EngineDescription& engine) {
    m_engine = engine;
    m_pace.setEngine(engine);
    if (isOfAnotherEngine() && !m_controller.isBusy()) {
        m_controller.markOutdated(true);
        m_policy.beginRest();
    }
    Q_EMIT engineOpened(engine);
    Q_EMIT changed();
}

void SketchDesk::takePhotoOfRun(const SharedPhoto& photo) {
    if (!m_coming)
        return;
    m_coming->photo = photo;
    if (const auto& shown = m_document.photo(); shown && isAlike(*shown, *photo))
        m_coming->photo = shown;
    else if (const auto kept = m_kept.photoLike(*photo))
        m_coming->photo = kept;
    if (!m_document.hasStrokes())
        m_document.setPhoto(m_coming->photo);
}

/// The run's first strokes are there: they and their photo take the place of the sketch before.
void SketchDesk::takeComing() {
    if (!m_coming)
        return;
    leaveMoment();
    keepSketch();
    const SketchChoice before = choice();
    Coming coming = *std::exchange(m_coming, std::nullopt);
    // What was done to the sketch since its settings were changed comes after them in the history.
    if (coming.replacing.isEmpty() && m_document.marks() != m_marksThen)
        coming.replacing = tr("Redraw");
    const bool replaces = m_document.hasStrokes() && !coming.replacing.isEmpty();
    auto marks = m_document.marks();
    const auto isTaken = [&](int id) {
        bool taken = false;
        for (std::size_t k = 0; k < coming.record->plans().size(); ++k)
            taken = taken || coming.record->beginsWith(k, id);
        return taken;
    };
    for (auto* ids : {&marks.deleted, &marks.hidden, &marks.reversed, &marks.locked})
        std::erase_if(*ids, [&](int id) { return !isTaken(id); }); // other ids begin anew
    m_record->setChosenMarks(m_document.marks());
    m_timelines.keep(m_record);
    m_resumed.reset();
    m_countBefore.reset();
    m_record = coming.record;
    m_record->setMarks(marks);
    nameSketch();
    m_policy.taken();
    m_maker = {m_engine, m_options, {}};
    if (coming.photo)
        m_document.setPhoto(coming.photo);
    m_document.setMarks(std::move(marks));
    if (m_document.settings() == coming.settings && !m_policy.isResting()) {
        m_document.setSettings(m_policy.drawn()); // of levels, as many as there are
        m_policy.endRest();
    }
    if (replaces)
        push(before, coming.replacing);
    Q_EMIT recordReplaced();
    Q_EMIT sketchChosen();
}

void SketchDesk::takeFrames(const std::vector<RunFrame>& frames) {
    takeComing();
    m_record->append(frames);
    m_record->setChosenMarks(m_document.marks());
    const std::size_t led = m_record->sketch();
    // Until the run has heard of strokes that it is to go on with, the best of what it tells is of those before.
    const bool hasHeard = !m_resumed || frames.back().edits >= m_resumed->edit;
    if (hasHeard && !m_document.isElsewhere() && m_record->followBest()) {
        marksFollow(led);
        Q_EMIT sketchChosen();
    }
    if (auto moment = m_record->newest()) {
        if (frames.back().edits >= m_countEdit)
            m_countBefore.reset();
        m_document.takeNews(asResumed(std::move(*moment), frames.back().edits), frames.back().edits);
        followStrokes();
    }
    Q_EMIT framesArrived(frames);
}

void SketchDesk::endRun(const optimise::RunSummary& run, const session::EngineDescription& engine, bool countMissed) {
    m_engine = engine;
    m_step.clear();
    if (run.termination == optimise::Termination::completed || run.termination == optimise::Termination::converged)
        m_pace.end();
    if (run.sketches.empty()) { // stopped before there was a stroke
        giveUp();
        return Q_EMIT changed();
    }
    takeComing();
    m_maker.engine = engine;
    m_record->setChosenMarks(m_document.marks());
    const std::size_t led = m_record->sketch();
    m_record->end(run);
    marksFollow(led);
    takeOutcome(countMissed);
    rest(); // never "done" without a stroke
    Q_EMIT runEnded(run);
    Q_EMIT changed();
    if (m_checking)
        return readChecked();
    const bool levels = std::exchange(m_levelsNext, false);
    const bool changedSince = std::exchange(m_restsLater, false);
    if (run.termination == optimise::Termination::stopped && !changedSince)
        return; // nothing begins because somebody ended something
    if (isOutdated())
        m_policy.beginRest();
    else if (levels && !m_record->isLevels())
        drawLevels(); // asked for while the sketch was drawn
}

/// @param countMissed  the run ended before it took over the last number of strokes, or before it told of that.
void SketchDesk::takeOutcome(bool countMissed) {
    auto outcome = *m_record->outcome();
    const auto resumed = std::exchange(m_resumed, std::nullopt);
    const auto before = std::exchange(m_countBefore, std::nullopt);
    const auto asked = resumed && countMissed && resumed->sketch == m_record->sketch()
                           ? m_record->leftWith(resumed->moment.strokes, m_document.marks().deleted, resumed->sketch)
                           : std::nullopt;
    if (asked) // as if it had been undone after the end
        outcome = *asked;
    const int strokes = static_cast<int>(outcome.strokes.size());
    RunSettings drawn = m_policy.drawn();
    if (asked && before) { // and then another number was chosen, which nothing has drawn
        drawn.strokes = *before;
        m_policy.setDrawn(drawn);
    }
    if (countMissed && !asked && strokes > 0 && strokes != drawn.strokes) {
        const int whole = strokes + RunRecord::takenOut(outcome, m_document.marks()); // as before the change
        drawn.strokes = before && whole == *before ? whole : strokes;
        m_policy.setDrawn(drawn);
    }
    m_record->setAsked(drawn.strokes);
    m_document.takeOutcome(std::move(outcome));
}

/// The run under way ends with the best that was heard of it; one without strokes yet comes to nothing. Whoever calls
/// this gives the controller something else to do.
void SketchDesk::breakOff() {
    m_coming.reset();
    m_policy.giveUp();
    m_levelsNext = false;
    m_restsLater = false;
    m_record->setChosenMarks(m_document.marks());
    const std::size_t led = m_record->sketch();
    if (!m_record->breakOff())
        return;
    if (m_checking) // when whoever ended it has done what it was ended for
        QMetaObject::invokeMethod(this, &SketchDesk::readChecked, Qt::QueuedConnection);
    m_pace.spoil();
    marksFollow(led);
    takeOutcome(m_resumed || m_countBefore || m_controller.isCountWaiting());
    Q_EMIT runEnded(*m_record->summary());
}

void SketchDesk::fail(const Failure& failure) {
    breakOff();
    const auto waiting = m_reading;
    const QString photo = waiting ? waiting->file.path : QString();
    if (waiting && waiting->record) { // there is no need of a photo or an engine to look at a sketch
        const auto record = *waiting->record;
        if (isKept([this, record] { layAlone(record); }))
            layAlone(record);
        if (!failure.isOfPhoto())
            m_reading = waiting;
    } else if (waiting && failure.isOfPhoto()) { // else it waits for another engine
        const Reading reading = *std::exchange(m_reading, std::nullopt);
        if (m_document.photo() || m_document.hasStrokes())
            m_controller.rest(atRest()); // what was there before still is
        if (m_document.photo() && reading.interrupts && m_autoStart && !m_document.hasStrokes())
            draw();
        else if (isOutdated())
            m_policy.beginRest(); // settings were changed meanwhile
    }
    leaveLevels();
    Q_EMIT failed(failure, photo); // after draw(), which clears the warnings of the run before
    Q_EMIT changed();
}

} // namespace croquis::ui
