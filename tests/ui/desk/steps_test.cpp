// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk_fixture.hpp"

#include <QSignalSpy>

#include <algorithm>
#include <set>

using namespace croquis;
using ui::RunState;

/// The steps of the history that lead from one sketch to another, also while a run goes on (SketchSwapper).
class StepsTest : public test::DeskFixture {
    Q_OBJECT

  private:
    std::vector<int> ids() {
        std::vector<int> ids;
        for (const auto& stroke : strokes())
            ids.push_back(stroke.id);
        return ids;
    }
    ui::SketchStroke strokeOf(int id) {
        for (const auto& stroke : strokes())
            if (stroke.id == id)
                return stroke;
        return {};
    }
    /// Until the run has told of that many strokes in each of its sketches.
    void waitFor(std::size_t sketch, int count) { QTRY_COMPARE(m_desk->record().strokesOf(sketch), count); }
    void pause() {
        m_desk->pauseOrResume();
        QTRY_VERIFY(m_desk->controller().isHeld());
        QTRY_COMPARE(m_desk->record().frames().back().iteration, m_script->iterationsDone.load()); // all was heard
    }

  private Q_SLOTS:
    void strokesThatTheSliderTookComeBack_data() {
        QTest::addColumn<int>("other");
        QTest::addColumn<int>("seeds");
        QTest::newRow("fewer") << 8 << 1;
        QTest::newRow("more") << 24 << 1;
        QTest::newRow("fewer, of three") << 8 << 3;
    }
    void strokesThatTheSliderTookComeBack() {
        QFETCH(int, other);
        QFETCH(int, seeds);
        auto settings = document().settings();
        settings.seeds = seeds;
        document().setSettings(settings);
        runLong();
        remove(3);
        waitFor(0, 15);
        const auto before = ids();
        choose(with(other));
        for (std::size_t k = 0; k < static_cast<std::size_t>(seeds); ++k)
            waitFor(k, other);
        const auto changed = ids();
        stack().undo();
        QCOMPARE(ids(), before); // at once
        QCOMPARE(document().settings().strokes, 16);
        waitFor(0, 15);
        for (std::size_t k = 1; k < static_cast<std::size_t>(seeds); ++k)
            waitFor(k, 16); // nothing was deleted there
        QCOMPARE(ids(), before);
        stack().redo();
        waitFor(0, other);
        QTRY_COMPARE(ids(), changed);
        stack().undo();
        waitFor(0, 15);
        stack().undo(); // the deleted one
        waitFor(0, 16);
        QTRY_COMPARE(ids().size(), std::size_t{16});
        QCOMPARE(ids()[2], 3); // in its place
        QVERIFY(!stack().canUndo());
        m_desk->stop();
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(ids().size(), std::size_t{16});
        QCOMPARE(m_script->draws.load(), 1);
    }

    /// Del and the slider, both undone before the run heard of either.
    void stepsUndoneAtOnceLeaveNothingBehind() {
        runLong();
        pause();
        const auto before = ids();
        remove(3);
        choose(with(8));
        QTRY_VERIFY(!m_desk->policy().isResting());
        stack().undo();
        stack().undo();
        QCOMPARE(ids(), before);
        const auto heard = m_desk->record().frames().size();
        m_desk->pauseOrResume();
        QTRY_VERIFY(m_desk->record().frames().size() > heard + 5);
        QCOMPARE(ids(), before);
        QCOMPARE(document().settings().strokes, 16);
        m_desk->stop();
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(ids(), before);
        QCOMPARE(m_desk->policy().drawn().strokes, 16);
        QCOMPARE(m_script->draws.load(), 1);
    }

    void theyComeBackWhereTheyWere() {
        runLong();
        choose(with(8));
        waitFor(0, 8);
        pause();
        const auto& frames = m_desk->record().frames();
        const auto last = std::find_if(frames.rbegin(), frames.rend(),
                                       [](const auto& frame) { return frame.sketches[0].ids.size() == 16; });
        QVERIFY(last != frames.rend());
        const auto then = ui::momentOf(*last, last->sketches[0], 0).strokes;
        const auto kept = strokeOf(4);
        stack().undo();
        QCOMPARE(strokeOf(12), then[11]);
        QCOMPARE(strokeOf(4), kept);
        QVERIFY(kept != then[3]);
        m_desk->stop(); // out of the pause: it is what is seen
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(ids().size(), std::size_t{16});
        QCOMPARE(strokeOf(12), then[11]);
        QCOMPARE(strokeOf(4), kept);
    }

