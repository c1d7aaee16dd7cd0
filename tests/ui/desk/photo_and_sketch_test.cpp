// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "ui/desk_fixture.hpp"
#include "ui/export/drawing_of_desk.hpp"

#include <QSignalSpy>

#include <atomic>

using namespace croquis;
using ui::RunState;
using ui::SketchDesk;

/// Photo, sketch and what an export says of both are never of different photos or networks, whatever comes between.
class PhotoAndSketchTest : public test::DeskFixture {
    Q_OBJECT

  private:
    vector::Provenance recorded() { return *ui::drawingOf(*m_desk, document().look()).provenance; }

  private Q_SLOTS:
    void aSettingChangedWhileTheNextPhotoIsReadIsOfThatPhoto_data() {
        QTest::addColumn<bool>("arrived");
        QTest::addColumn<bool>("seed");
        for (const bool seed : {false, true}) {
            QTest::addRow("%s, before it could be read", seed ? "new seed" : "slider") << false << seed;
            QTest::addRow("%s, while its subject is looked for", seed ? "new seed" : "slider") << true << seed;
        }
    }
    void aSettingChangedWhileTheNextPhotoIsReadIsOfThatPhoto() {
        QFETCH(bool, arrived);
        QFETCH(bool, seed);
        draw();
        (arrived ? m_script->subject : m_script->read).close();
        m_desk->readPhoto(QStringLiteral("other.jpg"));
        QTRY_COMPARE(m_script->loads.load(), 2);
        QTRY_COMPARE(photoName(), arrived ? QStringLiteral("other.jpg") : QStringLiteral("photo.jpg"));
        if (seed)
            m_desk->newSeed();
        else
            choose(with(24));
        QTRY_VERIFY(!m_desk->policy().isResting());
        QCOMPARE(state(), RunState::preparing);
        m_script->openGates();
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(photoName(), QStringLiteral("other.jpg"));
        QCOMPARE(m_desk->photoPath(), QStringLiteral("other.jpg"));
        QVERIFY(agrees());
        QCOMPARE(m_script->draws.load(), 2);
        QCOMPARE(m_desk->policy().drawn(), document().settings());
        QCOMPARE(recorded().source.name, std::string("other.jpg"));
        QVERIFY(!recorded().source.sha256.empty());
    }

    void whatIsDrawnAfterAnUnreadablePhotoIsOfTheShownOne_data() {
        QTest::addColumn<bool>("arrived");
        QTest::newRow("the one between hadn't come") << false;
        QTest::newRow("the one between is shown") << true;
    }
    void whatIsDrawnAfterAnUnreadablePhotoIsOfTheShownOne() {
        QFETCH(bool, arrived);
        draw();
        (arrived ? m_script->subject : m_script->read).close();
        m_desk->readPhoto(QStringLiteral("other.jpg"));
        QTRY_COMPARE(m_script->loads.load(), 2);
        QTRY_COMPARE(photoName(), arrived ? QStringLiteral("other.jpg") : QStringLiteral("photo.jpg"));
        QSignalSpy failed(m_desk.get(), &SketchDesk::failed);
        m_desk->readPhoto(QStringLiteral("broken.jpg")); // the session has read the one between by then
        m_script->openGates();
        QTRY_COMPARE(failed.size(), 1);
        if (!arrived) {
            QCOMPARE(state(), RunState::done);
            m_desk->drawOn();
        }
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(photoName(), arrived ? QStringLiteral("other.jpg") : QStringLiteral("photo.jpg"));
        QVERIFY(agrees());
    }

