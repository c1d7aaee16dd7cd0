// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk_fixture.hpp"

#include <QSignalSpy>

using namespace croquis;
using ui::RunState;

/// Whatever takes a sketch's place, undoing it brings the sketch back as the person left it.
class UndoTest : public test::DeskFixture {
    Q_OBJECT

  private Q_SLOTS:
    /// With the sketch its timeline is back.
    void theTimelineComesBackToo() {
        draw();
        const auto frames = m_desk->record().frames().size();
        QVERIFY(frames > 10);
        choose(with(32));
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        stack().undo();
        QCOMPARE(strokes().size(), std::size_t{16});
        QCOMPARE(m_desk->record().frames().size(), frames);
        m_desk->lookAt(5);
        QCOMPARE(document().moment().iteration, 5);
        QCOMPARE(document().moment().strokes.size(), std::size_t{16});
        stack().redo();
        QCOMPARE(strokes().size(), std::size_t{32});
        QVERIFY(!m_desk->record().frames().empty());
    }

    void lookingAtLevelsLosesNothing() {
        draw();
        remove(3);
        const auto before = strokes();
        m_desk->setLevelsWanted(true);
        QTRY_VERIFY(m_desk->record().isLevels() && state() == RunState::done);
        QCOMPARE(strokes().size(), std::size_t{16});
        const auto board = m_desk->sketches();
        stack().undo();
        QCOMPARE(strokes(), before);
        QVERIFY(!m_desk->record().isLevels());
        QCOMPARE(state(), RunState::done);
        stack().undo();
        QCOMPARE(strokes().size(), std::size_t{16});
        stack().redo();
        stack().redo();
        QVERIFY(m_desk->record().isLevels()); // the whole board is back
        QCOMPARE(m_desk->sketches().size(), board.size());
        for (std::size_t k = 0; k < board.size(); ++k)
            QCOMPARE(m_desk->sketches()[k].strokes, board[k].strokes);
        QCOMPARE(m_script->draws.load(), 2);
    }

    void levelsThatAreGivenUpLeaveTheSketch() {
        draw();
        remove(3);
        const auto before = strokes();
        m_script->place.close();
        m_desk->setLevelsWanted(true);
        QTRY_COMPARE(m_script->draws.load(), 2);
        m_desk->stop();
        QCOMPARE(state(), RunState::done);
        QCOMPARE(strokes(), before);
        QVERIFY(!m_desk->record().frames().empty()); // and its timeline
    }

    void sliderAndSketchAgreeAfterLevels_data() {
        QTest::addColumn<int>("strokes");
        QTest::addColumn<int>("level");
        QTest::newRow("2") << 2 << 4;
        QTest::newRow("24") << 24 << 16;
        QTest::newRow("64") << 64 << 32;
    }
    void sliderAndSketchAgreeAfterLevels() {
        QFETCH(int, strokes);
        QFETCH(int, level);
        document().setSettings(with(strokes));
        draw();
        const auto before = this->strokes();
        m_desk->setLevelsWanted(true);
        QTRY_VERIFY(m_desk->record().isLevels() && state() == RunState::done);
        QCOMPARE(static_cast<int>(this->strokes().size()), level);
        QCOMPARE(document().settings().strokes, level);
        QCOMPARE(m_desk->policy().drawn().strokes, level);
        stack().undo();
        QCOMPARE(this->strokes(), before);
        QCOMPARE(document().settings().strokes, strokes);
        QCOMPARE(state(), RunState::done);
    }

    /// The board is there: nothing is drawn for it.
    void theSliderChoosesAmongLevels() {
        m_desk->setLevelsWanted(true);
        draw();
        choose(with(8));
        QTRY_COMPARE(strokes().size(), std::size_t{8});
        QCOMPARE(state(), RunState::done);
        choose(with(20)); // as many at most
        QTRY_COMPARE(strokes().size(), std::size_t{16});
        QCOMPARE(document().settings().strokes, 16);
        QCOMPARE(state(), RunState::done);
        QCOMPARE(m_script->draws.load(), 1);
    }

