// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sketch/sketch_document.hpp"

#include <QUndoCommand>

#include <functional>
#include <memory>
#include <set>
#include <utility>
#include <vector>

namespace croquis::ui {

/// A key for the changes of one drag, which no other drag has. On the window's thread.
inline int newDrag() {
    static int last = 0;
    return ++last;
}

/// One value of the document in place of another. Commands of the same drag (equal keys above 0) become one, and none
/// when it ends where it began; but what was undone and done again stays a step of its own.
/// @tparam kId  what QUndoStack tells the values apart by.
template <typename Value, const Value& (SketchDocument::*get)() const, void (SketchDocument::*set)(const Value&),
          int kId>
class ValueCommand final : public QUndoCommand {
  public:
    ValueCommand(SketchDocument& document, const Value& after, const QString& text, int drag = 0)
        : QUndoCommand(text), m_document(document), m_before((document.*get)()), m_after(after), m_drag(drag) {}
    void undo() override {
        m_walked = true;
        (m_document.*set)(m_before);
    }
    void redo() override { (m_document.*set)(m_after); }
    int id() const override { return m_drag > 0 ? kId : -1; }
    bool mergeWith(const QUndoCommand* other) override {
        const auto* next = static_cast<const ValueCommand*>(other);
        if (next->m_drag != m_drag || m_walked)
            return false;
        m_after = next->m_after;
        setObsolete(m_after == m_before);
        return true;
    }

  private:
    SketchDocument& m_document;
    Value m_before;
    Value m_after;
    int m_drag;
    bool m_walked = false; ///< it was undone: a step of its own, whatever comes after
};

using LookCommand = ValueCommand<Look, &SketchDocument::look, &SketchDocument::setLook, 1>;

/// Other settings, and the sketches of its two sides (SketchSwapper). Changes of the same drag (equal keys above 0)
/// become one, and so do those of one kind (equal texts) until a sketch of them is seen; none is left where they end
/// where they began.
class SettingsCommand final : public QUndoCommand {
  public:
    SettingsCommand(SketchDocument& document, const RunSettings& after, const QString& text, int drag = 0);
    void undo() override {
        m_walked = true;
        walk(m_before);
    }
    void redo() override { walk(m_after); }
    int id() const override { return 2; }
    bool mergeWith(const QUndoCommand* other) override;

  private:
    void walk(const RunSettings& to);

    SketchDocument& m_document;
    RunSettings m_before;
    RunSettings m_after;
    std::shared_ptr<const SketchChoice> m_across; ///< null: it was never left
    int m_drag;
    bool m_seen;           ///< the sketch of the settings before
    bool m_walked = false; ///< as ValueCommand's
};

/// Tells the run of a change, if there is one. @return the change's number among the run's edits (RunFrame::edits tells
/// of how many a frame knows); where no run takes it, one that none reaches.
using EditRun = std::function<int(decltype(optimise::SketchEdit::change))>;

/// Hidden, locked or reversed strokes. Walked while another sketch lies on the desk, it brings its own back; where that
/// is gone it leaves the history (SketchDocument::stepLost).
class MarksCommand final : public QUndoCommand {
  public:
    MarksCommand(SketchDocument& document, StrokeMarks after, EditRun edit, const QString& text);
    void undo() override { apply(m_after, m_before); }
    void redo() override { apply(m_before, m_after); }

  private:
    void apply(const StrokeMarks& from, const StrokeMarks& to);

    SketchDocument& m_document;
    SketchName m_name;
    StrokeMarks m_before;
    StrokeMarks m_after;
    EditRun m_edit;
};

/// Takes strokes out of the sketch and of every moment that is looked at. Undone, the sketch has them again as they
/// were in the sketch, whatever moment was on the screen. Walked while another sketch lies on the desk: as
/// MarksCommand.
class DeleteStrokeCommand final : public QUndoCommand {
  public:
    DeleteStrokeCommand(SketchDocument& document, int strokeId, EditRun edit)
        : DeleteStrokeCommand(document, std::set<int>{strokeId}, std::move(edit)) {}
    DeleteStrokeCommand(SketchDocument& document, const std::set<int>& strokeIds, EditRun edit);
    void undo() override;
    void redo() override;

  private:
    struct Deleted {
        int id;
        std::optional<SketchStroke> stroke; ///< none: only the moment looked at has it
        std::size_t position = 0;           ///< with all of them there
    };

    SketchDocument& m_document;
    SketchName m_name;
    std::vector<Deleted> m_deleted; ///< in drawing order, so that each comes back to its place
    EditRun m_edit;
};

} // namespace croquis::ui
