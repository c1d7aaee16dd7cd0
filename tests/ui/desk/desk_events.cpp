// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/desk_events.hpp"

#include "ui/sketch/document_commands.hpp"

#include <QTest>

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
        ++m_failures;
        qWarning("%s", qPrintable(failure.message));
    });
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
    const auto edit = [this](const auto& change) { m_desk->controller().edit({m_desk->record().sketch(), change}); };
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

void DeskEvents::changeStrokes() {
    ui::RunSettings settings = m_desk->document().settings();
    settings.strokes = 1 + static_cast<int>(random(10));
    m_desk->document().undoStack().push(
        new ui::SettingsCommand(m_desk->document(), settings, QStringLiteral("strokes")));
}

void DeskEvents::happen() {
    switch (random(14)) {
    case 0:
        return random(8) == 0 ? m_desk->readPhoto(m_photos[static_cast<int>(random(2))]) : waitForNews();
    case 1:
        return m_desk->pauseOrResume();
    case 2:
        return random(4) == 0 ? m_desk->stop() : waitForNews();
    case 3:
        return changeStrokes();
    case 4:
        return random(2) == 0 ? m_desk->document().undoStack().undo() : m_desk->document().undoStack().redo();
    case 5:
        return editStrokes();
    case 6:
        return lookAround();
    case 7:
        return random(8) == 0 ? m_desk->newSeed() : waitForNews();
    case 8:
        return m_desk->controller().setNetworkWanted(random(2) == 0);
    case 9:
        return random(6) == 0 ? m_desk->drawOn() : waitForNews();
    case 10:
        if (random(25) == 0) { // closed in the middle, and opened again
            m_desk.reset();
            open();
        }
        return;
    default:
        return waitForNews();
    }
}

void DeskEvents::run(int events) {
    open();
    for (int event = 0; event < events && !QTest::currentTestFailed(); ++event)
        happen();
    m_desk->readPhoto(m_photos[1]);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->state(), RunState::done, 240000);
    QVERIFY(m_desk->document().hasStrokes());
    QCOMPARE(m_failures, 0);
    m_desk.reset();
}

} // namespace croquis::test
