// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/run_pace.hpp"

#include <QCoreApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>

using namespace croquis;
using ui::RunPace;

/// The time a run will take, as runs before it took.
class RunPaceTest : public QObject {
    Q_OBJECT

  private:
    static session::EngineDescription engineOf(int threads) { return {"cpu", threads, "fp32", "scripted", {}, {}, {}}; }
    static void run(RunPace& pace, optimise::Quality quality, qint64 milliseconds) {
        session::DrawOptions options;
        options.quality = quality;
        pace.begin(options, 1);
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < milliseconds) {
        }
        pace.end();
    }

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("croquis-test"));
        QCoreApplication::setApplicationName(QStringLiteral("run-pace"));
    }
    void init() { QSettings().clear(); }

    void whatWasNeverMeasuredIsNotTold() {
        RunPace pace;
        QVERIFY(!pace.expected({}));
        run(pace, optimise::Quality::normal, 1); // no engine yet
        pace.setEngine(engineOf(2));
        QVERIFY(!pace.expected({}));
    }

    void aRunIsRememberedForItsEngineAndQuality() {
        {
            RunPace pace;
            pace.setEngine(engineOf(2));
            run(pace, optimise::Quality::normal, 40);
        }
        RunPace pace; // another start of the program
        pace.setEngine(engineOf(2));
        const auto expected = pace.expected({});
        QVERIFY(expected && *expected >= 0.04 && *expected < 20);
        ui::RunSettings other;
        other.quality = optimise::Quality::fine;
        QVERIFY(!pace.expected(other));
        other = {};
        other.seeds = 3;
        QVERIFY(!pace.expected(other));
        pace.setEngine(engineOf(8));
        QVERIFY(!pace.expected({}));
    }

    void aRunThatWasHeldUpSaysNothing() {
        RunPace pace;
        pace.setEngine(engineOf(2));
        pace.begin({}, 1);
        pace.spoil();
        pace.end();
        QVERIFY(!pace.expected({}));
        pace.end(); // without a beginning
        QVERIFY(!pace.expected({}));
    }
};

QTEST_GUILESS_MAIN(RunPaceTest)
#include "run_pace_test.moc"