    void drawingOnAfterLevelsIsNotUndoneByTheProgram() {
        draw();
        m_desk->setLevelsWanted(true);
        QTRY_VERIFY(m_desk->record().isLevels() && state() == RunState::done);
        const auto level = strokes();
        m_desk->drawOn();
        QTRY_COMPARE(m_script->draws.load(), 3);
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(!m_desk->record().isLevels());
        QCOMPARE(strokes().size(), std::size_t{16});
        QVERIFY(strokes() != level);
        QVERIFY(!m_desk->policy().isResting());
        QCOMPARE(m_script->draws.load(), 3);
        stack().undo();
        QCOMPARE(strokes(), level);
        QVERIFY(m_desk->record().isLevels());
    }

    void aMomentUsedWhileItDrawsIsTheSketch_data() {
        QTest::addColumn<bool>("paused");
        QTest::newRow("running") << false;
        QTest::newRow("paused") << true;
    }
    void aMomentUsedWhileItDrawsIsTheSketch() {
        QFETCH(bool, paused);
        runLong();
        if (paused)
            m_desk->pauseOrResume();
        m_desk->lookAt(5);
        m_desk->acceptMoment();
        QCOMPARE(state(), RunState::done);
        QCOMPARE(document().sketch().iteration, 5);
        QVERIFY(m_desk->record().summary().has_value());
        m_desk->stop(); // nothing is left to stop
        const int best = m_desk->record().outcome()->iteration;
        QVERIFY(best > 5);
        stack().undo();
        QCOMPARE(document().sketch().iteration, best);
        stack().redo();
        QCOMPARE(document().sketch().iteration, 5);
        QCOMPARE(state(), RunState::done);
    }

    void aMomentOfAnotherNumberOfStrokesSaysSo() {
        runLong();
        choose(with(8));
        QTRY_COMPARE(strokes().size(), std::size_t{8});
        m_desk->lookAt(2);
        m_desk->acceptMoment();
        QCOMPARE(strokes().size(), std::size_t{16});
        QCOMPARE(document().settings().strokes, 16);
        QCOMPARE(m_desk->policy().drawn().strokes, 16);
        QCOMPARE(state(), RunState::done);
        stack().undo();
        QCOMPARE(strokes().size(), std::size_t{8});
        QCOMPARE(document().settings().strokes, 8);
        QCOMPARE(state(), RunState::done);
    }

    void theSketchThatIsWorkedOnStays_data() {
        QTest::addColumn<bool>("locks");
        QTest::newRow("deleting") << false;
        QTest::newRow("locking") << true;
    }
    void theSketchThatIsWorkedOnStays() {
        QFETCH(bool, locks);
        auto settings = document().settings();
        settings.seeds = 3;
        document().setSettings(settings);
        runLong();
        QCOMPARE(m_desk->record().sketch(), std::size_t{0});
        locks ? lock(3) : remove(3);
        m_script->leader = 2;
        const auto seen = m_desk->record().frames().size();
        QTRY_VERIFY(m_desk->record().frames().size() > seen + 20);
        QCOMPARE(m_desk->record().sketch(), std::size_t{0});
        stack().undo();
        QVERIFY(document().marks() == ui::StrokeMarks{});
        QTRY_COMPARE(m_desk->record().sketch(), std::size_t{2}); // nothing holds it any more
        QTRY_COMPARE(strokes().size(), std::size_t{16});
        QVERIFY(document().marks() == ui::StrokeMarks{});
        QTRY_COMPARE(m_desk->record().strokesOf(0), 16);
        stack().redo(); // it was of the sketch before, which comes back for it
        QCOMPARE(m_desk->record().sketch(), std::size_t{0});
        QCOMPARE(state(), RunState::running);
        QCOMPARE(locks ? document().marks().locked : document().marks().deleted, std::set<int>{3});
        QTRY_COMPARE(m_desk->record().strokesOf(0), locks ? 16 : 15);
        QCOMPARE(m_desk->record().sketch(), std::size_t{0}); // and stays
        locks ? lock(4) : remove(4);
        m_script->leader = 1;
        m_desk->stop();
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(m_desk->record().sketch(), std::size_t{0});
        QCOMPARE(strokes().size(), locks ? std::size_t{16} : std::size_t{14});
        QCOMPARE(m_script->draws.load(), 1);
    }

