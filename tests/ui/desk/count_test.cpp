// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk_fixture.hpp"

#include <chrono>
#include <thread>

using namespace croquis;
using ui::RunState;

/// The slider, the sketch and the state agree on the number of strokes, also where a run ends, is stopped or given up
/// at the very moment that something is changed.
class CountTest : public test::DeskFixture {
    Q_OBJECT

  private:
    std::size_t count() { return strokes().size(); }
    int drawn() { return m_desk->policy().drawn().strokes; }
    int slider() { return document().settings().strokes; }
    void pause() {
        m_desk->pauseOrResume();
        QTRY_VERIFY(m_desk->controller().isHeld());
        QTRY_COMPARE(m_desk->record().frames().back().iteration, m_script->iterationsDone.load()); // all was heard
    }
    /// The run goes on for some iterations of which nothing is heard.
    void resumeUnheard() {
        const int before = m_script->iterationsDone;
        m_desk->pauseOrResume();
        while (m_script->iterationsDone < before + 5)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }

  private Q_SLOTS:
    void aStrokeThatComesBackWhenTheRunIsThroughStays() {
        runLong();
        remove(3);
        QTRY_COMPARE(m_desk->record().strokesOf(0), 15);
        m_script->finish.close();
        m_script->iterations = 0;
        QTRY_COMPARE(m_script->ends.load(), 1);
        stack().undo();
        QCOMPARE(count(), std::size_t{16});
        m_script->openGates();
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(count(), std::size_t{16});
        QCOMPARE(strokes()[2].id, 3);
        QCOMPARE(drawn(), 16);
        QVERIFY(!m_desk->policy().isResting());
        QCOMPARE(m_script->draws.load(), 1);
    }

    /// A lock or a deletion that the run didn't live to see is no reason to draw everything anew.
    void anEditAtTheEndLeavesTheSketch() {
        runLong();
        remove(3);
        QTRY_COMPARE(m_desk->record().strokesOf(0), 15);
        m_script->finish.close();
        m_script->iterations = 0;
        QTRY_COMPARE(m_script->ends.load(), 1);
        remove(5);
        lock(7);
        m_script->openGates();
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(count(), std::size_t{14});
        QCOMPARE(drawn(), 16);
        QCOMPARE(slider(), 16);
        QVERIFY(!m_desk->policy().isResting());
    }

    void aNumberThatTheRunHasTakenButNotToldOf() {
        runLong();
        pause();
        choose(with(8));
        QTRY_VERIFY(!m_desk->policy().isResting());
        resumeUnheard();
        m_desk->lookAt(5);
        m_desk->acceptMoment(); // the run ends with what was heard of it
        QCOMPARE(count(), std::size_t{16});
        QCOMPARE(drawn(), 16);
        QCOMPARE(slider(), 8);
        QCOMPARE(state(), RunState::outdated); // as it says
        stack().undo();
        QCOMPARE(count(), std::size_t{16});
        stack().undo();
        QCOMPARE(slider(), 16);
        QCOMPARE(state(), RunState::done);
    }

    void aNumberTakenBackThatTheRunHasNotToldOf() {
        runLong();
        choose(with(8));
        QTRY_COMPARE(count(), std::size_t{8});
        pause();
        stack().undo();
        QCOMPARE(count(), std::size_t{16});
        resumeUnheard();
        m_desk->readPhoto(QStringLiteral("broken.jpg")); // the run is given up, and what was asked for stays
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(count(), std::size_t{16});
        QCOMPARE(drawn(), 16);
        QCOMPARE(slider(), 16);
    }

    /// What the run tells of before it took over the undoing has the number before it; the slider doesn't follow.
    void aNumberTakenBackWhileTheRunTellsOfIt() {
        runLong();
        pause();
        choose(with(32));
        QTRY_VERIFY(!m_desk->policy().isResting());
        resumeUnheard(); // the run has 32 by now
        stack().undo();
        QCOMPARE(slider(), 16);
        QTRY_VERIFY(m_desk->record().frames().size() > 10 && m_desk->record().strokesOf(0) == 16);
        QCOMPARE(count(), std::size_t{16});
        QCOMPARE(drawn(), 16);
        QCOMPARE(slider(), 16);
    }

    void aSeedThatIsChosenAgainHasItsNumber() {
        auto settings = document().settings();
        settings.seeds = 3;
        document().setSettings(settings);
        draw();
        const std::size_t first = m_desk->record().sketch();
        remove(3);
        m_desk->choose(1);
        QCOMPARE(count(), std::size_t{16});
        m_desk->choose(first);
        QCOMPARE(count(), std::size_t{15});
        QCOMPARE(slider(), 16);
        QCOMPARE(drawn(), 16);
        QCOMPARE(state(), RunState::done);
    }

    /// The slider takes a stroke, and its deletion is undone: there are more than the slider said, so it says how many.
    void theSliderFollowsAStrokeThatComesBackTooMany() {
        runLong();
        pause();
        choose(with(8));
        remove(12); // one of those that the slider takes
        QTRY_VERIFY(!m_desk->policy().isResting());
        m_desk->pauseOrResume();
        QTRY_COMPARE(m_desk->record().strokesOf(0), 8);
        stack().undo();
        QCOMPARE(count(), std::size_t{9});
        QCOMPARE(slider(), 9);
        QTRY_COMPARE(m_desk->record().strokesOf(0), 9);
        m_desk->stop();
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(count(), std::size_t{9});
        QCOMPARE(slider(), 9);
        QCOMPARE(drawn(), 9);
        stack().undo();
        QCOMPARE(count(), std::size_t{16});
        QCOMPARE(slider(), 16);
        QCOMPARE(state(), RunState::done);
    }

    /// What was chosen before a stop isn't drawn, what was chosen after it is.
    void whatIsChosenWhileTheRunStopsIsDrawn() {
        runLong();
        m_script->finish.close();
        m_desk->stop();
        QCOMPARE(state(), RunState::stopping);
        choose(with(8));
        QTRY_VERIFY(!m_desk->policy().isResting());
        m_script->iterations = 20;
        m_script->openGates();
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        QCOMPARE(count(), std::size_t{8});
        runLong();
        choose(with(4));
        m_desk->stop();
        QTRY_COMPARE(state(), RunState::outdated);
        QVERIFY(!m_desk->policy().isResting());
    }
};

QTEST_GUILESS_MAIN(CountTest)
#include "count_test.moc"
