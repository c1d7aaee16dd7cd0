// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Other moments of the run, other sketches of the batch, and sketches that come back.
#include "ui/desk/sketch_desk.hpp"
#include "ui/sketch/choice_command.hpp"

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
    push(before, std::make_shared<SketchChoice>(std::move(after)), tr("Use this moment"));
}

void SketchDesk::leaveMoment() {
    m_document.lookBack();
    Q_EMIT momentShown(false);
}

std::vector<SketchMoment> SketchDesk::sketches() const {
    auto sketches = m_record->sketches();
    for (std::size_t k = 0; k < sketches.size(); ++k) {
        if (k == m_record->sketch() && m_record->summary())
            sketches[k] = m_document.sketch(); // also where it is another moment than the run's best
        const StrokeMarks& marks = k == m_record->sketch() ? m_document.marks() : m_record->marksOf(k);
        std::erase_if(sketches[k].strokes, [&](const auto& stroke) {
            return marks.deleted.contains(stroke.id) || marks.hidden.contains(stroke.id);
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
            !m_record->summary() && !m_record->frames().empty()};
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
    return other;
}

void SketchDesk::choose(std::size_t sketch) {
    leaveMoment();
    if (sketch >= m_record->sketches().size())
        return;
    const SketchChoice before = choice();
    auto after = std::make_shared<SketchChoice>(choiceOf(sketch));
    if (m_record->isLevels())
        after->settings = after->drawn; // also where the slider stood elsewhere
    if (sketch == m_record->sketch() && after->settings == before.settings)
        return;
    lay(*after);
    push(before, after, tr("Choose a sketch"));
}

void SketchDesk::push(SketchChoice before, std::shared_ptr<const SketchChoice> after, const QString& text) {
    m_document.undoStack().push(new ChoiceCommand([this](const SketchChoice& choice) { lay(choice); },
                                                  std::move(before), std::move(after), text));
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
    const bool goesOn = same && !m_coming && !m_record->summary() && m_controller.isBusy();
    if (!goesOn) {
        breakOff();
        keepSketch();
    }
    const auto since = choice.underWay ? choice.record->outcomeOf(choice.sketch) : std::nullopt;
    const auto old = m_record;
    if (same) {
        chooseInRecord(choice.sketch);
    } else {
        m_record->setChosenMarks(m_document.marks());
        m_record = choice.record;
        m_record->choose(choice.sketch);
        nameSketch();
    }
    const auto newest = goesOn ? m_record->newest() : since;
    const auto marks = goesOn || since ? m_record->marksOf(choice.sketch) : choice.marks;
    m_policy.setDrawn(choice.drawn);
    m_maker = choice.maker;
    m_document.setPhoto(choice.photo);
    m_document.setMarks(marks);
    m_document.setMoment(newest.value_or(choice.moment));
    m_document.setSettings(choice.settings);
    if (!goesOn)
        rest();
    if (!same) {
        old->forgetFrames();
        Q_EMIT recordReplaced();
    } else {
        Q_EMIT sketchChosen();
    }
    Q_EMIT changed();
}

} // namespace croquis::ui
