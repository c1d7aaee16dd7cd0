// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Other moments of the run, other sketches of the batch, and sketches that come back.
#include "ui/desk/sketch_desk.hpp"
#include "ui/sketch/choice_command.hpp"

#include <algorithm>
#include <utility>

namespace croquis::ui {

void SketchDesk::lookAt(int iteration) {
    const auto moment = m_record->momentAt(iteration);
    if (!moment)
        return;
    m_document.lookAt(*moment);
    Q_EMIT momentShown(true);
}

void SketchDesk::acceptMoment() {
    if (!m_document.isElsewhere())
        return;
    const SketchMoment chosen = m_document.moment();
    leaveMoment();
    breakOff();
    const SketchChoice before = choice();
    SketchChoice after = before;
    after.moment = chosen;
    // Strokes may have come and gone since.
    after.drawn.strokes += static_cast<int>(chosen.strokes.size()) - static_cast<int>(before.moment.strokes.size());
    if (before.settings == before.drawn)
        after.settings = after.drawn;
    lay(after);
    push(before, tr("Use this moment"));
}

void SketchDesk::leaveMoment() {
    m_document.lookBack();
    Q_EMIT momentShown(false);
}

std::vector<SketchMoment> SketchDesk::sketches(Hidden hidden) const {
    auto sketches = m_record->sketches();
    for (std::size_t k = 0; k < sketches.size(); ++k) {
        if (k == m_record->sketch() && m_record->summary())
            sketches[k] = m_document.sketch(); // also where it is another moment than the run's best
        const StrokeMarks& marks = k == m_record->sketch() ? m_document.marks() : m_record->marksOf(k);
        std::erase_if(sketches[k].strokes, [&](const auto& stroke) {
            return marks.deleted.contains(stroke.id) || (hidden == Hidden::leftOut && marks.hidden.contains(stroke.id));
        });
        for (auto& stroke : sketches[k].strokes)
            if (marks.reversed.contains(stroke.id))
                stroke.curve = stroke.curve.reversed();
    }
    return sketches;
}

void SketchDesk::requestNetworkView() {
    std::vector<geometry::CubicBezier> strokes;
    for (const auto& stroke : m_document.visibleStrokes())
        strokes.push_back(stroke.curve);
    m_controller.requestNetworkView(requestFor(m_file, m_policy.drawn()), strokes);
}

SketchMaker SketchDesk::maker() const {
    return m_document.hasStrokes() ? m_maker : SketchMaker{m_engine, m_options, {}};
}

SketchChoice SketchDesk::choice() const {
    return {m_document.settings(),
            m_policy.drawn(),
            m_maker,
            m_document.photo(),
            m_document.sketch(),
            m_document.marks(),
            m_record,
            m_record->sketch(),
            !m_record->summary() && !m_record->frames().empty(),
            m_countBefore};
}

void SketchDesk::nameSketch() {
    m_document.setName({m_record->number(), m_record->sketch()});
}

void SketchDesk::chooseInRecord(std::size_t sketch) {
    const std::size_t before = m_record->sketch();
    m_record->setChosenMarks(m_document.marks());
    m_record->choose(sketch);
    marksFollow(before);
}

/// Ids begin anew in each sketch, so each has marks of its own.
void SketchDesk::marksFollow(std::size_t before) {
    if (before == m_record->sketch())
        return;
    nameSketch();
    m_document.setMarks(m_record->marksOf(m_record->sketch()));
}

/// Of the levels on the board, the one with at most so many strokes.
SketchChoice SketchDesk::levelOf(int strokes) const {
    std::size_t level = 0;
    for (std::size_t k = 0; k < m_record->plans().size(); ++k)
        if (m_record->strokesOf(k) <= strokes)
            level = k;
    SketchChoice choice = choiceOf(level);
    choice.settings = choice.drawn; // the slider follows
    return choice;
}

/// Another sketch of the record, as it is or was left.
SketchChoice SketchDesk::choiceOf(std::size_t sketch) const {
    SketchChoice other = choice();
    if (sketch == m_record->sketch())
        return other;
    other.sketch = sketch;
    other.marks = m_record->marksOf(sketch);
    other.moment = m_record->sketches()[sketch];
    if (m_record->isLevels())
        other.settings.strokes = other.drawn.strokes = m_record->strokesOf(sketch);
    else if (const auto outcome = m_record->outcomeOf(sketch)) { // the one at hand may be of another number by now
        const bool asDrawn = other.settings == other.drawn;
        other.drawn.strokes = m_record->countOf(*outcome, other.marks);
        if (asDrawn)
            other.settings = other.drawn;
    }
    return other;
}

void SketchDesk::choose(std::size_t sketch) {
    leaveMoment();
    if (sketch >= m_record->sketches().size())
        return;
    const SketchChoice before = choice();
    SketchChoice after = choiceOf(sketch);
    if (m_record->isLevels())
        after.settings = after.drawn; // also where the slider stood elsewhere
    if (sketch == m_record->sketch() && after.settings == before.settings)
        return;
    lay(after);
    push(before, tr("Choose a sketch"));
}

void SketchDesk::push(SketchChoice before, const QString& text) {
    m_document.undoStack().push(new ChoiceCommand(*this, std::move(before), text));
}

bool SketchDesk::swap(std::shared_ptr<const SketchChoice>& across) {
    const auto there = std::exchange(across, std::make_shared<SketchChoice>(choice()));
    if (!there || there->record->plans().empty()) // nothing had been drawn
        return false;
    lay(*there);
    if (there->record == m_record && isDrawing()) {
        resume(*there);
        if (there->countBefore) { // the run is to draw as many as it was asked for then
            m_countBefore = there->countBefore;
            giveCount(there->drawn.strokes);
        }
    }
    return true;
}

bool SketchDesk::isAwaited() const {
    if (!m_document.hasStrokes())
        return m_controller.isBusy();
    return isOutdated() && (m_policy.isResting() || m_coming);
}

bool SketchDesk::bringBack(const SketchName& name) {
    const bool awaited = isAwaited();
    if (const auto kept = m_kept.find(m_document.settings(), m_engine);
        kept && name.run != m_record->number() && kept->record->number() == name.run)
        lay(*kept);
    if (name.run != m_record->number() || name.sketch >= m_record->sketches().size())
        return false;
    if (name.sketch != m_record->sketch())
        lay(choiceOf(name.sketch));
    if (awaited && isOutdated())
        m_policy.beginRest(); // what was asked for still is
    return true;
}

/// The record's run takes edits.
bool SketchDesk::isDrawing() const {
    return !m_coming && !m_record->summary() && (state() == RunState::running || state() == RunState::paused);
}

/// The run under way goes on with the strokes of another side of a step.
void SketchDesk::resume(const SketchChoice& there) {
    m_pace.spoil();
    for (std::size_t k = 0; k < m_record->plans().size(); ++k) {
        const bool chosen = k == there.sketch;
        if (m_record->isLevels() && !chosen)
            continue;
        auto then = chosen ? std::optional(there.moment) : m_record->momentAt(there.moment.iteration, k);
        if (!then)
            continue;
        std::erase_if(then->strokes, [&](const auto& s) { return m_record->marksOf(k).deleted.contains(s.id); });
        then = m_record->whereLast(std::move(*then), k);
        optimise::RestoreStrokes wanted;
        for (const auto& stroke : then->strokes) {
            wanted.ids.push_back(stroke.id);
            wanted.curves.push_back(stroke.curve);
        }
        if (chosen) {
            m_resumed = Resumed{k, *then};
            m_document.setMoment(std::move(*then));
        }
        m_controller.edit({k, std::move(wanted)});
    }
    if (m_resumed)
        m_resumed->edit = m_controller.editsGiven();
}

/// What the run tells of before it heard of the strokes that it is to go on with, with those strokes.
SketchMoment SketchDesk::asResumed(SketchMoment moment, int edits) {
    if (!m_resumed)
        return moment;
    if (edits < m_resumed->edit)
        return m_resumed->sketch == m_record->sketch() ? m_record->whereLast(m_resumed->moment, m_resumed->sketch)
                                                       : std::move(moment); // another was chosen meanwhile
    m_resumed.reset();
    return moment;
}

void SketchDesk::keepSketch() {
    if (m_document.hasStrokes())
        m_kept.keep(choice());
}

/// Settings, sketch and what the sketch is of change together: none of them is of another choice for a moment. What is
/// drawn ends, unless the choice is of the very run.
void SketchDesk::lay(const SketchChoice& choice) {
    leaveMoment();
    const bool same = choice.record == m_record;
    const bool goesOn = same && isDrawing();
    if (!goesOn) {
        breakOff();
        keepSketch();
    }
    m_resumed.reset();
    m_countBefore.reset();
    const auto old = m_record;
    if (same) {
        chooseInRecord(choice.sketch);
    } else {
        m_record->setChosenMarks(m_document.marks());
        m_record = choice.record;
        m_record->choose(choice.sketch);
        nameSketch();
    }
    std::optional<SketchMoment> newer; // of the same strokes
    RunSettings drawn = choice.drawn;
    if (goesOn)
        newer = m_record->sketches()[choice.sketch];
    else if (choice.underWay)
        newer = m_record->leftWith(choice.moment.strokes, choice.marks.deleted, choice.sketch);
    if (choice.countBefore && !goesOn) { // the run may have come to draw so many, or it has ended before
        const auto outcome = m_record->outcomeOf(choice.sketch);
        if (outcome && m_record->countOf(*outcome, m_record->marksOf(choice.sketch)) == drawn.strokes)
            newer = outcome;
        else
            drawn.strokes = *choice.countBefore;
    }
    const auto marks = newer ? m_record->marksOf(choice.sketch) : choice.marks;
    m_policy.setDrawn(drawn);
    m_maker = choice.maker;
    m_document.setPhoto(choice.photo);
    m_document.setMarks(marks);
    m_document.setMoment(newer.value_or(choice.moment));
    m_document.setSettings(choice.settings);
    if (!goesOn)
        rest();
    if (choice.settings == drawn) // it is what is wanted, whatever would draw it now
        m_policy.endRest();
    else if (drawn != choice.drawn) // the number that was asked for is still to be drawn
        m_policy.beginRest();
    if (!same) {
        m_timelines.keep(old);
        Q_EMIT recordReplaced();
    }
    Q_EMIT sketchChosen();
    leaveLevels();
    Q_EMIT changed();
}

} // namespace croquis::ui
