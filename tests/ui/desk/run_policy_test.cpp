// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/run_policy.hpp"

#include <QSignalSpy>
#include <QTest>

using namespace croquis::ui;

Q_DECLARE_METATYPE(croquis::ui::RunState)
Q_DECLARE_METATYPE(croquis::ui::Takeover)

/// When a change of the settings draws something, and what.
class RunPolicyTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyStateHasItsAnswer_data() {
        QTest::addColumn<RunState>("state");
        QTest::addColumn<Takeover>("byItself"); // with automatic start
        QTest::addColumn<Takeover>("byHand");   // without
        QTest::newRow("noModel") << RunState::noModel << Takeover::nothing << Takeover::nothing;
        QTest::newRow("empty") << RunState::empty << Takeover::draw << Takeover::nothing;
        QTest::newRow("loaded") << RunState::loaded << Takeover::draw << Takeover::nothing;
        QTest::newRow("preparing") << RunState::preparing << Takeover::draw << Takeover::draw;
        QTest::newRow("running") << RunState::running << Takeover::changeCount << Takeover::changeCount;
        QTest::newRow("paused") << RunState::paused << Takeover::changeCount << Takeover::changeCount;
        QTest::newRow("stopping") << RunState::stopping << Takeover::nothing << Takeover::nothing;
        QTest::newRow("done") << RunState::done << Takeover::draw << Takeover::nothing;
        QTest::newRow("outdated") << RunState::outdated << Takeover::draw << Takeover::nothing;
        QTest::newRow("failed") << RunState::failed << Takeover::draw << Takeover::nothing;
    }
    void everyStateHasItsAnswer() {
        QFETCH(RunState, state);
        QFETCH(Takeover, byItself);
        QFETCH(Takeover, byHand);
        const RunPolicy policy;
        RunSettings other;
        other.strokes = 24;
        QCOMPARE(policy.takeover(other, {state, true, true, false}), byItself);
        QCOMPARE(policy.takeover(other, {state, true, false, false}), byHand);
        QCOMPARE(policy.takeover(other, {state, false, true, false}), Takeover::nothing); // no photo
        const bool answers = state != RunState::noModel && state != RunState::stopping;
        QCOMPARE(policy.takeover(other, {state, true, false, true}), answers ? Takeover::bringBack : Takeover::nothing);
        if (state != RunState::loaded)
            QCOMPARE(policy.takeover(RunSettings{}, {state, true, true, false}), Takeover::nothing);
    }

    void onlyACountIsChangedInARun() {
        const RunPolicy policy;
        const RunPolicy::Situation running{RunState::running, true, true, false};
        RunSettings other;
        other.strokes = 24;
        QCOMPARE(policy.takeover(other, running), Takeover::changeCount);
        other.quality = croquis::optimise::Quality::draft;
        QCOMPARE(policy.takeover(other, running), Takeover::draw);
        other = {};
        other.onlySubject = false;
        QCOMPARE(policy.takeover(other, running), Takeover::draw);
        QCOMPARE(policy.takeover(other, {RunState::done, true, true, true}), Takeover::bringBack);
        other = {};
        other.recipe = "clipasso"; // it lays the photo on the canvas in another way
        QCOMPARE(policy.takeover(other, running), Takeover::draw);
    }

    void anotherEngineDrawsTheSameAnew() {
        const RunPolicy policy;
        QCOMPARE(policy.takeover({}, {RunState::outdated, true, true, false, true}), Takeover::draw);
        QCOMPARE(policy.takeover({}, {RunState::outdated, true, true, true, true}), Takeover::bringBack);
        QCOMPARE(policy.takeover({}, {RunState::outdated, true, false, false, true}), Takeover::nothing);
    }

    void aRunThatIsGivenUpLeavesWhatWasDrawn() {
        RunPolicy policy;
        RunSettings other;
        other.seed = 7;
        policy.ask(other);
        QCOMPARE(policy.drawn().seed, std::uint64_t{0});
        policy.giveUp();
        QCOMPARE(policy.asked().seed, std::uint64_t{0});
        policy.ask(other);
        policy.taken();
        QCOMPARE(policy.drawn().seed, std::uint64_t{7});
    }

    void aDragRestsOnce() {
        RunPolicy policy;
        QSignalSpy rested(&policy, &RunPolicy::rested);
        for (int k = 0; k < 20; ++k)
            policy.beginRest();
        QVERIFY(policy.isResting());
        QVERIFY(rested.wait(5000));
        QVERIFY(!policy.isResting());
        QCOMPARE(rested.count(), 1);
        policy.beginRest();
        policy.endRest();
        QVERIFY(!policy.isResting());
    }
};

QTEST_GUILESS_MAIN(RunPolicyTest)
#include "run_policy_test.moc"
