// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sketch/document_commands.hpp"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

/// Lays the sketch that a step is of on the desk. @return false, and says so: it is gone, and the step with it.
bool reach(const SketchName& sketch, SketchDocument& document, QUndoCommand& step) {
    if (document.name() == sketch || (document.swapper() != nullptr && document.swapper()->bringBack(sketch)))
        return true;
    step.setObsolete(true);
    Q_EMIT document.stepLost(step.text());
    return false;
}

} // namespace

SettingsCommand::SettingsCommand(SketchDocument& document, const RunSettings& after, const QString& text, int drag)
    : QUndoCommand(text), m_document(document), m_before(document.settings()), m_after(after), m_drag(drag),
      m_seen(document.swapper() == nullptr || !document.swapper()->isAwaited()) {}

void SettingsCommand::walk(const RunSettings& to) {
    if (m_document.swapper() == nullptr || !m_document.swapper()->swap(m_across))
        m_document.setSettings(to);
}

bool SettingsCommand::mergeWith(const QUndoCommand* other) {
    const auto& next = static_cast<const SettingsCommand&>(*other);
    const bool sameDrag = m_drag > 0 && next.m_drag == m_drag;
    if (m_walked || (!sameDrag && (next.m_seen || next.text() != text())))
        return false;
    m_after = next.m_after;
    setObsolete(m_after == m_before);
    return true;
}

MarksCommand::MarksCommand(SketchDocument& document, StrokeMarks after, EditRun edit, const QString& text)
    : QUndoCommand(text), m_document(document), m_name(document.name()), m_before(document.marks()),
      m_after(std::move(after)), m_edit(std::move(edit)) {}

void MarksCommand::apply(const StrokeMarks& from, const StrokeMarks& to) {
    if (!reach(m_name, m_document, *this))
        return;
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

DeleteStrokeCommand::DeleteStrokeCommand(SketchDocument& document, const std::set<int>& strokeIds, EditRun edit)
    : QUndoCommand(strokeIds.size() == 1 ? QCoreApplication::translate("croquis::ui", "Delete stroke")
                                         : QCoreApplication::translate("croquis::ui", "Delete strokes")),
      m_document(document), m_name(document.name()), m_edit(std::move(edit)) {
    const auto& strokes = document.sketch().strokes;
    std::set<int> elsewhere = strokeIds;
    for (std::size_t k = 0; k < strokes.size(); ++k)
        if (elsewhere.erase(strokes[k].id) > 0)
            m_deleted.push_back({strokes[k].id, strokes[k], k});
    for (const int id : elsewhere)
        m_deleted.push_back({id, std::nullopt});
}

void DeleteStrokeCommand::undo() {
    if (!reach(m_name, m_document, *this))
        return;
    std::set<int> returned;
    for (const auto& [id, stroke, position] : m_deleted) {
        returned.insert(id);
        if (!stroke) {
            m_document.readmitStroke(id);
            continue;
        }
        const int edit = m_edit(optimise::AddStroke{id, stroke->curve, position});
        m_document.insertStroke(*stroke, position, edit);
    }
    Q_EMIT m_document.strokesReturned(returned);
}

void DeleteStrokeCommand::redo() {
    if (!reach(m_name, m_document, *this))
        return;
    for (const auto& each : m_deleted) {
        m_document.removeStroke(each.id);
        m_edit(optimise::RemoveStroke{each.id});
    }
}

} // namespace croquis::ui
