// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sketch/document_commands.hpp"

#include <QCoreApplication>

#include <utility>

namespace croquis::ui {

LookCommand::LookCommand(SketchDocument& document, const Look& after, const QString& text, int drag)
    : QUndoCommand(text), m_document(document), m_before(document.look()), m_after(after), m_drag(drag) {}

bool LookCommand::mergeWith(const QUndoCommand* other) {
    const auto* next = static_cast<const LookCommand*>(other);
    if (next->m_drag != m_drag)
        return false;
    m_after = next->m_after;
    setObsolete(m_after == m_before);
    return true;
}

SettingsCommand::SettingsCommand(SketchDocument& document, const RunSettings& after, const QString& text, int drag)
    : QUndoCommand(text), m_document(document), m_before(document.settings()), m_after(after), m_drag(drag) {}

bool SettingsCommand::mergeWith(const QUndoCommand* other) {
    const auto* next = static_cast<const SettingsCommand*>(other);
    if (next->m_drag != m_drag)
        return false;
    m_after = next->m_after;
    setObsolete(m_after == m_before);
    return true;
}

MarksCommand::MarksCommand(SketchDocument& document, StrokeMarks after, EditRun edit, const QString& text)
    : QUndoCommand(text), m_document(document), m_before(document.marks()), m_after(std::move(after)),
      m_edit(std::move(edit)) {}

void MarksCommand::apply(const StrokeMarks& from, const StrokeMarks& to) {
    // What was deleted since is not this command's business.
    StrokeMarks marks = to;
    marks.deleted = m_document.marks().deleted;
    m_document.setMarks(std::move(marks));
    for (const int id : to.locked)
        if (!from.locked.contains(id))
            m_edit(optimise::LockStroke{id, true});
    for (const int id : from.locked)
        if (!to.locked.contains(id))
            m_edit(optimise::LockStroke{id, false});
}

DeleteStrokeCommand::DeleteStrokeCommand(SketchDocument& document, int strokeId, EditRun edit)
    : QUndoCommand(QCoreApplication::translate("croquis::ui", "Delete stroke")), m_document(document),
      m_edit(std::move(edit)) {
    const auto& strokes = document.moment().strokes;
    for (std::size_t k = 0; k < strokes.size(); ++k)
        if (strokes[k].id == strokeId) {
            m_stroke = strokes[k];
            m_position = k;
        }
}

void DeleteStrokeCommand::undo() {
    m_document.insertStroke(m_stroke, m_position);
    m_edit(optimise::AddStroke{m_stroke.id, m_stroke.curve});
}

void DeleteStrokeCommand::redo() {
    m_document.removeStroke(m_stroke.id);
    m_edit(optimise::RemoveStroke{m_stroke.id});
}

MomentCommand::MomentCommand(SketchDocument& document, SketchMoment before, SketchMoment after, const QString& text)
    : QUndoCommand(text), m_document(document), m_before(std::move(before)), m_after(std::move(after)) {}

} // namespace croquis::ui
