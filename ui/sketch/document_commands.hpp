// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sketch/sketch_document.hpp"

#include <QUndoCommand>

#include <functional>

namespace croquis::ui {

/// Another look. Commands of the same drag (equal keys above 0) become one.
class LookCommand final : public QUndoCommand {
  public:
    LookCommand(SketchDocument& document, const Look& after, const QString& text, int drag = 0);
    void undo() override { m_document.setLook(m_before); }
    void redo() override { m_document.setLook(m_after); }
    int id() const override { return m_drag > 0 ? 1 : -1; }
    bool mergeWith(const QUndoCommand* other) override;

  private:
    SketchDocument& m_document;
    Look m_before;
    Look m_after;
    int m_drag;
};

/// Other settings of the run, merged likewise.
class SettingsCommand final : public QUndoCommand {
  public:
    SettingsCommand(SketchDocument& document, const RunSettings& after, const QString& text, int drag = 0);
    void undo() override { m_document.setSettings(m_before); }
    void redo() override { m_document.setSettings(m_after); }
    int id() const override { return m_drag > 0 ? 2 : -1; }
    bool mergeWith(const QUndoCommand* other) override;

  private:
    SketchDocument& m_document;
    RunSettings m_before;
    RunSettings m_after;
    int m_drag;
};

/// Tells the run of a change, if there is one.
using EditRun = std::function<void(decltype(optimise::SketchEdit::change))>;

/// Hidden, locked or reversed strokes.
class MarksCommand final : public QUndoCommand {
  public:
    MarksCommand(SketchDocument& document, StrokeMarks after, EditRun edit, const QString& text);
    void undo() override { apply(m_after, m_before); }
    void redo() override { apply(m_before, m_after); }

  private:
    void apply(const StrokeMarks& from, const StrokeMarks& to);

    SketchDocument& m_document;
    StrokeMarks m_before;
    StrokeMarks m_after;
    EditRun m_edit;
};

class DeleteStrokeCommand final : public QUndoCommand {
  public:
    DeleteStrokeCommand(SketchDocument& document, int strokeId, EditRun edit);
    void undo() override;
    void redo() override;

  private:
    SketchDocument& m_document;
    SketchStroke m_stroke;
    std::size_t m_position = 0;
    EditRun m_edit;
};

/// Another moment of a run, or another level, becomes the sketch.
class MomentCommand final : public QUndoCommand {
  public:
    MomentCommand(SketchDocument& document, SketchMoment before, SketchMoment after, const QString& text);
    void undo() override { m_document.setMoment(m_before); }
    void redo() override { m_document.setMoment(m_after); }

  private:
    SketchDocument& m_document;
    SketchMoment m_before;
    SketchMoment m_after;
};

} // namespace croquis::ui
