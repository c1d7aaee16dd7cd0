// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/sketch_desk.hpp"

#include "base/error.hpp"
#include "ui/scripted_session.hpp"
#include "ui/sketch/document_commands.hpp"

#include <QSignalSpy>
#include <QTest>

using namespace croquis;
using test::Script;
using ui::RunState;
using ui::SketchDesk;

/// The desk without a window: settings, sketches that gave way, moments that are looked at.
class SketchDeskTest : public QObject {
    Q_OBJECT

  private:
    std::shared_ptr<Script> m_script;
    std::unique_ptr<SketchDesk> m_desk;

    ui::SketchDocument& document() { return m_desk->document(); }
    void draw() {
        m_desk->readPhoto(QStringLiteral("photo.jpg"));
        QTRY_COMPARE(m_desk->state(), RunState::done);
    }
    void set(int strokes, bool onlySubject = true) {
        ui::RunSettings settings = document().settings();
        settings.strokes = strokes;
        settings.onlySubject = onlySubject;
        document().setSettings(settings);
    }

  private Q_SLOTS:
    void init() {
        m_script = std::make_shared<Script>();
        m_desk = std::make_unique<SketchDesk>(test::opener(m_script), std::make_unique<ui::ThreadRunner>());
    }
    void cleanup() {
        m_script->openGates();
        m_desk.reset();
    }

    void aDragOfTheSliderDrawsOnce() {
        draw();
        for (int strokes = 17; strokes <= 32; ++strokes)
            set(strokes);
        QCOMPARE(m_desk->state(), RunState::outdated);
        QVERIFY(m_desk->policy().isResting());
        QTRY_COMPARE(m_desk->state(), RunState::done);
        QCOMPARE(document().sketch().strokes.size(), std::size_t{32});
        QCOMPARE(m_script->draws.load(), 2);
    }

    void theSliderWorksInARunOfLevels() {
        m_script->iterations = 1000000;
        m_script->iterationMs = 1;
        m_desk->setLevelsWanted(true);
        m_desk->readPhoto(QStringLiteral("photo.jpg"));
        QTRY_COMPARE(m_desk->state(), RunState::running);
        QTRY_COMPARE(document().moment().strokes.size(), std::size_t{16});
        m_desk->choose(0);
        QCOMPARE(document().settings().strokes, 4);
        set(8); // another level is that already
        QTRY_COMPARE(document().moment().strokes.size(), std::size_t{8});
        QCOMPARE(m_desk->record().sketch(), std::size_t{1});
        set(11); // the one that is looked at gets more
        QTRY_COMPARE(document().moment().strokes.size(), std::size_t{11});
        QCOMPARE(m_desk->record().sketch(), std::size_t{1});
        QCOMPARE(m_desk->record().sketches()[0].strokes.size(), std::size_t{4});
        QCOMPARE(m_script->draws.load(), 1);
        m_desk->stop();
        QTRY_COMPARE(m_desk->state(), RunState::done);
        QCOMPARE(document().settings().strokes, 11);
        QCOMPARE(document().sketch().strokes.size(), std::size_t{11});
    }

    void theSliderChangesAllSeeds() {
        m_script->iterations = 1000000;
        m_script->iterationMs = 1;
        ui::RunSettings settings = document().settings();
        settings.seeds = 3;
        document().setSettings(settings);
        m_desk->readPhoto(QStringLiteral("photo.jpg"));
        QTRY_COMPARE(m_desk->state(), RunState::running);
        set(9);
        QTRY_COMPARE(m_desk->record().strokesOf(0) + m_desk->record().strokesOf(1) + m_desk->record().strokesOf(2), 27);
        QCOMPARE(m_script->draws.load(), 1);
    }

    void whatIsLockedStaysInLevels() {
        draw();
        ui::StrokeMarks marks = document().marks();
        for (int id = 1; id <= 6; ++id)
            marks.locked.insert(id);
        document().setMarks(marks);
        m_desk->setLevelsWanted(true);
        QTRY_VERIFY(m_desk->record().isLevels() && m_desk->state() == RunState::done);
        QCOMPARE(m_desk->record().plans()[0].lockedIds, (std::vector<int>{3, 4, 5, 6})); // as many as fit
        for (std::size_t k = 1; k < 4; ++k)
            QCOMPARE(m_desk->record().plans()[k].lockedIds, (std::vector<int>{1, 2, 3, 4, 5, 6}));
        QCOMPARE(document().marks().locked.size(), std::size_t{6});
        QCOMPARE(document().sketch().strokes.front().id, 1);
    }

