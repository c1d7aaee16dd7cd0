// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/process_view.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/drop.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/main_window/message_bar.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/provenance_file.hpp"

#include <QAction>
#include <QProcess>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <random>

using namespace croquis;
using ui::MainWindow;
using ui::RunState;

namespace {

/// Waits for whatever the desk tells next.
class News : public QObject {
  public:
    explicit News(ui::SketchDesk& desk) {
        connect(&desk, &ui::SketchDesk::framesArrived, this, [this] { ++m_told; });
        connect(&desk, &ui::SketchDesk::changed, this, [this] { ++m_told; });
    }
    bool wait(int milliseconds) {
        return QTest::qWaitFor([this, before = m_told] { return m_told > before; }, milliseconds);
    }

  private:
    int m_told = 0;
};

} // namespace

/// The window on the real engine: what leaves it, and that no order of events harms it.
class RealRunTest : public QObject {
    Q_OBJECT

  private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindow> m_window;

    RunState state() { return m_window->controller().state(); }
    QAction* action(const char* name) { return m_window->findChild<QAction*>(QLatin1String(name)); }
    QString sample(const char* name) {
        const QString file = m_folder->filePath(QLatin1String(name));
        QFile::copy(QStringLiteral(CROQUIS_SAMPLES "/") + QLatin1String(name), file);
        return file;
    }
    void drop(const QString& file) { QVERIFY(test::dropOn(*m_window, {file})); }
    void choose(optimise::Quality quality, int strokes) {
        ui::RunSettings settings;
        settings.quality = quality;
        settings.strokes = strokes;
        m_window->document().setSettings(settings);
    }

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("croquis-test"));
        QCoreApplication::setApplicationName(QStringLiteral("real-run"));
        ui::applyTheme(ui::Theme::light);
    }
    void init() {
        QSettings().clear();
        m_folder = std::make_unique<QTemporaryDir>();
        m_window = std::make_unique<MainWindow>(&session::SketchSession::open, std::make_unique<ui::ThreadRunner>());
        connect(&m_window->controller(), &ui::RunController::failed, this,
                [](const ui::Failure& failure) { qWarning("%s", qPrintable(failure.message)); });
        m_window->show();
    }
    void cleanup() { m_window.reset(); }

    void theWindowWritesTheBytesOfTheCommandLine_data() {
        QTest::addColumn<QString>("brush");
        QTest::newRow("pen") << "pen";
        QTest::newRow("charcoal") << "charcoal";
    }
    void theWindowWritesTheBytesOfTheCommandLine() {
        QFETCH(QString, brush);
        choose(optimise::Quality::draft, 6);
        ui::Look look;
        look.page.paper = {0xf4, 0xec, 0xd8};
        look.page.brush = vector::brushFromText(brush.toStdString());
        m_window->document().setLook(look);
        drop(sample("cat.jpg"));
        QTRY_VERIFY2_WITH_TIMEOUT(state() == RunState::done, qPrintable(m_window->findChild<ui::MessageBar*>()->text()),
                                  60000);
        action("quickExport")->trigger();
        QTRY_VERIFY(m_window->findChild<ui::MessageBar*>()->text().contains(QStringLiteral(".svg")));
        action("quickPng")->trigger();
        QTRY_VERIFY(m_window->findChild<ui::MessageBar*>()->text().contains(QStringLiteral(".png")));
        QProcess program;
        program.start(QStringLiteral(CROQUIS_CLI),
                      {"draw", m_folder->filePath("cat.jpg"), "--strokes", "6", "--quality", "draft", "--paper",
                       "#f4ecd8", "--brush", brush, "-o", m_folder->filePath("cli.svg"), "--png",
                       m_folder->filePath("cli.png")});
        QVERIFY(program.waitForFinished(120000));
        QCOMPARE(program.exitCode(), 0);
        const auto bytes = [&](const char* name) {
            QFile file(m_folder->filePath(QLatin1String(name)));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QVERIFY(!bytes("cat.svg").isEmpty());
        QCOMPARE(bytes("cat.svg"), bytes("cli.svg"));
        QCOMPARE(bytes("cat.png"), bytes("cli.png"));
    }

    void strokesAreAddedWhileItDrawsAndTheProcessIsSeen() {
        choose(optimise::Quality::fine, 8);
        drop(sample("coffee.jpg"));
        QTRY_COMPARE_WITH_TIMEOUT(state(), RunState::running, 60000);
        action("viewProcess")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->document().moment().strokes.size() == 8, 10000);
        const int first = m_window->document().moment().strokes.front().id;
        m_window->findChild<QSpinBox*>(QStringLiteral("strokesBox"))->setValue(16);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->document().moment().strokes.size() == 16, 20000);
        QCOMPARE(m_window->document().moment().strokes.front().id, first);
        QTRY_VERIFY(m_window->findChild<ui::ProcessView*>()->hasPictures());
        QElapsedTimer clock;
        clock.start();
        action("stop")->trigger();
        QTRY_COMPARE(state(), RunState::done);
        qInfo("stop: %lld ms", static_cast<long long>(clock.elapsed()));
        QVERIFY(clock.elapsed() < 1000);
    }

    /// Events at random under a fixed seed, with a real run beneath; nothing may crash, hang or end in a wrong state.
    void fiveHundredEventsInAnyOrder() {
        std::mt19937 random(7);
        const QStringList photos{sample("cat.jpg"), sample("rocket.jpg")};
        choose(optimise::Quality::draft, 8);
        drop(photos[0]);
        auto* box = m_window->findChild<QSpinBox*>(QStringLiteral("strokesBox"));
        const auto held = [this] { return state() == RunState::paused; };
        News changed(m_window->desk());
        for (int event = 0; event < 500; ++event) {
            switch (random() % 13) {
            case 0:
                if (random() % 6 == 0)
                    drop(photos[static_cast<int>(random() % 2)]);
                break;
            case 1:
            case 2:
                action("primary")->isEnabled() && state() != RunState::done&& state() != RunState::empty
                    ? action("primary")->trigger()
                    : void();
                break;
            case 3:
                if (state() == RunState::running || state() == RunState::paused)
                    action("sketch")->trigger(); // named Pause or Resume then
                break;
            case 4:
                if (random() % 4 == 0)
                    action("stop")->trigger();
                break;
            case 5:
                box->setValue(1 + static_cast<int>(random() % 20));
                break;
            case 6:
                action(random() % 2 == 0 ? "undo" : "redo")->trigger();
                break;
            case 7:
                action(random() % 2 == 0 ? "wider" : "thinner")->trigger();
                break;
            case 8:
                action(std::array{"viewSketch", "viewOverlay", "viewProcess"}[random() % 3])->trigger();
                break;
            case 9: {
                const auto& strokes = m_window->document().moment().strokes;
                auto* canvas = m_window->findChild<ui::SketchCanvas*>();
                canvas->setHighlighted(strokes.empty() ? std::nullopt : std::optional(strokes.front().id));
                QTest::keyClick(canvas, std::array{Qt::Key_Delete, Qt::Key_L, Qt::Key_H}[random() % 3]);
                break;
            }
            case 10:
                QTest::keyClick(m_window->findChild<QWidget*>(QStringLiteral("lossPlot")),
                                random() % 2 == 0 ? Qt::Key_Comma : Qt::Key_Home);
                break;
            case 11:
                if (random() % 8 == 0)
                    action("newSeed")->trigger();
                break;
            default: // the run goes on for some of its news
                for (auto news = random() % 4; news > 0 && m_window->controller().isBusy() && !held(); --news)
                    QVERIFY2(changed.wait(30000), "the run stands still");
            }
        }
        action("stop")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->controller().isBusy() || state() == RunState::paused, 30000);
        drop(photos[0]);
        QTRY_COMPARE_WITH_TIMEOUT(state(), RunState::done, 60000);
    }

    void closingDuringARunIsHarmless_data() {
        QTest::addColumn<int>("state");
        QTest::newRow("reading the photo") << static_cast<int>(RunState::preparing);
        QTest::newRow("running") << static_cast<int>(RunState::running);
    }
    void closingDuringARunIsHarmless() {
        QFETCH(int, state);
        drop(sample("cat.jpg"));
        QTRY_COMPARE_WITH_TIMEOUT(static_cast<int>(this->state()), state, 60000);
        m_window->close();
        m_window.reset();
    }
};

QTEST_MAIN(RealRunTest)
#include "real_run_test.moc"
