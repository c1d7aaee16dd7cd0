// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_controller.hpp"

#include "base/error.hpp"
#include "base/latest_value.hpp"
#include "ui/run/run_observer.hpp"
#include "ui/scripted_session.hpp"

#include <QSignalSpy>
#include <QTest>

#include <thread>

using namespace croquis;
using test::Script;
using ui::RunController;
using ui::RunState;

namespace {

std::unique_ptr<ui::JobRunner> makeRunner(bool threaded) {
    if (threaded)
        return std::make_unique<ui::ThreadRunner>();
    return std::make_unique<ui::InlineRunner>();
}

/// Returns when everything that the worker told until now has arrived: what it tells last is the answer to this.
void settle(RunController& controller) {
    QSignalSpy opened(&controller, &RunController::engineOpened);
    controller.openEngine({});
    QTRY_COMPARE(opened.count(), 1);
}

} // namespace

/// The protocol of worker and window, on a thread and on none.
class RunControllerTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theMailboxKeepsTheNewest() {
        base::LatestValue<int> mailbox;
        QVERIFY(mailbox.publish(1));
        QVERIFY(!mailbox.publish(2));
        QCOMPARE(mailbox.take(), std::optional(2));
        QVERIFY(!mailbox.take().has_value());
        QVERIFY(mailbox.empty());
    }

    void everyIterationArrivesInOrderAndTheEndOnce_data() {
        QTest::addColumn<bool>("threaded");
        QTest::newRow("threaded") << true;
        QTest::newRow("same thread") << false;
    }
    void everyIterationArrivesInOrderAndTheEndOnce() {
        QFETCH(bool, threaded);
        const auto script = std::make_shared<Script>();
        script->iterations = 500;
        RunController controller(test::opener(script), makeRunner(threaded));
        std::vector<int> iterations;
        std::vector<RunState> states;
        int ends = 0;
        connect(&controller, &RunController::stateChanged, this, [&](RunState state) { states.push_back(state); });
        connect(&controller, &RunController::framesArrived, this, [&](const auto& frames) {
            QCOMPARE(ends, 0);
            for (const auto& frame : frames)
                iterations.push_back(frame.iteration);
        });
        connect(&controller, &RunController::runEnded, this, [&](const auto& run) {
            ++ends;
            QCOMPARE(run.iterations, 500);
        });
        connect(&controller, &RunController::photoLoaded, this, [&] { controller.start({"photo.jpg"}, {}); });
        controller.loadPhoto({"photo.jpg"});
        QTRY_COMPARE(ends, 1);
        QCOMPARE(iterations.size(), std::size_t{501});
        QVERIFY(std::is_sorted(iterations.begin(), iterations.end()));
        QCOMPARE(states, (std::vector{RunState::preparing, RunState::loaded, RunState::preparing, RunState::running,
                                      RunState::done}));
        settle(controller);
        QCOMPARE(ends, 1);
        QCOMPARE(iterations.size(), std::size_t{501});
    }

    /// While the run goes on, before its first iteration, and once.
    void whatARunNoticesIsToldAtOnce_data() { everyIterationArrivesInOrderAndTheEndOnce_data(); }
    void whatARunNoticesIsToldAtOnce() {
        QFETCH(bool, threaded);
        const auto script = std::make_shared<Script>();
        script->runNotice = "The iterations run kernel by kernel.";
        RunController controller(test::opener(script), makeRunner(threaded));
        QStringList events;
        connect(&controller, &RunController::noticed, this, [&](const QString& sentence) { events += sentence; });
        connect(&controller, &RunController::framesArrived, this, [&](const auto&) {
            if (!events.contains("frames"))
                events += "frames";
        });
        connect(&controller, &RunController::runEnded, this, [&] { events += "end"; });
        controller.start({"photo.jpg"}, {});
        QTRY_VERIFY(events.contains("end"));
        QCOMPARE(events, (QStringList{"The iterations run kernel by kernel.", "frames", "end"}));
    }

    void failuresAreToldOnceAndTheNextPhotoWorks_data() { everyIterationArrivesInOrderAndTheEndOnce_data(); }
    void failuresAreToldOnceAndTheNextPhotoWorks() {
        QFETCH(bool, threaded);
        const auto script = std::make_shared<Script>();
        RunController controller(test::opener(script), makeRunner(threaded));
        std::vector<ui::Failure> failures;
        connect(&controller, &RunController::failed, this, [&](const auto& failure) { failures.push_back(failure); });
        script->onLoad = [] { throw ImageFileError("it is damaged"); };
        controller.loadPhoto({"photo.jpg"});
        QTRY_COMPARE(failures.size(), std::size_t{1});
        QCOMPARE(failures[0].kind, ui::Failure::Kind::photo);
        QCOMPARE(failures[0].message, QStringLiteral("it is damaged"));
        QCOMPARE(controller.state(), RunState::failed);
        script->onLoad = nullptr;
        script->onDraw = [] { throw std::bad_alloc(); };
        controller.loadPhoto({"photo.jpg"});
        QTRY_COMPARE(controller.state(), RunState::loaded);
        controller.start({"photo.jpg"}, {});
        QTRY_COMPARE(failures.size(), std::size_t{2});
        QCOMPARE(failures[1].kind, ui::Failure::Kind::device);
        script->onDraw = nullptr;
        controller.start({"photo.jpg"}, {});
        QTRY_COMPARE(controller.state(), RunState::done);
    }

    void aMissingModelLeadsToNoModel_data() { everyIterationArrivesInOrderAndTheEndOnce_data(); }
    void aMissingModelLeadsToNoModel() {
        QFETCH(bool, threaded);
        const auto script = std::make_shared<Script>();
        script->onOpen = [] { throw ModelFileError("missing"); };
        RunController controller(test::opener(script), makeRunner(threaded));
        controller.openEngine({});
        QTRY_COMPARE(controller.state(), RunState::noModel);
        script->onOpen = nullptr;
        QSignalSpy opened(&controller, &RunController::engineOpened);
        controller.openEngine({});
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(controller.state(), RunState::empty);
    }

    void pauseHoldsTheWorkerAndStopEndsItWithinASecond() {
        const auto script = std::make_shared<Script>();
        script->iterations = 1000000;
        script->iterationMs = 1;
        RunController controller(test::opener(script), makeRunner(true));
        connect(&controller, &RunController::photoLoaded, this, [&] { controller.start({"photo.jpg"}, {}); });
        controller.loadPhoto({"photo.jpg"});
        QTRY_VERIFY(script->iterationsDone > 5);
        QTRY_COMPARE(controller.state(), RunState::running); // what the worker says comes later
        controller.pause();
        QCOMPARE(controller.state(), RunState::paused);
        QTRY_VERIFY(controller.isHeld()); // the worker waits: it can't count on
        const int held = script->iterationsDone;
        controller.resume();
        QTRY_VERIFY(script->iterationsDone > held);
        controller.pause();
        QElapsedTimer clock;
        clock.start();
        controller.stop(); // also from the pause
        QCOMPARE(controller.state(), RunState::stopping);
        QTRY_COMPARE(controller.state(), RunState::done);
        QVERIFY(clock.elapsed() < 1000);
    }

    void cancelIsImmediateAndWhatComesLateIsDropped_data() { everyIterationArrivesInOrderAndTheEndOnce_data(); }
    void cancelIsImmediateAndWhatComesLateIsDropped() {
        QFETCH(bool, threaded);
        const auto script = std::make_shared<Script>();
        if (threaded) // else the job is done when it is asked for, and only its messages come late
            script->read.close();
        RunController controller(test::opener(script), makeRunner(threaded));
        QSignalSpy loaded(&controller, &RunController::photoLoaded);
        controller.loadPhoto({"photo.jpg"});
        QTRY_COMPARE(script->loads.load(), 1);
        controller.rest(RunState::empty); // the worker is held: nothing of it is waited for
        QCOMPARE(controller.state(), RunState::empty);
        script->openGates();
        settle(controller);
        QCOMPARE(loaded.count(), 0);
        controller.loadPhoto({"photo.jpg"});
        QTRY_COMPARE(loaded.count(), 1);
    }

    /// Whoever wants a run names its photo: what the session was told before doesn't matter.
    void aRunIsOfThePhotoThatItNames_data() { everyIterationArrivesInOrderAndTheEndOnce_data(); }
    void aRunIsOfThePhotoThatItNames() {
        QFETCH(bool, threaded);
        const auto script = std::make_shared<Script>();
        script->marksPhotos = true;
        RunController controller(test::opener(script), makeRunner(threaded));
        ui::SharedPhoto photo;
        optimise::LossTerms loss;
        connect(&controller, &RunController::runHasPhoto, this, [&](const auto& held) { photo = held; });
        connect(&controller, &RunController::framesArrived, this, [&](const auto& frames) {
            QVERIFY(photo != nullptr); // known before the first strokes
            loss = frames.back().sketches.front().loss;
        });
        const auto draw = [&](const ui::PhotoRequest& request) {
            photo.reset();
            controller.start(request, {});
            [&] { QTRY_COMPARE(controller.state(), RunState::done); }();
            QCOMPARE(photo->summary.fileName, request.file.string());
            QCOMPARE(*test::photoMarkOf(loss), test::markOf(photo->summary));
        };
        draw({"a.jpg"});
        QCOMPARE(script->loads.load(), 1);
        draw({"a.jpg"});
        QCOMPARE(script->loads.load(), 1); // it is held
        controller.loadPhoto({"b.jpg"});
        controller.rest(RunState::done); // nobody waits for it; the session reads it or not
        draw({"a.jpg"});
        QSignalSpy failed(&controller, &RunController::failed);
        controller.loadPhoto({"broken.jpg"});
        QTRY_COMPARE(failed.size(), 1);
        const int loads = script->loads;
        draw({"a.jpg"});
        QCOMPARE(script->loads.load(), loads); // it still is
        ui::PhotoRequest whole{"a.jpg"};
        whole.options.mask = session::PhotoOptions::Mask::none;
        draw(whole);
        QVERIFY(!photo->summary.masked);
        controller.openEngine({}, RunState::done);
        draw(whole);
    }

    /// The time that a run took, and is to take, is the time that it ran.
    void aPauseTakesNoTimeOfTheRun() {
        ui::RunObserver observer({}, [] {}, {});
        observer.setPaused(true);
        std::jthread worker([&] { observer.iterationFinished({0, 10, 1.0, {}}); });
        QTRY_VERIFY(observer.isHeld());
        QElapsedTimer clock;
        clock.start();
        QTRY_VERIFY(clock.elapsed() >= 40);
        observer.setPaused(false);
        worker.join();
        observer.iterationFinished({1, 10, 2.0, {}});
        const auto frames = observer.take().frames;
        QCOMPARE(frames[0].seconds, 1.0);
        QVERIFY(frames[1].seconds <= 2.0 - 0.04);
        QVERIFY(observer.heldSeconds() >= 0.04);
    }

    void atMostOneWakeIsPending_data() { everyIterationArrivesInOrderAndTheEndOnce_data(); }
    void atMostOneWakeIsPending() {
        QFETCH(bool, threaded);
        const auto script = std::make_shared<Script>();
        script->iterations = 20000;
        RunController controller(test::opener(script), makeRunner(threaded));
        int news = 0;
        connect(&controller, &RunController::framesArrived, this, [&] { ++news; });
        connect(&controller, &RunController::photoLoaded, this, [&] { controller.start({"photo.jpg"}, {}); });
        controller.loadPhoto({"photo.jpg"});
        QTRY_VERIFY(script->iterationsDone > 0);
        script->waitForIterations(15000); // the window is busy with something else
        QCoreApplication::sendPostedEvents();
        QVERIFY2(news <= 3, qPrintable(QString::number(news)));
        QTRY_COMPARE_WITH_TIMEOUT(controller.state(), RunState::done, 20000);
    }

    /// On one thread a run is over before anybody can pause, stop or change it: that is asked in vain and does no harm.
    void onTheSameThreadThereIsNothingToHold() {
        const auto script = std::make_shared<Script>();
        RunController controller(test::opener(script), makeRunner(false));
        QSignalSpy ended(&controller, &RunController::runEnded);
        controller.start({"photo.jpg"}, {});
        QCOMPARE(controller.state(), RunState::preparing); // what it told waits to be heard
        QCOMPARE(script->draws.load(), 1);
        controller.pause();
        controller.resume();
        controller.stop();
        QVERIFY(!controller.edit({0, optimise::SetStrokeCount{3}}));
        QVERIFY(!controller.isHeld());
        QTRY_COMPARE(controller.state(), RunState::done);
        QCOMPARE(ended.count(), 1);
        QCOMPARE(ended[0][0].value<optimise::RunSummary>().termination, optimise::Termination::completed);
    }

    void viewsOfTheNetworkAreAnsweredOnceAndTheLast_data() { everyIterationArrivesInOrderAndTheEndOnce_data(); }
    void viewsOfTheNetworkAreAnsweredOnceAndTheLast() {
        QFETCH(bool, threaded);
        const auto script = std::make_shared<Script>();
        RunController controller(test::opener(script), makeRunner(threaded));
        controller.start({"photo.jpg"}, {});
        QTRY_COMPARE(controller.state(), RunState::done);
        QSignalSpy seen(&controller, &RunController::networkSeen);
        for (std::size_t count = 1; count <= 50; ++count)
            controller.requestNetworkView({"photo.jpg"}, std::vector<geometry::CubicBezier>(count));
        QTRY_COMPARE(script->seen.get().size(), std::size_t{50});
        controller.requestNetworkView({"other.jpg"}, std::vector<geometry::CubicBezier>(7)); // not the one that is held
        settle(controller);
        QCOMPARE(script->seen.get().size(), std::size_t{50});
        QVERIFY2(seen.count() <= 3, qPrintable(QString::number(seen.count())));
    }

    void editsReachTheRun() {
        const auto script = std::make_shared<Script>();
        script->iterations = 1000000;
        script->iterationMs = 1;
        RunController controller(test::opener(script), makeRunner(true));
        std::size_t strokes = 0;
        connect(&controller, &RunController::framesArrived, this,
                [&](const auto& frames) { strokes = frames.back().sketches.front().ids.size(); });
        connect(&controller, &RunController::photoLoaded, this, [&] { controller.start({"photo.jpg"}, {}); });
        QVERIFY(!controller.edit({0, optimise::SetStrokeCount{3}}));
        controller.loadPhoto({"photo.jpg"});
        QTRY_COMPARE(strokes, std::size_t{16});
        QVERIFY(controller.edit({0, optimise::SetStrokeCount{24}}));
        QTRY_COMPARE(strokes, std::size_t{24});
        QVERIFY(controller.edit({0, optimise::RemoveStroke{5}}));
        QTRY_COMPARE(strokes, std::size_t{23});
        controller.stop();
        QTRY_COMPARE(controller.state(), RunState::done);
    }

    void aControllerMayGoAtAnyTime_data() { everyIterationArrivesInOrderAndTheEndOnce_data(); }
    void aControllerMayGoAtAnyTime() {
        QFETCH(bool, threaded);
        for (int k = 0; k < 30; ++k) {
            const auto script = std::make_shared<Script>();
            script->iterations = threaded ? 1000000 : 200;
            RunController controller(test::opener(script), makeRunner(threaded));
            connect(&controller, &RunController::photoLoaded, this, [&] { controller.start({"photo.jpg"}, {}); });
            controller.loadPhoto({"photo.jpg"});
            if (k % 7 > 0)
                QTRY_VERIFY(script->iterationsDone > 20 * (k % 7));
            if (k % 3 == 0)
                controller.pause();
        }
    }
};

QTEST_GUILESS_MAIN(RunControllerTest)
#include "run_controller_test.moc"
