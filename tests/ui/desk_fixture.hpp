// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/sketch_desk.hpp"
#include "ui/scripted_session.hpp"
#include "ui/sketch/document_commands.hpp"

#include <QObject>
#include <QTest>

#include <memory>

namespace croquis::test {

/// A desk on a scripted session, without a window, each test function on its own; sketches tell what they were drawn
/// on.
class DeskFixture : public QObject {
    Q_OBJECT

  protected:
    std::shared_ptr<Script> m_script;
    std::unique_ptr<ui::SketchDesk> m_desk;

    ui::SketchDocument& document() { return m_desk->document(); }
    const std::vector<ui::SketchStroke>& strokes() { return document().sketch().strokes; }
    ui::RunState state() { return m_desk->state(); }
    QUndoStack& stack() { return document().undoStack(); }

    void draw(const QString& photo = QStringLiteral("photo.jpg")) {
        m_desk->readPhoto(photo);
        QTRY_COMPARE(state(), ui::RunState::done);
    }
    /// A run that goes on until it is stopped, its first strokes there.
    void runLong() {
        m_script->iterations = 1000000;
        m_script->iterationMs = 1;
        m_desk->readPhoto(QStringLiteral("photo.jpg"));
        QTRY_VERIFY(state() == ui::RunState::running && m_desk->record().frames().size() > 10);
    }
    ui::RunSettings with(int strokes, bool onlySubject = true) {
        ui::RunSettings settings = document().settings();
        settings.strokes = strokes;
        settings.onlySubject = onlySubject;
        return settings;
    }
    /// As the panel does.
    void choose(const ui::RunSettings& settings) {
        stack().push(new ui::SettingsCommand(document(), settings, QStringLiteral("setting")));
    }
    ui::EditRun edit() {
        return [this](auto change) { return m_desk->edit(std::move(change)); };
    }
    void remove(int id) { stack().push(new ui::DeleteStrokeCommand(document(), id, edit())); }
    void lock(int id) {
        auto marks = document().marks();
        marks.locked.insert(id);
        stack().push(new ui::MarksCommand(document(), marks, edit(), QStringLiteral("lock")));
    }
    /// The sketch was drawn on the photo that is shown, and that is known in full.
    bool agrees() {
        const auto& photo = document().photo();
        return photo && !photo->summary.sha256.empty() && document().hasStrokes() &&
               photoMarkOf(document().sketch().loss) == markOf(photo->summary);
    }
    QString photoName() {
        return document().photo() ? QString::fromStdString(document().photo()->summary.fileName) : QString();
    }

  private Q_SLOTS:
    void init() {
        m_script = std::make_shared<Script>();
        m_script->marksPhotos = true;
        m_desk = std::make_unique<ui::SketchDesk>(opener(m_script), std::make_unique<ui::ThreadRunner>());
    }
    void cleanup() {
        m_script->openGates();
        m_desk.reset();
    }
};

} // namespace croquis::test