    /// Also after the end, where the best is on the desk since nothing held the other.
    void stepsOfAnotherSketchBringThatBack() {
        auto settings = document().settings();
        settings.seeds = 3;
        document().setSettings(settings);
        runLong();
        remove(3);
        lock(4);
        stack().undo();
        stack().undo();
        m_script->leader = 2;
        QTRY_COMPARE(m_desk->record().sketch(), std::size_t{2});
        m_desk->stop();
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(m_desk->record().sketch(), std::size_t{2});
        stack().redo();
        QCOMPARE(m_desk->record().sketch(), std::size_t{0});
        QCOMPARE(strokes().size(), std::size_t{15});
        stack().redo();
        QCOMPARE(document().marks().locked, std::set<int>{4});
        m_desk->choose(1);
        QCOMPARE(strokes().size(), std::size_t{16});
        for (int k = 0; k < 3; ++k)
            stack().undo();
        QCOMPARE(m_desk->record().sketch(), std::size_t{0});
        QCOMPARE(strokes().size(), std::size_t{16});
        QCOMPARE(state(), RunState::done);
        QCOMPARE(m_script->draws.load(), 1);
    }

    /// What is done to the old sketch while the settings' new one is prepared is undone on the old one.
    void aStrokeDeletedWhileAnotherSketchIsPrepared() {
        draw();
        const auto whole = strokes();
        m_script->place.close();
        choose(with(8));
        QTRY_COMPARE(m_script->draws.load(), 2);
        remove(3);
        m_script->openGates();
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(strokes().size(), std::size_t{8});
        const auto after = strokes();
        stack().undo();
        QCOMPARE(strokes().size(), std::size_t{15});
        stack().undo();
        QCOMPARE(strokes(), whole);
        QCOMPARE(document().settings().strokes, 8);
        stack().undo();
        QCOMPARE(strokes(), whole);
        QCOMPARE(state(), RunState::done);
        for (int k = 0; k < 3; ++k)
            stack().redo();
        QCOMPARE(strokes(), after);
        QCOMPARE(state(), RunState::done);
        QCOMPARE(m_script->draws.load(), 2);
    }

    /// Two steps at once, the second of a sketch that is only on its way back.
    void aStepOfTheSketchThatIsOnItsWayBack() {
        draw();
        choose(with(8));
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        const auto whole = strokes();
        remove(3);
        choose(with(16));
        QTRY_COMPARE(strokes().size(), std::size_t{16});
        stack().undo();
        stack().undo();
        QCOMPARE(strokes(), whole);
        QCOMPARE(document().settings().strokes, 8);
        QTRY_VERIFY(!m_desk->policy().isResting());
        QCOMPARE(strokes(), whole);
        QCOMPARE(state(), RunState::done);
        QCOMPARE(m_script->draws.load(), 2);
    }

    void aLevelChosenWhileItDrawsIsUndoneAtOnce() {
        m_desk->setLevelsWanted(true);
        runLong();
        const std::size_t first = m_desk->record().sketch();
        remove(3);
        m_desk->choose(0);
        QCOMPARE(document().settings().strokes, 4);
        remove(2);
        for (int k = 0; k < 3; ++k) // within the slider's rest
            stack().undo();
        QCOMPARE(m_desk->record().sketch(), first);
        QCOMPARE(document().settings().strokes, 16);
        QVERIFY(document().marks() == ui::StrokeMarks{});
        QCOMPARE(state(), RunState::running);
        QTRY_COMPARE(m_desk->record().strokesOf(first), 16);
        QTRY_COMPARE(m_desk->record().strokesOf(0), 4);
        stack().redo();
        stack().redo();
        m_desk->stop();
        QTRY_COMPARE(state(), RunState::done);
        stack().undo(); // to the level as the run left it
        QCOMPARE(m_desk->record().sketch(), first);
        QCOMPARE(document().sketch().iteration, m_desk->record().outcome()->iteration);
        QCOMPARE(strokes().size(), std::size_t{15});
        QCOMPARE(m_script->draws.load(), 1);
    }

    void undoneTwiceAtOnceEachSketchGetsItsOwn() {
        draw();
        const auto whole = strokes();
        remove(3);
        const auto before = strokes();
        choose(with(8));
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        stack().undo();
        QCOMPARE(strokes(), before);
        QCOMPARE(state(), RunState::done);
        stack().undo();
        QCOMPARE(strokes(), whole);
        QCOMPARE(m_script->draws.load(), 2);
    }