    void whatIsLockedStaysHoweverFewAreAskedFor() {
        draw();
        ui::StrokeMarks marks = document().marks();
        marks.locked = {4, 5, 9};
        document().setMarks(marks);
        set(1);
        QTRY_COMPARE(m_desk->state(), RunState::done);
        QCOMPARE(m_desk->record().plans().front().lockedIds, (std::vector<int>{4, 5, 9}));
        QCOMPARE(document().sketch().strokes.size(), std::size_t{3});
        QCOMPARE(document().settings().strokes, 3); // the slider says what there is
        QVERIFY(!m_desk->policy().isResting());

        auto settings = document().settings(); // whichever of several seeds is the best
        settings.seeds = 3;
        document().setSettings(settings);
        m_desk->draw();
        QTRY_VERIFY(m_desk->record().plans().size() == 3 && m_desk->state() == RunState::done);
        for (const auto& plan : m_desk->record().plans())
            QCOMPARE(plan.lockedIds, (std::vector<int>{4, 5, 9}));
    }

    /// A file's settings are that sketch's, not what its reader wants of other photos.
    void settingsOfAFileLeaveWithIt() {
        draw();
        QVERIFY(
            m_desk->drawFrom(std::vector<geometry::CubicBezier>(2, {{{{20, 20}, {60, 90}, {120, 90}, {200, 20}}}})));
        QTRY_COMPARE(m_desk->state(), RunState::done);
        QCOMPARE(document().settings().strokes, 2);
        m_desk->readPhoto(QStringLiteral("other.jpg"));
        QTRY_COMPARE(document().settings().strokes, 16);
        QTRY_COMPARE(m_desk->state(), RunState::done);
        QCOMPARE(document().sketch().strokes.size(), std::size_t{16});

        QVERIFY(
            m_desk->drawFrom(std::vector<geometry::CubicBezier>(2, {{{{20, 20}, {60, 90}, {120, 90}, {200, 20}}}})));
        QTRY_COMPARE(m_desk->state(), RunState::done);
        set(5); // by hand
        QTRY_COMPARE(m_desk->state(), RunState::done);
        m_desk->readPhoto(QStringLiteral("third.jpg"));
        QTRY_COMPARE(document().photo()->summary.fileName, std::string("third.jpg"));
        QTRY_COMPARE(m_desk->state(), RunState::done);
        QCOMPARE(document().sketch().strokes.size(), std::size_t{5});
    }

    /// Marks are of strokes: where none of them is taken over, ids begin anew.
    void marksDoNotPassToOtherStrokes() {
        draw();
        ui::StrokeMarks marks = document().marks();
        marks.hidden = marks.reversed = {2};
        document().setMarks(marks);
        m_desk->newSeed();
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(m_desk->state(), RunState::done);
        QVERIFY(document().marks().hidden.empty() && document().marks().reversed.empty());
    }

    void aRunThatHadToEndForAnUnreadablePhotoIsStopped() {
        m_script->iterations = 1000000;
        m_script->iterationMs = 1;
        m_desk->readPhoto(QStringLiteral("photo.jpg"));
        QTRY_VERIFY(m_desk->record().frames().size() > 3);
        m_script->onLoad = [] { throw ImageFileError("other.jpg is damaged."); };
        m_desk->readPhoto(QStringLiteral("other.jpg"));
        QTRY_COMPARE(m_desk->state(), RunState::done);
        QVERIFY(m_desk->record().summary().has_value());
        QCOMPARE(m_desk->record().summary()->termination, optimise::Termination::stopped);
        QCOMPARE(document().sketch().strokes.size(), std::size_t{16});
        QCOMPARE(document().sketch().iteration, m_desk->record().outcome()->iteration);
    }

    void whatIsGivenUpLeavesTheSketchOutdated() {
        draw();
        const auto shown = document().sketch().strokes;
        m_script->place.close();
        set(8);
        QTRY_COMPARE(m_desk->state(), RunState::preparing);
        m_desk->stop();
        QCOMPARE(m_desk->state(), RunState::outdated);
        QCOMPARE(document().sketch().strokes, shown);
        QCOMPARE(m_desk->policy().drawn().strokes, 16); // what an export would name
        m_script->openGates();
        m_desk->draw();
        QTRY_COMPARE(document().sketch().strokes.size(), std::size_t{8});
        QTRY_COMPARE(m_desk->state(), RunState::done);
    }

