// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk_fixture.hpp"

#include <QSignalSpy>

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
        m_script->waitForIterations(before + 5);
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

    /// The run says that it draws before it has drawn anything.
    void aNumberThatIsChosenBeforeTheFirstFrameIsDrawn_data() {
        QTest::addColumn<bool>("again");
        QTest::newRow("the first run") << false;
        QTest::newRow("another") << true;
    }
    void aNumberThatIsChosenBeforeTheFirstFrameIsDrawn() {
        QFETCH(bool, again);
        if (again)
            draw();
        m_script->iterations = 1000000;
        m_script->iterationMs = 1;
        m_script->first.close();
        if (again)
            m_desk->drawSketch();
        else
            m_desk->readPhoto(QStringLiteral("photo.jpg"));
        QTRY_VERIFY(state() == RunState::running && m_desk->isComing());
        choose(with(30));
        QTRY_VERIFY(m_desk->policy().isResting());
        QSignalSpy rests(&m_desk->policy(), &ui::RunPolicy::rested);
        QVERIFY(rests.wait()); // it was to be taken over, and couldn't be
        QVERIFY(m_desk->isComing());
        m_script->openGates();
        QTRY_VERIFY(!m_desk->isComing());
        QTRY_COMPARE(m_desk->record().strokesOf(0), 30);
        QTRY_COMPARE(count(), std::size_t{30});
        QCOMPARE(drawn(), 30);
        m_desk->stop();
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(count(), std::size_t{30});
    }

    /// It goes from a run that takes the strokes over; one of strokes of its own, whose ids are the same, keeps them
    /// all.
    void aStrokeDeletedBeforeTheFirstFrame_data() {
        QTest::addColumn<bool>("drawsOn");
        QTest::newRow("drawing on") << true;
        QTest::newRow("another sketch") << false;
    }
    void aStrokeDeletedBeforeTheFirstFrame() {
        QFETCH(bool, drawsOn);
        draw();
        m_script->iterations = 1000000;
        m_script->iterationMs = 1;
        m_script->first.close();
        drawsOn ? m_desk->drawOn() : m_desk->drawSketch();
        QTRY_VERIFY(state() == RunState::running && m_desk->isComing());
        const int id = strokes()[2].id;
        remove(id);
        m_script->openGates();
        QTRY_VERIFY(!m_desk->isComing() && m_desk->record().frames().size() > 10);
        QCOMPARE(count(), std::size_t(drawsOn ? 15 : 16));
        QCOMPARE(document().marks().deleted.contains(id), drawsOn);
        m_desk->stop();
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(count(), std::size_t(drawsOn ? 15 : 16));
        QCOMPARE(drawn(), 16);
        QCOMPARE(document().settings().strokes, 16);
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
        m_desk->openEngine({}); // the run is given up, and what was asked for stays
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

    /// Undone and redone before the run had told of it, a number is still what is to be drawn.
    void aNumberRedoneThatTheRunHasNotToldOf_data() {
        QTest::addColumn<int>("number");
        QTest::addColumn<bool>("ends");
        for (const int number : {8, 32})
            for (const bool ends : {false, true})
                QTest::addRow("%d, the run %s", number, ends ? "ends" : "goes on") << number << ends;
    }
    void aNumberRedoneThatTheRunHasNotToldOf() {
        QFETCH(int, number);
        QFETCH(bool, ends);
        runLong();
        pause();
        choose(with(number));
        QTRY_VERIFY(!m_desk->policy().isResting());
        QCOMPARE(drawn(), number);
        QCOMPARE(count(), std::size_t{16});
        stack().undo();
        QCOMPARE(slider(), 16);
        if (ends) {
            m_script->iterations = 20;
            m_desk->stop();
            QTRY_COMPARE(state(), RunState::done);
        }
        stack().redo();
        QCOMPARE(slider(), number);
        if (!ends)
            m_desk->pauseOrResume();
        QTRY_COMPARE(count(), static_cast<std::size_t>(number)); // by the run, or by another
        if (!ends)
            m_desk->stop();
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(count(), static_cast<std::size_t>(number));
        QCOMPARE(slider(), number);
        QCOMPARE(drawn(), number);
        QCOMPARE(m_script->draws.load(), ends ? 2 : 1);
    }

    /// Two numbers in a row, of which the run tells neither before the second is undone: the first is drawn, by all
    /// seeds.
    void aNumberUndoneToThatTheRunHasNotToldOf() {
        auto settings = document().settings();
        settings.seeds = 3;
        document().setSettings(settings);
        runLong();
        pause();
        for (const int number : {25, 46}) {
            auto more = document().settings();
            more.strokes = number;
            choose(more);
            QTRY_VERIFY(!m_desk->policy().isResting());
        }
        stack().undo();
        QCOMPARE(slider(), 25);
        m_desk->pauseOrResume();
        QTRY_COMPARE(count(), std::size_t{25});
        for (const std::size_t seed : {0, 1, 2})
            QTRY_COMPARE(m_desk->record().strokesOf(seed), 25);
        QCOMPARE(slider(), 25);
        QCOMPARE(drawn(), 25);
    }

    /// Of numbers that wait while the run is held, the last is drawn at once, by each seed, and keeps what was locked
    /// meanwhile.
    void ofNumbersThatWaitTheLastIsDrawn() {
        auto settings = document().settings();
        settings.seeds = 2;
        document().setSettings(settings);
        runLong();
        pause();
        for (const int number : {128, 5, 2}) {
            auto other = document().settings();
            other.strokes = number;
            choose(other);
            QTRY_VERIFY(!m_desk->policy().isResting());
            if (number == 5)
                lock(1);
        }
        m_desk->pauseOrResume();
        QTRY_COMPARE(count(), std::size_t{2});
        QTRY_COMPARE(m_desk->record().strokesOf(1), 2);
        QCOMPARE(m_script->counts.get(), (std::vector<int>{2, 2}));
        QCOMPARE(strokes()[0].id, 1);
        QCOMPARE(slider(), 2);
        QCOMPARE(drawn(), 2);
    }

    /// What was asked for and undone while the run is held isn't drawn in between.
    void aNumberUndoneWhileTheRunIsHeldIsNotDrawn() {
        runLong();
        pause();
        choose(with(128));
        QTRY_VERIFY(!m_desk->policy().isResting());
        stack().undo();
        resumeUnheard();
        QCOMPARE(m_script->counts.get(), std::vector<int>());
        QTRY_VERIFY(m_desk->record().frames().back().iteration > 20);
        QCOMPARE(count(), std::size_t{16});
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

    /// What was drawn before the run heard of it doesn't turn the slider back, though another seed leads in it.
    void anUndoneNumberOfSeveralSeedsStaysUndone() {
        auto settings = document().settings();
        settings.seeds = 3;
        document().setSettings(settings);
        runLong();
        choose(with(32));
        QTRY_COMPARE(m_desk->record().strokesOf(2), 32);
        QTRY_COMPARE(count(), std::size_t{32});
        m_script->leader = m_desk->record().sketch() == 2 ? 1 : 2;
        m_script->waitForIterations(m_script->iterationsDone + 5); // not heard of yet
        stack().undo();
        QCOMPARE(slider(), 16);
        for (const std::size_t seed : {0u, 1u, 2u}) {
            QTRY_COMPARE(m_desk->record().strokesOf(seed), 16);
            QCOMPARE(slider(), 16);
        }
        QTRY_COMPARE(m_desk->record().sketch(), m_script->leader.load());
        QCOMPARE(count(), std::size_t{16});
        QCOMPARE(drawn(), 16);
        m_desk->stop();
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(slider(), 16);
        QCOMPARE(count(), std::size_t{16});
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

    void aRedoneNumberThatAStopLeftUndrawnIsTold_data() {
        QTest::addColumn<int>("number");
        QTest::newRow("more") << 32;
        QTest::newRow("fewer") << 8;
    }
    void aRedoneNumberThatAStopLeftUndrawnIsTold() {
        QFETCH(int, number);
        runLong();
        pause();
        choose(with(number));
        QTRY_VERIFY(!m_desk->policy().isResting());
        stack().undo();
        stack().redo();
        m_desk->stop();
        QTRY_COMPARE(state(), RunState::outdated);
        QCOMPARE(count(), std::size_t{16});
        QCOMPARE(drawn(), 16);
        QCOMPARE(slider(), number);
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