    void whatIsLockedIsNoObstacle() {
        draw();
        lock(2);
        const auto before = strokes();
        m_desk->newSeed();
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        QVERIFY(strokes() != before);
        const auto after = strokes();
        stack().undo();
        QCOMPARE(strokes(), before);
        QCOMPARE(document().marks().locked, (std::set<int>{2}));
        QCOMPARE(state(), RunState::done);
        stack().redo();
        QCOMPARE(strokes(), after);
        QCOMPARE(m_script->draws.load(), 2);
    }

    /// Sliding back is no undoing: what is locked belongs into the sketch.
    void whatIsLockedGoesAlongWhenSlidingBack() {
        draw();
        choose(with(8));
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        lock(2);
        choose(with(16));
        QTRY_VERIFY(m_script->draws == 3 && state() == RunState::done);
        QCOMPARE(m_desk->record().plans().front().lockedIds, (std::vector<int>{2}));
    }

    void anotherSubjectIsUndoneWithItsPhoto() {
        draw();
        remove(3);
        const auto before = strokes();
        choose(with(16, false));
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        QVERIFY(agrees() && !document().photo()->summary.masked);
        stack().undo();
        QCOMPARE(strokes(), before);
        QCOMPARE(state(), RunState::done);
        QVERIFY(agrees() && document().photo()->summary.masked);
        stack().redo();
        QCOMPARE(strokes().size(), std::size_t{16});
        QVERIFY(agrees() && !document().photo()->summary.masked);
        QCOMPARE(m_script->draws.load(), 2);
        stack().undo();
        m_desk->drawOn(); // the session holds the other reading
        QTRY_VERIFY(m_script->draws == 3 && state() == RunState::done);
        QVERIFY(agrees());
    }

    void drawingOnIsUndoneWhileItDraws() {
        draw();
        const auto first = strokes();
        m_desk->drawOn();
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        const auto second = strokes();
        m_script->iterations = 1000000;
        m_script->iterationMs = 1;
        m_desk->drawOn();
        QTRY_VERIFY(state() == RunState::running && m_desk->record().frames().size() > 10);
        stack().undo();
        QCOMPARE(strokes(), second);
        QCOMPARE(state(), RunState::done);
        stack().undo();
        QCOMPARE(strokes(), first);
        stack().redo();
        QCOMPARE(strokes(), second);
        stack().redo(); // as far as it came
        QVERIFY(strokes() != second);
        QCOMPARE(strokes().size(), std::size_t{16});
        QVERIFY(!stack().canRedo());
        QCOMPARE(state(), RunState::done);
    }

    void drawingOnIsUndoneWhileItIsPrepared() {
        draw();
        const auto first = strokes();
        m_desk->drawOn();
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        m_script->place.close();
        m_desk->drawOn();
        QTRY_COMPARE(m_script->draws.load(), 3);
        stack().undo(); // what was drawn on before
        QCOMPARE(strokes(), first);
        QCOMPARE(state(), RunState::done);
        QCOMPARE(stack().count(), 1);
        QVERIFY(stack().canRedo());
    }

    void aSeedUndoneWhileItIsDrawnIsBackAtOnce() {
        draw();
        remove(3);
        const auto before = strokes();
        m_script->iterations = 1000000;
        m_script->iterationMs = 1;
        m_desk->newSeed();
        QTRY_VERIFY(state() == RunState::running && m_desk->record().frames().size() > 10);
        stack().undo();
        QCOMPARE(strokes(), before);
        QCOMPARE(state(), RunState::done);
    }

    void aSettingUndoneWhileItIsPreparedGivesThatUp() {
        draw();
        const auto before = strokes();
        m_script->place.close();
        choose(with(8));
        QTRY_COMPARE(m_script->draws.load(), 2);
        stack().undo();
        QCOMPARE(state(), RunState::done);
        QCOMPARE(strokes(), before);
        m_script->openGates();
        QVERIFY(!m_desk->policy().isResting());
    }
};

QTEST_GUILESS_MAIN(UndoTest)
#include "undo_test.moc"
