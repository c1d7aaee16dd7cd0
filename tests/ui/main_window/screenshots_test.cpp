// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "ui/canvas/process_view.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/scripted_session.hpp"
#include "ui/style/language.hpp"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QSettings>
#include <QSlider>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <atomic>
#include <memory>
#include <utility>

using namespace croquis;
using ui::MainWindow;
using ui::RunState;

namespace {

/// The real engine, held or broken where a picture of that is wanted.
struct Stage {
    test::Gate finish; ///< before a run that was stopped is over
    std::atomic<bool> breaks{false};
};

class StagedSession final : public session::SketchSession {
  public:
    StagedSession(std::unique_ptr<SketchSession> session, Stage& stage)
        : m_session(std::move(session)), m_stage(stage) {}
    session::EngineDescription engine() const override { return m_session->engine(); }
    session::PhotoSummary loadPhoto(const std::filesystem::path& file, const session::PhotoOptions& options,
                                    optimise::IterationObserver& observer) override {
        return m_session->loadPhoto(file, options, observer);
    }
    session::PhotoPictures pictures() const override { return m_session->pictures(); }
    void checkPhoto(const std::filesystem::path& file, const session::PhotoOptions& options) const override {
        m_session->checkPhoto(file, options);
    }
    session::NetworkView networkView(const std::vector<geometry::CubicBezier>& strokes) const override {
        return m_session->networkView(strokes);
    }
    optimise::RunSummary draw(const session::DrawOptions& options, optimise::IterationObserver& observer,
                              std::stop_token stop) override {
        if (m_stage.breaks)
            throw DeviceError("The graphics card ran out of memory (needs 1.2 GB, 0.6 GB free). Your sketch is kept.");
        auto run = m_session->draw(options, observer, std::move(stop));
        m_stage.finish.pass();
        return run;
    }
    session::ScoreResult score(const std::vector<geometry::CubicBezier>& strokes,
                               const session::DrawOptions& options) override {
        return m_session->score(strokes, options);
    }
    void bench(const session::BenchReport& report) override { m_session->bench(report); }

  private:
    std::unique_ptr<SketchSession> m_session;
    Stage& m_stage;
};

} // namespace

/// Pictures of every state, light and dark, small and large, in both languages, of a real run; in the folder
/// "screenshots" beside the tests. The window must fit each size.
class ScreenshotsTest : public QObject {
    Q_OBJECT

  private:
    QDir m_folder;
    QString m_language;
    Stage m_stage;
    std::unique_ptr<MainWindow> m_window;

    RunState state() { return m_window->controller().state(); }
    QAction* action(const char* name) { return m_window->findChild<QAction*>(QLatin1String(name)); }
    int m_updates = 0; ///< the window painted itself anew

    bool eventFilter(QObject* watched, QEvent* event) override {
        m_updates += watched == m_window.get() && event->type() == QEvent::UpdateRequest;
        return QObject::eventFilter(watched, event);
    }
    /// The window paints itself when what it was told before is laid out.
    bool laidOut(QSize size) {
        m_window->installEventFilter(this);
        m_updates = 0;
        m_window->update();
        return QTest::qWaitFor([&] { return m_updates > 0 && m_window->size() == size; });
    }
    /// A button whose words don't fit it; empty: none.
    QString cutButton() const {
        for (const auto* button : m_window->findChildren<QAbstractButton*>())
            if (button->isVisible() && !button->text().isEmpty() &&
                !button->objectName().startsWith(QStringLiteral("sample-")) && // words below pictures
                button->width() < button->minimumSizeHint().width())
                return button->text();
        return {};
    }
    void shoot(const char* name) {
        for (const auto theme : {ui::Theme::light, ui::Theme::dark})
            for (const QSize size : {QSize(1024, 640), QSize(1600, 1000)}) {
                ui::applyTheme(theme);
                m_window->resize(size);
                QVERIFY(laidOut(size));
                QTRY_COMPARE(cutButton(), QString()); // what comes from the worker meanwhile is laid out, too
                const QImage picture = m_window->grab().toImage();
                QCOMPARE(picture.size(), size);
                const QString file = QStringLiteral("%1-%2-%3-%4.png")
                                         .arg(QLatin1String(name), theme == ui::Theme::light ? "light" : "dark",
                                              QString::number(size.width()), m_language);
                QVERIFY(picture.save(m_folder.filePath(file)));
            }
    }