    void aPhotoThatIsGivenUpLeavesTheOneBefore() {
        draw();
        const auto shown = document().sketch().strokes;
        m_script->read.close();
        m_desk->readPhoto(QStringLiteral("other.jpg"));
        QTRY_COMPARE(m_script->loads.load(), 2);
        m_desk->stop(); // before it could be read
        QCOMPARE(m_desk->state(), RunState::done);
        QCOMPARE(document().sketch().strokes, shown);
        QCOMPARE(m_desk->photoPath(), QStringLiteral("photo.jpg"));
        m_script->openGates();
        m_desk->newSeed(); // the engine may hold either photo by now: it is read again
        QTRY_VERIFY(m_desk->state() == RunState::done && m_script->draws == 2);
        QCOMPARE(QString::fromStdString(document().photo()->summary.fileName), QStringLiteral("photo.jpg"));
    }

    void anotherSubjectReadsThePhotoAgainAndKeepsTheHistory() {
        draw();
        document().undoStack().push(new ui::DeleteStrokeCommand(document(), 1, [](const auto&) { return 0; }));
        set(16, false);
        QTRY_COMPARE(m_script->loads.load(), 2);
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(m_desk->state(), RunState::done);
        QVERIFY(document().undoStack().canUndo());
    }

    void anotherEngineKeepsTheSketchAndIsUsed() {
        draw();
        const auto shown = document().sketch().strokes;
        session::SessionOptions options;
        options.threads = 1;
        QSignalSpy opened(m_desk.get(), &SketchDesk::engineOpened);
        m_desk->openEngine(options);
        QTRY_COMPARE(m_script->opens.load(), 2);
        QTRY_COMPARE(m_desk->state(), RunState::done);
        QCOMPARE(m_script->opened.get().threads, 1);
        QCOMPARE(document().sketch().strokes, shown);
        QCOMPARE(m_script->draws.load(), 1);
    }

    void aDeleteUndoneWhileAnotherMomentIsLookedAtBringsTheRightCurveBack() {
        draw();
        const auto now = document().sketch().strokes;
        const int id = now[3].id;
        m_desk->lookAt(10);
        QVERIFY(document().isElsewhere());
        const auto then = document().moment().strokes;
        QVERIFY(!(then[3] == now[3]));
        document().undoStack().push(new ui::DeleteStrokeCommand(document(), id, [](const auto&) { return 0; }));
        QCOMPARE(document().moment().strokes.size(), std::size_t{15});
        QCOMPARE(document().sketch().strokes.size(), std::size_t{15});
        m_desk->lookAt(20); // stays deleted in every moment
        QCOMPARE(document().moment().strokes.size(), std::size_t{15});
        document().undoStack().undo();
        m_desk->lookAt(10);
        QCOMPARE(document().moment().strokes, then);
        m_desk->leaveMoment();
        QCOMPARE(document().moment().strokes, now);
    }

    void aDeleteDuringARunIsUndoneWithTheCurveOfTheSketch() {
        m_script->iterations = 1000000;
        m_script->iterationMs = 1;
        m_desk->readPhoto(QStringLiteral("photo.jpg"));
        QTRY_VERIFY(m_desk->record().frames().size() > 40);
        m_desk->pauseOrResume();
        QTRY_VERIFY(m_desk->controller().isHeld());
        m_desk->lookAt(5);
        const auto present = document().sketch().strokes;
        std::vector<geometry::CubicBezier> added;
        document().undoStack().push(new ui::DeleteStrokeCommand(document(), present[0].id, [&](const auto& change) {
            if (const auto* addition = std::get_if<optimise::AddStroke>(&change))
                added.push_back(addition->curve);
            return 0;
        }));
        document().undoStack().undo();
        QCOMPARE(added, (std::vector{present[0].curve}));
    }

    void aMomentThatIsUsedIsUndone() {
        draw();
        const auto now = document().sketch();
        m_desk->lookAt(7);
        m_desk->acceptMoment();
        QVERIFY(!document().isElsewhere());
        QCOMPARE(document().sketch().iteration, 7);
        document().undoStack().undo();
        QCOMPARE(document().sketch().strokes, now.strokes);
    }
};

QTEST_GUILESS_MAIN(SketchDeskTest)
#include "sketch_desk_test.moc"