    /// Nothing is lost by a wrong file.
    void aPhotoThatCantBeReadEndsNoRun_data() {
        QTest::addColumn<bool>("paused");
        QTest::newRow("running") << false;
        QTest::newRow("paused") << true;
    }
    void aPhotoThatCantBeReadEndsNoRun() {
        QFETCH(bool, paused);
        runLong();
        if (paused)
            m_desk->pauseOrResume();
        const RunState before = state();
        const int loads = m_script->loads;
        QSignalSpy failed(m_desk.get(), &SketchDesk::failed);
        m_desk->readPhoto(QStringLiteral("broken.jpg"));
        QCOMPARE(m_desk->photoChecked(), QStringLiteral("broken.jpg"));
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed[0][1].toString(), QStringLiteral("broken.jpg"));
        QCOMPARE(state(), before);
        QVERIFY(m_desk->photoChecked().isEmpty());
        QCOMPARE(m_script->loads.load(), loads);
        if (paused)
            m_desk->pauseOrResume();
        const auto frames = m_desk->record().frames().size();
        QTRY_VERIFY(m_desk->record().frames().size() > frames + 10);
        QVERIFY(agrees());
        m_desk->stop();
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(m_script->draws.load(), 1);
        QCOMPARE(photoName(), QStringLiteral("photo.jpg"));
    }

    void aPhotoComesWhateverTheRunDoesWhileItIsLookedAt_data() {
        QTest::addColumn<QString>("what");
        for (const char* what : {"goes on", "is paused", "is through", "fails", "gives way to a moment", "is stopped"})
            QTest::newRow(what) << QString(what);
    }
    void aPhotoComesWhateverTheRunDoesWhileItIsLookedAt() {
        QFETCH(QString, what);
        const bool isThrough = what == QStringLiteral("is through"), fails = what == QStringLiteral("fails");
        m_script->finish.close();
        runLong();
        if (what == QStringLiteral("is paused"))
            m_desk->pauseOrResume();
        std::atomic<bool> broke = !fails;
        m_script->onFinish = [&broke] {
            if (!broke.exchange(true))
                throw Error("it broke");
        };
        if (isThrough || fails) { // too late to be asked in between
            m_script->iterations = 0;
            QTRY_COMPARE(m_script->ends.load(), 1);
            m_desk->readPhoto(QStringLiteral("other.jpg"));
        } else {
            m_script->check.close();
            m_desk->readPhoto(QStringLiteral("other.jpg"));
            QTRY_COMPARE(m_script->checks.load(), 1);
        }
        QCOMPARE(photoName(), QStringLiteral("photo.jpg"));
        m_script->iterations = 20;
        if (what == QStringLiteral("gives way to a moment")) {
            m_desk->lookAt(3);
            m_desk->acceptMoment();
        } else if (what == QStringLiteral("is stopped")) {
            m_desk->stop();
        }
        m_script->openGates();
        QTRY_VERIFY(photoName() == QStringLiteral("other.jpg"));
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(agrees());
        QCOMPARE(m_script->draws.load(), 2);
        m_script->onFinish = nullptr;
    }

    void whoeverAsksForAnotherRunWaitsForNoPhoto() {
        runLong();
        m_script->check.close();
        m_desk->readPhoto(QStringLiteral("other.jpg"));
        QTRY_COMPARE(m_script->checks.load(), 1);
        m_script->iterations = 20;
        m_desk->draw();
        QVERIFY(m_desk->photoChecked().isEmpty());
        m_script->openGates();
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(photoName(), QStringLiteral("photo.jpg"));
        QCOMPARE(m_script->draws.load(), 2);
    }

    /// Of several the last comes.
    void theLastOfSeveralPhotosComes() {
        runLong();
        m_script->iterations = 20;
        m_script->check.close();
        for (const char* name : {"broken.jpg", "other.jpg", "third.jpg"})
            m_desk->readPhoto(QString(name));
        QSignalSpy failed(m_desk.get(), &SketchDesk::failed);
        m_script->openGates();
        QTRY_COMPARE(photoName(), QStringLiteral("third.jpg"));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(failed.size(), 0);
    }

    void readingThePhotoAgainIsGivenUpWithoutATrace() {
        draw();
        const auto before = document().photo();
        m_script->subject.close();
        choose(with(16, false));
        QTRY_COMPARE(m_script->loads.load(), 2);
        QCOMPARE(state(), RunState::preparing);
        QVERIFY(recorded().source.sha256 == before->summary.sha256); // an export now is of what is shown
        m_desk->stop();
        QCOMPARE(state(), RunState::outdated);
        QCOMPARE(document().photo(), before);
        QVERIFY(agrees());
        m_script->openGates();
        stack().undo();
        QCOMPARE(state(), RunState::done);
        m_desk->drawOn(); // the session holds the other reading by now
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(agrees());
        QVERIFY(document().photo()->summary.masked);
    }

    void aPhotoGivenUpWhileItsSubjectIsLookedForIsDrawnAllTheSame() {
        draw();
        m_script->subject.close();
        m_desk->readPhoto(QStringLiteral("other.jpg"));
        QTRY_COMPARE(photoName(), QStringLiteral("other.jpg"));
        m_desk->stop();
        QCOMPARE(state(), RunState::loaded);
        m_script->openGates();
        m_desk->draw();
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(agrees());
    }

    void drawingOnAfterAPhotoWasGivenUpDrawsOn() {
        draw();
        const auto before = strokes();
        m_script->read.close();
        m_desk->readPhoto(QStringLiteral("other.jpg"));
        QTRY_COMPARE(m_script->loads.load(), 2);
        m_desk->stop();
        m_script->openGates();
        m_desk->drawOn();
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(m_desk->record().plans().front().start.size(), std::size_t{16});
        QVERIFY(agrees());
        QCOMPARE(stack().undoText(), QStringLiteral("Draw on"));
        stack().undo();
        QCOMPARE(strokes(), before);
    }

    void anotherEngineReadsThePhotoThatWaits() {
        draw();
        m_script->read.close();
        m_desk->readPhoto(QStringLiteral("other.jpg"));
        QTRY_COMPARE(m_script->loads.load(), 2);
        m_desk->openEngine({});
        m_script->openGates();
        QTRY_COMPARE(m_desk->photoPath(), QStringLiteral("other.jpg"));
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(agrees());
    }

    void aPhotoThatFoundNoModelIsReadWhenThereIsOne() {
        m_script->onOpen = [] { throw ModelFileError("The model x is missing."); };
        m_desk->openEngine({});
        QTRY_COMPARE(state(), RunState::noModel);
        m_desk->readPhoto(QStringLiteral("photo.jpg"));
        QTRY_COMPARE(state(), RunState::noModel);
        m_script->onOpen = nullptr;
        m_desk->openEngine({});
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(agrees());
    }

    void whatAnotherNetworkDrewIsOutdatedAndStillItsOwn() {
        draw();
        const auto first = strokes();
        choose(with(8));
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        m_desk->setAutoStart(false);
        m_script->model = "another";
        session::SessionOptions options;
        options.model = "another";
        m_desk->openEngine(options);
        QTRY_COMPARE(m_desk->currentEngine().modelName, std::string("another"));
        QCOMPARE(state(), RunState::outdated);
        QCOMPARE(recorded().model.name, std::string("scripted"));
        QCOMPARE(*vector::findSetting(recorded(), "model"), std::string());
        m_desk->draw(); // the same settings once more
        QTRY_VERIFY(m_script->draws == 3 && state() == RunState::done);
        QVERIFY(agrees());
        QCOMPARE(recorded().model.name, std::string("another"));
        QCOMPARE(*vector::findSetting(recorded(), "model"), std::string("another"));
        stack().undo();
        QCOMPARE(state(), RunState::outdated);
        QCOMPARE(recorded().model.name, std::string("scripted"));
        stack().redo();
        QCOMPARE(state(), RunState::done);
        QCOMPARE(recorded().model.name, std::string("another"));
        m_desk->setAutoStart(true);
        choose(with(16)); // the first one isn't this network's
        QTRY_VERIFY(m_script->draws == 4 && state() == RunState::done);
        QCOMPARE(recorded().model.name, std::string("another"));
    }

    /// As the window does when a recipe has a network of its own.
    void aRecipeWithItsOwnNetworkIsDrawnByItself() {
        draw();
        m_script->model = "another";
        choose(ui::withRecipe(document().settings(), "clipasso"));
        m_desk->openEngine({});
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        QCOMPARE(recorded().model.name, std::string("another"));
        QCOMPARE(recorded().recipe, std::string("clipasso"));
        QVERIFY(agrees());
    }

    void aRestoredSketchKeepsItsRecord() {
        draw();
        auto record = recorded();
        record.programVersion = "0.0.7";
        record.model = {"RN101", std::string(64, 'c')};
        record.saliencyModel = vector::FileIdentity{"ViT-B/32", std::string(64, 'd')};
        record.device = "cuda:0";
        record.precision = "bf16";
        for (auto& setting : record.settings) {
            if (setting.name == "iterations")
                setting.value = "77";
            if (setting.name == "set")
                setting.value = "stop-rule=still";
            if (setting.name == "model")
                setting.value = "RN101";
        }
        const auto shown = strokes();
        m_desk->restore(record, QStringLiteral("photo.jpg"));
        QTRY_VERIFY(m_desk->maker().record.has_value());
        QCOMPARE(state(), RunState::done); // it isn't drawn anew for being another network's
        QCOMPARE(strokes().size(), shown.size());
        auto again = recorded();
        QCOMPARE(again.sketches.size(), std::size_t{1});
        QCOMPARE(again.sketches[0].curves, record.sketches[0].curves);
        again.sketches = record.sketches;
        QVERIFY(again == record);
        auto look = document().look();
        look.page.longSideMm = 100;
        document().setLook(look);
        QCOMPARE(*vector::findSetting(recorded(), "size"), std::string("100mm")); // an export's own
        QCOMPARE(*vector::findSetting(recorded(), "set"), std::string("stop-rule=still"));
        m_desk->drawOn(); // what is drawn now is this engine's
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        QCOMPARE(recorded().model.name, std::string("scripted"));
        QCOMPARE(*vector::findSetting(recorded(), "set"), std::string("stop-rule=still")); // with the constants it has
        stack().undo();
        QCOMPARE(recorded().model.name, std::string("RN101"));
    }

    void stoppingBeginsNothing() {
        runLong();
        choose(with(8));
        m_desk->stop(); // before the slider's rest is over
        QTRY_COMPARE(state(), RunState::outdated);
        QVERIFY(!m_desk->policy().isResting());
        QCOMPARE(m_script->draws.load(), 1);
    }
};

QTEST_GUILESS_MAIN(PhotoAndSketchTest)
#include "photo_and_sketch_test.moc"
