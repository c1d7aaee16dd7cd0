// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Other moments of the run, and other sketches of the batch.
#include "ui/desk/choice_command.hpp"
#include "ui/desk/sketch_desk.hpp"
#include "ui/sketch/document_commands.hpp"

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

void SketchDesk::choose(std::size_t sketch) {
    leaveMoment();
    if (sketch >= m_record.plans().size())
        return;
    const SketchChoice before{m_document.settings(), m_policy.drawn(), m_document.sketch(), m_record.sketch(), m_batch};
    m_record.choose(sketch);
    Q_EMIT sketchChosen();
    keepSketch();
    const auto outcome = m_controller.isBusy() ? std::nullopt : m_record.outcome();
    RunSettings settings = m_document.settings();
    if (m_record.isLevels())
        settings.strokes = m_record.strokesOf(sketch);
    if (outcome) {
        const RunSettings& drawn = m_record.isLevels() ? settings : m_policy.drawn();
        m_document.undoStack().push(new ChoiceCommand([this](const SketchChoice& choice) { lay(choice); }, before,
                                                      {settings, drawn, *outcome, sketch, m_batch},
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
    if (choice.batch != m_batch && !m_record.isLevels()) // the record is another sketch's
        clearRecord();
    m_policy.setDrawn(choice.drawn);
    m_document.setMoment(choice.moment);
    m_document.setSettings(choice.settings);
    m_controller.markOutdated(isOutdated());
    if (choice.batch == m_batch) {
        m_record.choose(choice.sketch);
        Q_EMIT sketchChosen();
    }
    Q_EMIT changed();
}

} // namespace croquis::ui