    void afterTheRunItIsTheSketchThatWasSeen() {
        runLong();
        choose(with(8));
        waitFor(0, 8);
        m_desk->stop();
        QTRY_COMPARE(state(), RunState::done);
        const auto outcome = strokes();
        const auto& frames = m_desk->record().frames();
        const auto last = std::find_if(frames.rbegin(), frames.rend(),
                                       [](const auto& frame) { return frame.sketches[0].ids.size() == 16; });
        for (int round = 0; round < 2; ++round) {
            stack().undo();
            QCOMPARE(strokes(), ui::momentOf(*last, last->sketches[0], 0).strokes);
            QCOMPARE(document().sketch().iteration, last->iteration);
            QCOMPARE(document().sketch().loss.total, last->sketches[0].loss.total);
            QCOMPARE(document().settings().strokes, 16);
            QCOMPARE(m_desk->policy().drawn().strokes, 16);
            QCOMPARE(state(), RunState::done);
            QVERIFY(!m_desk->policy().isResting());
            stack().redo();
            QCOMPARE(strokes(), outcome);
            QCOMPARE(document().settings().strokes, 8);
            QCOMPARE(state(), RunState::done);
            QVERIFY(!m_desk->policy().isResting());
        }
        QCOMPARE(m_script->draws.load(), 1);
    }

    /// It is through when the step is undone, but hasn't said so yet.
    void aRunThatEndsMeanwhileIsTakenAtItsWord() {
        runLong();
        choose(with(8));
        waitFor(0, 8);
        m_script->finish.close();
        m_script->iterations = 0;
        QTRY_COMPARE(m_script->ends.load(), 1);
        stack().undo();
        QCOMPARE(ids().size(), std::size_t{16});
        m_script->openGates();
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(ids().size(), std::size_t{16});
        QCOMPARE(m_desk->policy().drawn().strokes, 16);
        QVERIFY(!m_desk->policy().isResting());
        stack().redo();
        QCOMPARE(ids().size(), std::size_t{8});
        QCOMPARE(m_script->draws.load(), 1);
    }

    /// Undone while it stops, it is the sketch before at once.
    void aRunThatStopsIsNotWaitedFor() {
        runLong();
        choose(with(8));
        waitFor(0, 8);
        m_script->finish.close();
        m_desk->stop();
        QCOMPARE(state(), RunState::stopping);
        stack().undo();
        QCOMPARE(state(), RunState::done);
        QCOMPARE(ids().size(), std::size_t{16});
        m_script->openGates();
        QVERIFY(m_desk->record().summary());
        QCOMPARE(ids().size(), std::size_t{16});
        QCOMPARE(m_script->draws.load(), 1);
    }

    void aSliderInARunThatReplacedAnother() {
        draw();
        const auto first = strokes();
        m_script->iterations = 1000000;
        m_script->iterationMs = 1;
        m_desk->drawOn();
        QTRY_VERIFY(state() == RunState::running && m_desk->record().frames().size() > 10);
        choose(with(8));
        waitFor(0, 8);
        m_desk->stop();
        QTRY_COMPARE(state(), RunState::done);
        const auto few = strokes();
        stack().undo();
        const auto many = strokes();
        QCOMPARE(many.size(), std::size_t{16});
        QVERIFY(many != first);
        stack().undo();
        QCOMPARE(strokes(), first);
        stack().redo();
        QCOMPARE(strokes(), many);
        QCOMPARE(document().settings().strokes, 16);
        stack().redo();
        QCOMPARE(strokes(), few);
        QCOMPARE(document().settings().strokes, 8);
        QCOMPARE(state(), RunState::done);
        QCOMPARE(m_script->draws.load(), 2);
    }

    void anotherSeedOfTheBatchIsAsTheRunLeftIt() {
        auto settings = document().settings();
        settings.seeds = 3;
        document().setSettings(settings);
        runLong();
        choose(with(8));
        for (std::size_t k = 0; k < 3; ++k)
            waitFor(k, 8);
        m_desk->stop();
        QTRY_COMPARE(state(), RunState::done);
        stack().undo();
        QCOMPARE(ids().size(), std::size_t{16});
        m_desk->choose(1);
        QCOMPARE(ids().size(), std::size_t{8});
        QCOMPARE(document().settings().strokes, 8);
        QCOMPARE(state(), RunState::done);
        stack().undo();
        QCOMPARE(ids().size(), std::size_t{16});
        QCOMPARE(document().settings().strokes, 16);
    }

    void twoSeedsAtOnceAreOneStep_data() {
        QTest::addColumn<bool>("seen");
        QTest::newRow("undone when the second is drawn") << true;
        QTest::newRow("undone before") << false;
    }
    void twoSeedsAtOnceAreOneStep() {
        QFETCH(bool, seen);
        draw();
        remove(3);
        const auto before = strokes();
        const auto seed = document().settings().seed;
        m_script->place.close();
        m_desk->newSeed();
        m_desk->newSeed();
        if (seen) {
            m_script->openGates();
            QTRY_COMPARE(state(), RunState::done);
        }
        const auto after = strokes();
        const int draws = m_script->draws;
        stack().undo();
        QCOMPARE(strokes(), before);
        QCOMPARE(document().settings().seed, seed);
        QCOMPARE(state(), RunState::done);
        QVERIFY(!m_desk->policy().isResting());
        QCOMPARE(stack().undoText(), QStringLiteral("Delete stroke"));
        m_script->openGates();
        stack().redo();
        if (seen) {
            QCOMPARE(strokes(), after);
            QCOMPARE(m_script->draws.load(), draws);
        } else {
            QTRY_VERIFY(state() == RunState::done && !m_desk->isOutdated());
        }
        QVERIFY(document().settings().seed != seed);
    }