    /// The export dialog with one of its formats.
    void shootExport(const char* name, int format) {
        for (const auto theme : {ui::Theme::light, ui::Theme::dark}) {
            ui::applyTheme(theme);
            bool done = false;
            QTimer::singleShot(0, this, [&] {
                auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("exportDialog"));
                dialog->findChild<QComboBox*>(QStringLiteral("exportFormat"))->setCurrentIndex(format);
                if (auto* slider = dialog->findChild<QSlider*>(QStringLiteral("penSlider")))
                    slider->setValue(slider->maximum() * 2 / 3);
                const QString file =
                    QStringLiteral("%1-%2-%3.png")
                        .arg(QLatin1String(name), theme == ui::Theme::light ? "light" : "dark", m_language);
                done = QTest::qWaitForWindowExposed(dialog) && dialog->height() <= 640 &&
                       dialog->grab().toImage().save(m_folder.filePath(file));
                dialog->reject();
            });
            action("export")->trigger();
            QVERIFY(done);
        }
    }

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("croquis-test"));
        QCoreApplication::setApplicationName(QStringLiteral("screenshots"));
        m_folder = QDir(QCoreApplication::applicationDirPath() + QStringLiteral("/screenshots"));
        QVERIFY(m_folder.mkpath(QStringLiteral(".")));
    }

    void everyState_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("German") << QStringLiteral("de");
    }
    void everyState() {
        QSettings().clear();
        QFETCH(QString, language);
        m_language = language;
        const ui::Language spoken{QLocale(language)};
        m_stage.breaks = false;
        m_window = std::make_unique<MainWindow>(
            [this](const session::SessionOptions& options) -> std::unique_ptr<session::SketchSession> {
                return std::make_unique<StagedSession>(session::SketchSession::open(options), m_stage);
            },
            std::make_unique<ui::ThreadRunner>());
        m_window->show();
        shoot("empty");
        ui::RunSettings settings;
        auto* autoStart = m_window->findChild<QCheckBox*>(QStringLiteral("autoStart"));
        autoStart->setChecked(false);
        m_window->openFiles({QStringLiteral(CROQUIS_SAMPLES "/camel.png")});
        QTRY_COMPARE_WITH_TIMEOUT(state(), RunState::loaded, 240000);
        shoot("loaded");
        autoStart->setChecked(true);
        m_window->openFiles({QStringLiteral(CROQUIS_SAMPLES "/astronaut.jpg")});
        QTRY_VERIFY_WITH_TIMEOUT(m_window->windowTitle().startsWith(QStringLiteral("astronaut")), 240000);
        shoot("preparing");
        QTRY_COMPARE_WITH_TIMEOUT(state(), RunState::running, 240000);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->document().moment().iteration > 10, 240000);
        shoot("running");
        action("sketch")->trigger();
        shoot("paused");
        m_stage.finish.close();
        action("stop")->trigger();
        QCOMPARE(state(), RunState::stopping);
        shoot("stopping");
        m_stage.finish.open();
        QTRY_COMPARE_WITH_TIMEOUT(state(), RunState::done, 240000);
        action("newSeed")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(state(), RunState::running, 240000);
        QTRY_COMPARE_WITH_TIMEOUT(state(), RunState::done, 240000);
        m_window->findChild<QWidget*>(QStringLiteral("canvas"))->setFocus();
        shoot("done");
        shootExport("export-svg", 0);
        shootExport("export-film", 5);
        shootExport("export-plotter", 6);
        shootExport("export-gcode", 8);
        for (auto* section : m_window->findChildren<QAbstractButton*>(QStringLiteral("section")))
            section->setChecked(true);
        shoot("unfolded");
        for (auto* section : m_window->findChildren<QAbstractButton*>(QStringLiteral("section")))
            section->setChecked(false);
        QTest::keyClick(m_window->findChild<QWidget*>(QStringLiteral("lossPlot")), Qt::Key_Comma);
        shoot("scrubbed");
        m_window->findChild<QToolButton*>(QStringLiteral("leaveMoment"))->click();
        action("viewOverlay")->trigger();
        shoot("overlay");
        action("viewProcess")->trigger();
        QTRY_VERIFY(m_window->findChild<ui::ProcessView*>()->hasPictures());
        shoot("process");
        action("viewSketch")->trigger();
        m_window->findChild<QCheckBox*>(QStringLiteral("autoStart"))->setChecked(false);
        action("fewer")->trigger();
        QCOMPARE(state(), RunState::outdated);
        shoot("outdated");
        action("undo")->trigger();
        settings.quality = optimise::Quality::draft;
        m_window->document().setSettings(settings);
        action("viewLevels")->trigger();
        shoot("levels-offered");
        m_window->findChild<QAbstractButton*>(QStringLiteral("drawLevels"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(state() == RunState::done && m_window->desk().record().isLevels(), 240000);
        shoot("levels");
        action("viewSketch")->trigger();
        m_stage.breaks = true;
        action("newSeed")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(state(), RunState::failed, 240000);
        shoot("failed");
        m_stage.breaks = false;
        m_window->openFiles({QStringLiteral(CROQUIS_SAMPLES "/README.md")});
        m_window->openFiles({QStringLiteral(CROQUIS_SAMPLES "/gone.jpg")});
        shoot("refused");
        qputenv("CROQUIS_MODELS", m_folder.filePath(QStringLiteral("none")).toUtf8());
        m_window = std::make_unique<MainWindow>(
            [](const session::SessionOptions&) -> std::unique_ptr<session::SketchSession> {
                throw ModelFileError(
                    "The model efficientnet-lite0 is missing: efficientnet_lite0.safetensors is not in "
                    "/home/me/.local/share/croquis/models. \"croquis-cli models fetch efficientnet-lite0\" brings it.");
            },
            std::make_unique<ui::ThreadRunner>());
        m_window->show();
        m_window->openEngine();
        QTRY_COMPARE(state(), RunState::noModel);
        shoot("no-model");
        qunsetenv("CROQUIS_MODELS");
        m_window.reset();
    }
};

QTEST_MAIN(ScreenshotsTest)
#include "screenshots_test.moc"
