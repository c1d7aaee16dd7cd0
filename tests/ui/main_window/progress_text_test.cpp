// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk_fixture.hpp"
#include "ui/main_window/progress_text.hpp"

#include <QSettings>
#include <QStandardPaths>

using namespace croquis;
using ui::RunState;

/// What the status bar says of what lies on the desk.
class ProgressTextTest : public test::DeskFixture {
    Q_OBJECT

  private:
    QString said(const QString& cardNote = {}) {
        return ui::progressText(*m_desk, QLocale(QStringLiteral("en")), cardNote);
    }

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("croquis-test"));
        QCoreApplication::setApplicationName(QStringLiteral("ProgressTextTest"));
        QSettings().clear();
    }

    /// Fewer strokes than were asked for aren't all of them deleted ones.
    void onlyDeletedStrokesAreCalledDeleted() {
        draw();
        ui::RunSettings more = m_desk->policy().drawn();
        more.strokes = 18;
        m_desk->policy().setDrawn(more);
        QVERIFY2(said().contains(QStringLiteral("16 of 18 stroke")), qPrintable(said()));
        QVERIFY2(!said().contains(QStringLiteral("deleted")), qPrintable(said()));
        remove(3);
        QVERIFY2(said().contains(QStringLiteral("15 of 18 stroke")), qPrintable(said()));
        QVERIFY2(said().contains(QStringLiteral("1 deleted")), qPrintable(said()));
    }

    void aRunThatBrokeDownIsNotDone() {
        m_script->seconds = 2;
        m_script->termination = optimise::Termination::failed;
        draw();
        QVERIFY2(said().startsWith(QStringLiteral("Broken off")), qPrintable(said()));
        m_script->termination = optimise::Termination::completed;
        draw();
        QVERIFY2(said().startsWith(QStringLiteral("Done")), qPrintable(said()));
    }

    /// With drawing by itself there is no rest between a photo and its run: what is to be known is said on the way.
    void whyNoCardDrawsIsSaidWhileTheRunIsPrepared() {
        const QString note = QStringLiteral("No CUDA graphics card found.");
        m_script->iterationMs = 2;
        draw(); // so that it is known how long it takes
        m_script->place.close();
        m_desk->drawSketch();
        QTRY_COMPARE(m_script->draws.load(), 2);
        QCOMPARE(state(), RunState::preparing);
        QVERIFY2(said(note).contains(QStringLiteral("· No CUDA graphics card found. Drawing on the processor: about ")),
                 qPrintable(said(note)));
        QVERIFY(!said().contains(note));
        m_script->openGates();
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(!said(note).contains(note)); // there is more to say by then
    }

    /// The model is opened once, the photo read each time.
    void whatIsBeingDoneIsSaid() {
        const auto step = [this] { return said().section(QStringLiteral(" · Drawing"), 0, 0); };
        test::Gate opening;
        opening.close();
        m_script->onOpen = [&opening] { opening.pass(); };
        m_script->read.close();
        m_script->subject.close();
        m_script->place.close();
        m_desk->openEngine({});
        m_desk->readPhoto(QStringLiteral("photo.jpg"));
        QCOMPARE(step(), QStringLiteral("photo.jpg · Opening the model..."));
        opening.open();
        QTRY_COMPARE(step(), QStringLiteral("photo.jpg · Reading the photo..."));
        m_script->read.open();
        QTRY_COMPARE(step(), QStringLiteral("Finding the subject..."));
        m_script->subject.open();
        QTRY_COMPARE(step(), QStringLiteral("Placing strokes..."));
        m_script->openGates();
        QTRY_COMPARE(state(), RunState::done);
        m_script->read.close();
        m_desk->readPhoto(QStringLiteral("other.jpg"));
        QCOMPARE(step(), QStringLiteral("other.jpg · Reading the photo..."));
        m_script->openGates();
        QTRY_COMPARE(state(), RunState::done);
        m_script->onOpen = nullptr;
    }

    /// What is drawn and what is asked for, until the run draws that: in a pause it can't.
    void anotherNumberOfStrokesIsShownUntilTheRunHasHeardOfIt() {
        runLong();
        QCOMPARE(ui::badgeText(*m_desk), QString());
        m_desk->pauseOrResume();
        QTRY_VERIFY(m_desk->controller().isHeld());
        QCOMPARE(ui::badgeText(*m_desk), QStringLiteral("Paused"));
        choose(with(30));
        QCOMPARE(ui::badgeText(*m_desk), QStringLiteral("Paused \u00b7 16 → 30"));
        QTRY_VERIFY(!m_desk->policy().isResting()); // taken over, as far as it can be
        QCOMPARE(ui::badgeText(*m_desk), QStringLiteral("Paused \u00b7 16 → 30"));
        choose(with(16));
        QCOMPARE(ui::badgeText(*m_desk), QStringLiteral("Paused"));
        choose(with(20));
        QTRY_VERIFY(!m_desk->policy().isResting());
        m_desk->pauseOrResume();
        QCOMPARE(ui::badgeText(*m_desk), QStringLiteral("16 → 20"));
        QTRY_COMPARE(ui::badgeText(*m_desk), QString());
        QCOMPARE(strokes().size(), std::size_t{20});
    }

    /// A key that had nothing to pause has held nothing up.
    /// Also where a moment is looked at meanwhile.
    void thePhotoThatIsReadIsOnTheBadge() {
        draw();
        m_desk->lookAt(7);
        QCOMPARE(ui::badgeText(*m_desk), QStringLiteral("Looking at iteration 7"));
        m_script->read.close();
        m_desk->readPhoto(QStringLiteral("other.jpg"));
        QTRY_COMPARE(ui::badgeText(*m_desk), QStringLiteral("other.jpg \u00b7 Reading the photo..."));
        m_script->openGates();
        QTRY_COMPARE(state(), RunState::done);
    }

    void aPauseThatWasNoneLeavesTheTimeKnown() {
        QSettings().clear();
        m_script->iterationMs = 2;
        m_script->place.close();
        m_desk->readPhoto(QStringLiteral("photo.jpg"));
        QTRY_COMPARE(m_script->draws.load(), 1);
        m_desk->pauseOrResume();
        QCOMPARE(state(), RunState::preparing);
        m_script->openGates();
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(m_desk->expectedSeconds().has_value());
    }
};

QTEST_GUILESS_MAIN(ProgressTextTest)
#include "progress_text_test.moc"