    void aSeedThatWasSeenIsAStep() {
        draw();
        const auto first = strokes();
        m_desk->newSeed();
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        const auto second = document().settings().seed;
        m_desk->newSeed();
        QTRY_VERIFY(m_script->draws == 3 && state() == RunState::done);
        stack().undo();
        QCOMPARE(document().settings().seed, second);
        stack().undo();
        QCOMPARE(strokes(), first);
        QCOMPARE(state(), RunState::done);
        QCOMPARE(m_script->draws.load(), 3);
    }

    void aChangeThatIsTakenBackAtOnceIsNone() {
        draw();
        choose(with(8));
        choose(with(16));
        QVERIFY(!stack().canUndo());
        QTRY_VERIFY(!m_desk->policy().isResting());
        QCOMPARE(state(), RunState::done);
        QCOMPARE(m_script->draws.load(), 1);
    }

    /// A change of another kind is a step of its own: what it leads back to is drawn, as it was chosen.
    void settingsWithoutASketchAreDrawn() {
        draw();
        const auto before = strokes();
        m_script->place.close();
        choose(with(8));
        QTRY_COMPARE(m_script->draws.load(), 2);
        auto settings = document().settings();
        settings.quality = optimise::Quality::fine;
        stack().push(new ui::SettingsCommand(document(), settings, QStringLiteral("quality")));
        stack().undo();
        QCOMPARE(document().settings().strokes, 8);
        QCOMPARE(strokes(), before);
        QCOMPARE(state(), RunState::outdated);
        m_script->openGates();
        QTRY_COMPARE(strokes().size(), std::size_t{8});
        QTRY_COMPARE(state(), RunState::done);
        stack().undo();
        QCOMPARE(strokes(), before);
        QCOMPARE(state(), RunState::done);
    }

    /// Before the first sketch there is nothing to lay.
    void aSettingChangedBeforeTheFirstSketch() {
        m_script->place.close();
        m_desk->readPhoto(QStringLiteral("photo.jpg"));
        QTRY_COMPARE(m_script->draws.load(), 1);
        choose(with(8));
        m_script->openGates();
        QTRY_COMPARE(strokes().size(), std::size_t{8});
        QTRY_COMPARE(state(), RunState::done);
        stack().undo();
        QCOMPARE(document().settings().strokes, 16);
        QTRY_COMPARE(strokes().size(), std::size_t{16});
        QTRY_COMPARE(state(), RunState::done);
    }

    /// Sliding there and back makes other sketches of the same settings; each is found again.
    void sketchesOfTheSameSettingsAreToldApart() {
        draw();
        const auto first = strokes();
        choose(with(8));
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        lock(2);
        choose(with(16));
        QTRY_VERIFY(m_script->draws == 3 && state() == RunState::done);
        const auto third = strokes();
        QVERIFY(third != first);
        for (int k = 0; k < 3; ++k)
            stack().undo();
        QCOMPARE(strokes(), first);
        for (int k = 0; k < 3; ++k)
            stack().redo();
        QCOMPARE(strokes(), third);
        QCOMPARE(m_script->draws.load(), 3);
    }

    void theTimelineComesBackToo() {
        draw();
        const auto frames = m_desk->record().frames().size();
        QVERIFY(frames > 10);
        choose(with(32));
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        stack().undo();
        QCOMPARE(m_desk->record().frames().size(), frames);
        m_desk->lookAt(5);
        QCOMPARE(document().moment().iteration, 5);
        QCOMPARE(document().moment().strokes.size(), std::size_t{16});
        stack().redo();
        QCOMPARE(m_desk->record().frames().size(), frames);
        m_desk->lookAt(5);
        QCOMPARE(document().moment().strokes.size(), std::size_t{32});
    }

    void levelsThatWereStoppedMayBeAskedForAgain_data() {
        QTest::addColumn<bool>("preparing");
        QTest::newRow("before them the sketch") << false;
        QTest::newRow("while they are prepared") << true;
    }
    void levelsThatWereStoppedMayBeAskedForAgain() {
        QFETCH(bool, preparing);
        QSignalSpy left(m_desk.get(), &ui::SketchDesk::levelsLeft);
        if (preparing) {
            draw();
            m_script->place.close();
        } else {
            runLong();
        }
        m_desk->setLevelsWanted(true);
        if (preparing)
            QTRY_COMPARE(m_script->draws.load(), 2);
        QCOMPARE(left.count(), 0);
        m_desk->stop();
        QCOMPARE(left.count(), 1);
        QTRY_COMPARE(state(), RunState::done);
        m_script->openGates();
        m_script->iterations = 20;
        m_desk->setLevelsWanted(true);
        QTRY_VERIFY(m_desk->record().isLevels() && state() == RunState::done);
        QCOMPARE(left.count(), 1);
    }
};

QTEST_GUILESS_MAIN(StepsTest)
#include "steps_test.moc"
