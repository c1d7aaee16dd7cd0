// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Other moments of the run, and other sketches of the batch.
#include "ui/desk/choice_command.hpp"
#include "ui/desk/sketch_desk.hpp"
#include "ui/sketch/document_commands.hpp"

#include <utility>

namespace croquis::ui {

void SketchDesk::lookAt(int iteration) {
    const auto moment = m_record.momentAt(iteration);
    if (!moment)
        return;
    m_document.lookAt(*moment);
    Q_EMIT momentShown(true);
}

void SketchDesk::acceptMoment() {
    if (!m_document.isElsewhere())
        return;
    const SketchMoment chosen = m_document.moment();
    m_document.lookBack();
    m_document.undoStack().push(new MomentCommand(m_document, m_document.sketch(), chosen, tr("Use this moment")));
    Q_EMIT momentShown(false);
}

void SketchDesk::leaveMoment() {
    m_document.lookBack();
    Q_EMIT momentShown(false);
}

std::vector<SketchMoment> SketchDesk::sketches() const {
    auto sketches = m_record.sketches();
    for (std::size_t k = 0; k < sketches.size(); ++k) {
        const auto own = m_marks.find(k);
        if (k != m_record.sketch() && own == m_marks.end())
            continue;
        const StrokeMarks& marks = k == m_record.sketch() ? m_document.marks() : own->second;
        std::erase_if(sketches[k].strokes, [&](const auto& stroke) {
            return marks.deleted.contains(stroke.id) || marks.hidden.contains(stroke.id);
        });
        for (auto& stroke : sketches[k].strokes)
            if (marks.reversed.contains(stroke.id))
                stroke.curve = stroke.curve.reversed();
    }
    return sketches;
}

SketchChoice SketchDesk::choice() const {
    return {m_document.settings(), m_policy.drawn(),  m_document.sketch(),
            m_document.marks(),    m_record.sketch(), m_batch};
}

void SketchDesk::chooseInRecord(std::size_t sketch) {
    const std::size_t before = m_record.sketch();
    m_record.choose(sketch);
    marksFollow(before);
}

/// Ids begin anew in each sketch, so each has marks of its own.
void SketchDesk::marksFollow(std::size_t before) {
    if (before == m_record.sketch())
        return;
    m_marks[before] = m_document.marks();
    m_document.setMarks(m_marks[m_record.sketch()]);
}

void SketchDesk::choose(std::size_t sketch) {
    leaveMoment();
    if (sketch >= m_record.plans().size())
        return;
    const SketchChoice before = choice();
    keepSketch();
    chooseInRecord(sketch);
    Q_EMIT sketchChosen();
    const auto outcome = m_controller.isBusy() ? std::nullopt : m_record.outcome();
    RunSettings settings = m_document.settings();
    if (m_record.isLevels())
        settings.strokes = m_record.strokesOf(sketch);
    if (outcome) {
        const RunSettings& drawn = m_record.isLevels() ? settings : m_policy.drawn();
        m_document.undoStack().push(new ChoiceCommand([this](const SketchChoice& choice) { lay(choice); }, before,
                                                      {settings, drawn, *outcome, m_document.marks(), sketch, m_batch},
                                                      tr("Choose a sketch")));
    } else if (m_record.isLevels()) { // it is drawn still
        m_policy.setDrawn(settings);
        m_document.undoStack().push(new SettingsCommand(m_document, settings, tr("Number of strokes")));
    }
    Q_EMIT changed();
}

/// Settings, sketch and what the sketch is of change together: none of them is of another choice for a moment.
void SketchDesk::lay(const SketchChoice& choice) {
    if (m_controller.isBusy()) // what is drawn now goes on; the settings bring the sketch back after their rest
        return m_document.setSettings(choice.settings);
    leaveMoment();
    if (choice.batch == m_batch)
        chooseInRecord(choice.sketch);
    else if (!m_record.isLevels()) // the record is another sketch's
        clearRecord();
    m_policy.setDrawn(choice.drawn);
    m_document.setMarks(choice.marks);
    m_document.setMoment(choice.moment);
    m_document.setSettings(choice.settings);
    m_controller.markOutdated(isOutdated());
    if (choice.batch == m_batch)
        Q_EMIT sketchChosen();
    Q_EMIT changed();
}

/// Undone, the sketch that was drawn on is back.
void SketchDesk::pushReplacement(const SketchMoment& outcome) {
    if (!m_replaced)
        return;
    const SketchChoice before = *std::exchange(m_replaced, std::nullopt);
    SketchChoice after = choice();
    after.moment = outcome;
    m_document.undoStack().push(
        new ChoiceCommand([this](const SketchChoice& choice) { lay(choice); }, before, after, m_replacedBy));
}

} // namespace croquis::ui
