// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/paint_pace.hpp"
#include "ui/drop.hpp"
#include "ui/main_window/main_window.hpp"
#include "vector/brush/brush_file.hpp"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTestEventLoop>
#include <QTimer>

#include <algorithm>
#include <optional>

using namespace croquis;
using ui::MainWindow;
using ui::RunState;

namespace {

constexpr int kBeat = 5;              // ms
constexpr int kAttempts = 4;          // other programs of the machine may take the processor for a while
constexpr double kLongestWait = 50;   // ms, of 99 % of events
constexpr double kMostCost = 0.05;    // of a run's time, spent by the window's thread
constexpr double kMostSlowing = 0.25; // of an iteration: two runs of one machine differ by half of that anyway
constexpr int kLongestStop = 1000;    // ms
constexpr int kLongestCancel = 200;   // ms
constexpr int kLongestStart = 500;    // ms, from the program's start to its window
constexpr double kMostPreviews = 30;  // a second

} // namespace

/// What a person notices of the window's speed, on the real engine with nothing beside it.
class WindowCostTest : public QObject {
    Q_OBJECT

  private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindow> m_window;

    RunState state() { return m_window->controller().state(); }
    void draw(optimise::Quality quality, int strokes) {
        ui::RunSettings settings;
        settings.quality = quality;
        settings.strokes = strokes;
        m_window->document().setSettings(settings);
        QVERIFY(test::dropOn(*m_window, {m_folder->filePath(QStringLiteral("cat.jpg"))}));
    }

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("croquis-test"));
        QCoreApplication::setApplicationName(QStringLiteral("window-cost"));
    }
    void init() {
        QSettings().clear();
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QFile::copy(QStringLiteral(CROQUIS_SAMPLES "/cat.jpg"), m_folder->filePath(QStringLiteral("cat.jpg"))));
        m_window = std::make_unique<MainWindow>(&session::SketchSession::open, std::make_unique<ui::ThreadRunner>());
        m_window->show();
    }
    void cleanup() { m_window.reset(); }

    void eventsAreAnsweredWhileItDraws() {
        std::vector<double> lateness;
        QElapsedTimer clock;
        QTimer beat;
        beat.setTimerType(Qt::PreciseTimer);
        beat.setInterval(kBeat);
        connect(&beat, &QTimer::timeout, this, [&] {
            lateness.push_back(std::max(0.0, static_cast<double>(clock.nsecsElapsed()) / 1e6 - kBeat));
            clock.restart();
        });
        connect(&m_window->controller(), &ui::RunController::stateChanged, this, [&](RunState now) {
            clock.restart();
            now == RunState::running ? beat.start() : beat.stop();
        });
        double best = 1e9;
        for (int attempt = 0; attempt < kAttempts && best > kLongestWait; ++attempt) {
            lateness.clear();
            if (attempt == 0)
                draw(optimise::Quality::draft, 16);
            else
                QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
            QTRY_COMPARE_WITH_TIMEOUT(state(), RunState::running, 120000);
            QTRY_COMPARE_WITH_TIMEOUT(state(), RunState::done, 120000);
            QVERIFY(lateness.size() > 20);
            std::sort(lateness.begin(), lateness.end());
            const auto at = [&](double share) {
                return lateness[static_cast<std::size_t>(share * static_cast<double>(lateness.size() - 1))];
            };
            best = std::min(best, at(0.99));
            qInfo("events wait: median %.1f ms, 99 %% below %.1f ms, worst %.1f ms (%zu of them)", at(0.5), at(0.99),
                  at(1), lateness.size());
        }
        QVERIFY2(best <= kLongestWait, qPrintable(QString::number(best)));
    }

    /// What the window's thread takes while strokes move; on two cores that are both at work a run is longer by so
    /// much.
    void theWindowTakesLittleOfTheProcessor_data() {
        QTest::addColumn<QString>("brush");
        QTest::newRow("pen") << "pen";
        QTest::newRow("charcoal") << "charcoal";
    }
    void theWindowTakesLittleOfTheProcessor() {
        QFETCH(QString, brush);
        ui::Look look;
        look.page.brush = vector::brushFromText(brush.toStdString());
        m_window->document().setLook(look);
        double begun = 0, spent = 0;
        connect(&m_window->controller(), &ui::RunController::stateChanged, this, [&](RunState now) {
            if (now == RunState::running)
                begun = ui::threadSeconds();
        });
        double seconds = 0;
        QTestEventLoop loop; // waits as the program does: QTRY_VERIFY would look every 10 ms, on this thread
        connect(&m_window->controller(), &ui::RunController::runEnded, this, [&](const auto& run) {
            spent = ui::threadSeconds() - begun;
            seconds = run.seconds;
            loop.exitLoop();
        });
        double least = 1;
        for (int attempt = 0; attempt < kAttempts && least > kMostCost; ++attempt) {
            if (attempt == 0)
                draw(optimise::Quality::normal, 16);
            else
                QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
            loop.enterLoopMSecs(120000);
            QVERIFY(!loop.timeout());
            least = std::min(least, spent / seconds);
            qInfo("the window's thread takes %.1f %% of a run of %.2f s", 100 * spent / seconds, seconds);
        }
        QVERIFY2(least <= kMostCost, "the window takes too much of the processor");
    }

    /// The same run with the window and without, alternating; the least of each.
    void anIterationTakesHardlyLonger() {
        const auto session = session::SketchSession::open({});
        optimise::IterationObserver nobody;
        session->loadPhoto(m_folder->filePath(QStringLiteral("cat.jpg")).toStdString(), {}, nobody);
        session::DrawOptions options;
        options.quality = optimise::Quality::draft;
        double with = 1e9, without = 1e9;
        std::optional<double> told;
        connect(&m_window->controller(), &ui::RunController::runEnded, this,
                [&](const auto& run) { told = run.seconds / run.iterations; });
        for (int attempt = 0; attempt < kAttempts; ++attempt) {
            const auto run = session->draw(options, nobody, {});
            if (attempt > 0) // the first one finds cold caches and memory that was never touched
                without = std::min(without, run.seconds / run.iterations);
            told.reset();
            if (attempt == 0)
                draw(optimise::Quality::draft, 16);
            else
                QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
            QTRY_VERIFY_WITH_TIMEOUT(told.has_value(), 120000);
            if (attempt > 0)
                with = std::min(with, *told);
        }
        qInfo("an iteration: %.2f ms with the window, %.2f ms without (%+.1f %%)", 1e3 * with, 1e3 * without,
              100 * (with / without - 1));
        QVERIFY2(with <= (1 + kMostSlowing) * without, "the window slows the run down");
    }

    /// Nobody waits for what prepares a run, whatever step it is at; nor does the window.
    void cancellingIsQuick_data() {
        QTest::addColumn<QString>("step");
        for (const char* step : {"loading model", "finding subject", "placing strokes"})
            QTest::addRow("%s", step) << QString::fromLatin1(step);
    }
    void cancellingIsQuick() {
        QFETCH(QString, step);
        QElapsedTimer clock;
        bool isThere = false;
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        connect(&m_window->controller(), &ui::RunController::stepBegan, this,
                [&](const QString& begun) { isThere = isThere || begun == step; });
        draw(optimise::Quality::normal, 64);
        QTRY_VERIFY_WITH_TIMEOUT(isThere, 120000);
        QCOMPARE(state(), RunState::preparing);
        clock.start();
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QVERIFY(!m_window->controller().isBusy());
        QCoreApplication::sendPostedEvents();
        QVERIFY2(clock.elapsed() <= kLongestCancel, qPrintable(QString::number(clock.elapsed())));
        // What was given up doesn't come back.
        QTRY_VERIFY_WITH_TIMEOUT(m_window->controller().isEngineTold(), 120000);
        QVERIFY(!m_window->controller().isBusy() && !m_window->document().hasStrokes());
    }

    /// Strokes come as often as the eye can use, not more often.
    void previewsComeAtARateForTheEye_data() { theWindowTakesLittleOfTheProcessor_data(); }
    void previewsComeAtARateForTheEye() {
        QFETCH(QString, brush);
        ui::Look look;
        look.page.brush = vector::brushFromText(brush.toStdString());
        m_window->document().setLook(look);
        QElapsedTimer clock;
        int previews = 0;
        connect(&m_window->controller(), &ui::RunController::framesArrived, this, [&] {
            if (previews++ == 0)
                clock.start();
        });
        double seconds = 0;
        connect(&m_window->controller(), &ui::RunController::runEnded, this,
                [&] { seconds = static_cast<double>(clock.elapsed()) / 1000; });
        draw(optimise::Quality::normal, 4);
        QTRY_VERIFY_WITH_TIMEOUT(seconds > 0, 120000);
        qInfo("%.1f previews a second", previews / seconds);
        QVERIFY2(previews >= 3 && previews - 2 <= kMostPreviews * seconds,
                 qPrintable(QString::number(previews))); // first and last come at once
    }

    /// From the program's start, which it makes twice (main.cpp), to the window on the screen.
    void theWindowIsThereAtOnce() {
        qint64 best = 100000;
        for (int attempt = 0; attempt < kAttempts && best > kLongestStart; ++attempt) {
            QProcess program;
            auto environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QStringLiteral("CROQUIS_TIME_START"), QStringLiteral("1"));
            environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_folder->path());
            environment.remove(QStringLiteral("GOMP_SPINCOUNT"));
            program.setProcessEnvironment(environment);
            QElapsedTimer clock;
            clock.start();
            program.start(QFileInfo(QStringLiteral(CROQUIS_CLI)).dir().filePath(QStringLiteral("croquis")),
                          QStringList());
            program.setReadChannel(QProcess::StandardError);
            QByteArray told;
            while (!told.contains("visible after") && program.waitForReadyRead(20000))
                told += program.readAllStandardError();
            best = std::min(best, clock.elapsed());
            program.kill();
            program.waitForFinished();
            QVERIFY2(told.contains("visible after"), told.constData());
        }
        qInfo("visible %lld ms after its start", static_cast<long long>(best));
        QVERIFY2(best <= kLongestStart, qPrintable(QString::number(best)));
    }

    /// Also in the middle of the longest thing a run does: choosing the strokes that can go.
    void stoppingIsQuick() {
        draw(optimise::Quality::draft, 128);
        QTRY_COMPARE_WITH_TIMEOUT(state(), RunState::running, 120000);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->document().moment().iteration > 3, 120000);
        ui::RunSettings settings = m_window->document().settings();
        settings.strokes = 40;
        m_window->document().setSettings(settings);
        QTRY_VERIFY(!m_window->desk().policy().isResting());
        QElapsedTimer clock;
        clock.start();
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->controller().isBusy(), 20000);
        QVERIFY2(clock.elapsed() <= kLongestStop, qPrintable(QString::number(clock.elapsed())));
        const auto strokes = m_window->document().sketch().strokes.size();
        QVERIFY2(strokes == 128 || strokes == 40, qPrintable(QString::number(strokes)));
        QVERIFY(m_window->document().sketch().loss.total > 0);
    }
};

QTEST_MAIN(WindowCostTest)
#include "window_cost_test.moc"
