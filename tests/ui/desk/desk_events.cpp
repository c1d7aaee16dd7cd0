// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/desk_events.hpp"

#include "ui/export/drawing_of_desk.hpp"
#include "ui/scripted_session.hpp"
#include "ui/sketch/document_commands.hpp"

#include <QTest>

#include <algorithm>

#include <utility>

namespace croquis::test {

using ui::RunState;
using ui::SketchDesk;

DeskEvents::DeskEvents(ui::RunController::OpenSession open, QStringList photos, unsigned seed)
    : m_open(std::move(open)), m_photos(std::move(photos)), m_random(seed) {}

void DeskEvents::open() {
    m_desk = std::make_unique<SketchDesk>(m_open, std::make_unique<ui::ThreadRunner>());
    connect(m_desk.get(), &SketchDesk::framesArrived, this, [this] { ++m_told; });
    connect(m_desk.get(), &SketchDesk::changed, this, [this] { ++m_told; });
    connect(m_desk.get(), &SketchDesk::failed, this, [this](const ui::Failure& failure) {
        if (failure.isOfPhoto())
            return;
        ++m_failures;
        qWarning("%s", qPrintable(failure.message));
    });
    connect(m_desk.get(), &SketchDesk::photoReplaced, this, [this] { m_exported.reset(); });
    ui::RunSettings settings;
    settings.quality = optimise::Quality::draft;
    settings.strokes = 4;
    m_desk->document().setSettings(settings);
    m_desk->readPhoto(m_photos[0]);
}

void DeskEvents::waitForNews() {
    if (!ui::isBusy(m_desk->state()) || m_desk->state() == RunState::paused)
        return;
    const int before = m_told;
    QTRY_VERIFY2_WITH_TIMEOUT(m_told > before, "the run stands still", 120000);
}

void DeskEvents::editStrokes() {
    const auto& strokes = m_desk->document().moment().strokes;
    if (strokes.size() < 2)
        return;
    const int id = strokes[random(static_cast<unsigned>(strokes.size()))].id;
    const auto edit = [this](const auto& change) { return m_desk->edit(change); };
    auto& stack = m_desk->document().undoStack();
    if (random(2) == 0)
        return stack.push(new ui::DeleteStrokeCommand(m_desk->document(), id, edit));
    auto marks = m_desk->document().marks();
    marks.locked.contains(id) ? (void)marks.locked.erase(id) : (void)marks.locked.insert(id);
    stack.push(new ui::MarksCommand(m_desk->document(), marks, edit, QStringLiteral("lock")));
}

void DeskEvents::lookAround() {
    const auto& frames = m_desk->record().frames();
    if (!frames.empty())
        m_desk->lookAt(frames[random(static_cast<unsigned>(frames.size()))].iteration);
    if (random(3) == 0)
        random(2) == 0 ? m_desk->acceptMoment() : m_desk->leaveMoment();
}

void DeskEvents::changeSettings() {
    ui::RunSettings settings = m_desk->document().settings();
    const unsigned what = random(12);
    if (what == 0)
        settings.onlySubject = !settings.onlySubject;
    else if (what == 1)
        settings.seeds = 1 + static_cast<int>(random(3));
    else
        settings.strokes = 1 + static_cast<int>(random(10));
    m_desk->document().undoStack().push(
        new ui::SettingsCommand(m_desk->document(), settings, QStringLiteral("settings")));
}

void DeskEvents::walkHistory() {
    auto& document = m_desk->document();
    auto& stack = document.undoStack();
    if (random(2) == 0)
        return random(2) == 0 ? stack.undo() : stack.redo();
    if (m_desk->state() != RunState::done || m_desk->policy().isResting() || document.isElsewhere() || !stack.canUndo())
        return;
    const auto strokes = document.visibleStrokes();
    const auto photo = document.photo();
    const QString undone = stack.undoText();
    stack.undo();
    check();
    stack.redo();
    QVERIFY2(document.visibleStrokes() == strokes, qPrintable(undone + m_events));
    QVERIFY2(document.photo() == photo, qPrintable(undone + m_events));
}

/// What lies on the desk is all of one photo.
void DeskEvents::check() {
    const auto& document = m_desk->document();
    if (!document.hasStrokes() || QTest::currentTestFailed())
        return;
    const auto& photo = document.photo();
    QVERIFY2(photo && !photo->summary.sha256.empty(), qPrintable(m_events));
    for (const auto& loss : {document.sketch().loss, document.moment().loss})
        if (const auto mark = photoMarkOf(loss))
            QVERIFY2(*mark == markOf(photo->summary), qPrintable(m_events));
    const auto drawing = ui::drawingOf(*m_desk, document.look());
    QCOMPARE(drawing.provenance->source.name, photo->summary.fileName);
    const auto shown = document.visibleStrokes();
    const auto& exported = drawing.provenance->sketches.at(0).curves;
    QCOMPARE(exported.size(), shown.size());
    for (std::size_t k = 0; k < shown.size(); ++k)
        QVERIFY(static_cast<double>(exported[k][0]) == static_cast<float>(shown[k].curve.points[0].x));
    if (ui::isBusy(m_desk->state()))
        return;
    if (const auto& record = m_desk->record(); record.isLevels() && !document.isElsewhere())
        QVERIFY2(m_desk->sketches().at(record.sketch()).strokes == shown, qPrintable(m_events));
    checkCount();
}

/// The slider, the sketch, and what the state claims of the two.
void DeskEvents::checkCount() {
    const auto& document = m_desk->document();
    const auto &slider = document.settings(), &drawn = m_desk->policy().drawn();
    const int strokes = static_cast<int>(document.sketch().strokes.size());
    const int deleted = static_cast<int>(document.marks().deleted.size());
    const QString told = QStringLiteral("the slider says %1, %2 of %3 strokes are there, %4 deleted, state %5:")
                             .arg(slider.strokes)
                             .arg(strokes)
                             .arg(drawn.strokes)
                             .arg(deleted)
                             .arg(static_cast<int>(m_desk->state())) +
                         m_events;
    QVERIFY2(strokes <= drawn.strokes && strokes + deleted >= drawn.strokes, qPrintable(told));
    if (m_desk->state() == RunState::done)
        QVERIFY2(slider == drawn, qPrintable(told));
    if (m_desk->state() == RunState::outdated)
        QVERIFY2(m_desk->isOutdated(), qPrintable(told));
}

/// A sketch that was exported, dropped back.
void DeskEvents::restoreSomething() {
    if (!m_desk->document().hasStrokes())
        return;
    if (!m_exported || random(2) == 0)
        m_exported = ui::drawingOf(*m_desk, m_desk->document().look()).provenance;
    else
        m_desk->restoreHere(*m_exported);
}

void DeskEvents::happen(unsigned event) {
    switch (event) {
    case 0:
        return random(8) == 0 ? m_desk->readPhoto(m_photos[static_cast<int>(random(3))]) : waitForNews();
    case 1:
        return m_desk->pauseOrResume();
    case 2:
        return random(4) == 0 ? m_desk->stop() : waitForNews();
    case 3:
        return changeSettings();
    case 4:
    case 5:
        return walkHistory();
    case 6:
        return editStrokes();
    case 7:
        return lookAround();
    case 8:
        return random(8) == 0 ? m_desk->newSeed() : waitForNews();
    case 9:
        return m_desk->controller().setNetworkWanted(random(2) == 0);
    case 10:
        return random(6) == 0 ? m_desk->drawOn() : waitForNews();
    case 11:
        return random(4) == 0 ? m_desk->setLevelsWanted(random(2) == 0) : waitForNews();
    case 12:
        return m_desk->choose(random(4));
    case 13:
        if (random(25) == 0) { // closed in the middle, and opened again
            m_desk.reset();
            open();
        } else if (random(25) == 0) {
            m_desk->openEngine({});
        }
        return;
    case 14:
        return random(3) == 0 ? restoreSomething() : waitForNews();
    default:
        return waitForNews();
    }
}

void DeskEvents::run(int events) {
    open();
    for (int k = 0; k < events && !QTest::currentTestFailed(); ++k) {
        const unsigned event = random(18);
        m_events = (m_events + QStringLiteral(" %1:%2").arg(k).arg(event)).right(200);
        happen(event);
        check();
    }
    m_desk->setLevelsWanted(false);
    m_desk->readPhoto(m_photos[1]);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->state(), RunState::done, 240000);
    QVERIFY(m_desk->document().hasStrokes());
    QCOMPARE(m_failures, 0);
    m_desk.reset();
}

} // namespace croquis::test
