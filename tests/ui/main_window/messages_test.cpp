// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "session/cuda_module.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/window_test.hpp"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QWheelEvent>

#include <array>
#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace {

int diskError = 0; ///< what writing to a file fails with; 0: it works

} // namespace

// The linker's --wrap=write: every write() of the program comes here first.
extern "C" {
ssize_t __real_write(int descriptor, const void* bytes, size_t count);
ssize_t __wrap_write(int descriptor, const void* bytes, size_t count) {
    struct stat file {};
    if (diskError != 0 && ::fstat(descriptor, &file) == 0 && S_ISREG(file.st_mode)) {
        errno = diskError;
        return -1;
    }
    return __real_write(descriptor, bytes, count);
}
}

using namespace croquis;
using ui::RunState;

/// Each row of interface.md's table of messages that isn't about the photo, as far as no engine is needed for it: one
/// sentence with the cause, and what can be done about it.
class MessagesTest : public test::WindowTest {
    Q_OBJECT

  private:
    QStringList left() { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name); }

  private Q_SLOTS:
    void cleanupTestCase() { diskError = 0; }

    void aMessageHasRoomForItsButtons() {
        auto* bar = m_window->findChild<ui::MessageBar*>();
        m_window->resize(1024, 640);
        bar->show(
            ui::MessageBar::Kind::warning,
            QStringLiteral("A sentence of some length that says what happened to the photo and why."),
            QStringLiteral("Trotzdem versuchen"), [] {}, QStringLiteral("details"));
        bar->offer(QStringLiteral("Das nächste Foto"), [] {});
        QTRY_VERIFY(bar->height() > 60); // two rows
        for (const char* button : {"messageAction", "messageOther", "messageDetails"}) {
            const auto* each = bar->findChild<QPushButton*>(QLatin1String(button));
            QTRY_VERIFY(each->isVisible() && each->width() >= each->sizeHint().width());
            QVERIFY(bar->rect().contains(QRect(each->mapTo(bar, QPoint()), each->size())));
        }
    }

    void theWheelChangesNoValueUnasked() {
        const auto* side = m_window->findChild<QDockWidget*>(QStringLiteral("settingsDock"));
        const auto settings = document().settings();
        const auto look = document().look();
        for (auto* value : side->findChildren<QWidget*>()) {
            if (value->hasFocus() || !value->isVisible())
                continue;
            const QPointF middle(value->width() / 2.0, value->height() / 2.0);
            QWheelEvent event(middle, value->mapToGlobal(middle), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                              Qt::NoScrollPhase, false);
            QApplication::sendEvent(value, &event);
        }
        QVERIFY(document().settings() == settings && document().look() == look);
    }

    void theEngineIsOpenedWhateverTheProgramWasStartedWith_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("heic") << "x.heic";
        QTest::newRow("a pipe") << "pipe.jpg";
        QTest::newRow("nothing there") << "gone.txt";
    }
    void theEngineIsOpenedWhateverTheProgramWasStartedWith() {
        QFETCH(QString, name);
        put("x.heic", "no picture");
        QCOMPARE(::mkfifo(qPrintable(m_folder->filePath(QStringLiteral("pipe.jpg"))), 0600), 0);
        m_window = std::make_unique<ui::MainWindow>(test::opener(m_script), std::make_unique<ui::ThreadRunner>());
        m_window->show();
        m_window->begin({m_folder->filePath(name)});
        auto* status = m_window->findChild<QLabel*>(QStringLiteral("engineStatus"));
        QTRY_VERIFY2(status->text().startsWith(QStringLiteral("Processor")), qPrintable(status->text()));
        QTRY_VERIFY(!message().isEmpty());
        QCOMPARE(state(), RunState::empty);
        QCOMPARE(m_script->loads.load(), 0);
    }

    void theProgramIsStartedWithAPhoto() {
        QSettings().setValue(QStringLiteral("precision"), QStringLiteral("fp32"));
        m_window = std::make_unique<ui::MainWindow>(test::opener(m_script), std::make_unique<ui::ThreadRunner>());
        m_window->show();
        m_window->begin({photo()});
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(m_script->opened.get().precision, std::string("fp32")); // as the settings have it
    }

    void tooLittleMemoryKeepsTheSketchAndIsTriedAgain() {
        drawToTheEnd();
        const auto shown = document().moment().strokes;
        m_script->onDraw = [] { throw std::bad_alloc(); };
        key(Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(state(), RunState::failed);
        QVERIFY2(message().contains(QStringLiteral("Your sketch is kept")), qPrintable(message()));
        QCOMPARE(document().moment().strokes, shown);
        m_script->onDraw = nullptr;
        click("messageAction");
        QTRY_VERIFY(state() == RunState::done || state() == RunState::outdated);
        QCOMPARE(document().moment().strokes, shown);
    }

    /// A failure is told of as long as there is one; what else was said meanwhile stays.
    void theMessageGoesWithTheFailure() {
        drawToTheEnd();
        const auto fail = [this] {
            m_script->onDraw = [] { throw std::bad_alloc(); };
            action("fewer")->trigger();
            QTRY_COMPARE(state(), RunState::failed);
            m_script->onDraw = nullptr;
        };
        fail();
        QVERIFY(!message().isEmpty());
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(state(), RunState::done);
        QCOMPARE(message(), QString());
        fail();
        m_window->findChild<ui::MessageBar*>()->show(ui::MessageBar::Kind::warning, QStringLiteral("Something else."));
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(state(), RunState::done);
        QCOMPARE(message(), QStringLiteral("Something else."));
    }

    /// What is said of a run isn't said of the sketch before it.
    void whatIsSaidOfARunGoesWithIt() {
        drawToTheEnd();
        m_script->end = "The drawing became unstable at iteration 940; the best sketch before it is kept.";
        key(Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(message(), QString::fromStdString(m_script->end));
        key(Qt::Key_BracketRight, Qt::ControlModifier);
        QCOMPARE(message(), QString::fromStdString(m_script->end));
        for (int k = 0; k < 2; ++k)
            key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(message(), QString());
    }

    void aCardThatCannotBeUsedIsSaid() {
        m_script->onOpen = [] { throw DeviceError("Driver 525 is too old for this build (needs 580)."); };
        QSettings().setValue(QStringLiteral("device"), QStringLiteral("cuda"));
        makeWindow();
        QTRY_COMPARE(state(), RunState::failed);
        QVERIFY(message().contains(QStringLiteral("needs 580")));
        QCOMPARE(offered(), QStringLiteral("Use the processor"));
        QCOMPARE(offered("messageOther"), QStringLiteral("Try again"));
        m_script->onOpen = nullptr;
        click("messageAction");
        QTRY_COMPARE(m_script->opened.get().device, std::string("cpu"));
        QTRY_COMPARE(state(), RunState::empty);
    }

    /// The way out of a card that is too small leads to the sketch.
    void aCardWithoutEnoughMemoryGivesWayToTheProcessor() {
        m_script->device = "cuda:0";
        makeWindow();
        drawToTheEnd();
        m_script->onDraw = [] {
            throw DeviceError("The graphics card ran out of memory (needs 1.2 GB, 0.6 GB free). Your sketch is kept.");
        };
        key(Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(state(), RunState::failed);
        QVERIFY2(message().contains(QStringLiteral("needs 1.2 GB")), qPrintable(message()));
        QCOMPARE(strokes(), std::size_t{16});
        QCOMPARE(offered(), QStringLiteral("Use the processor"));
        m_script->onDraw = nullptr;
        const int draws = m_script->draws;
        click("messageAction");
        QTRY_COMPARE(m_script->draws.load(), draws + 1);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(m_script->opened.get().device, std::string("cpu"));
        const auto* status = m_window->findChild<QLabel*>(QStringLiteral("engineStatus"));
        QVERIFY2(status->text().startsWith(QStringLiteral("Processor")), qPrintable(status->text()));
        // Where the processor draws already there is no such way.
        m_script->onDraw = [] { throw std::bad_alloc(); };
        key(Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(state(), RunState::failed);
        QCOMPARE(offered(), QStringLiteral("Try again"));
        QCOMPARE(offered("messageOther"), QString());
    }

    void thatThereIsNoCardIsSaid() {
        const auto* engine = m_window->findChild<QLabel*>(QStringLiteral("engineStatus"));
        const auto* status = m_window->findChild<QLabel*>(QStringLiteral("status"));
        const QString note = session::hasCudaDriver() ? QString() : QStringLiteral("No CUDA graphics card found.");
        setAutoStart(false);
        drop({photo()});
        QTRY_COMPARE(state(), RunState::loaded);
        QCOMPARE(engine->toolTip(), note);
        QVERIFY2(status->text().startsWith(note), qPrintable(status->text()));
        m_script->device = "cuda:0";
        makeWindow();
        QTRY_VERIFY(m_window->controller().isEngineTold());
        QCOMPARE(m_window->findChild<QLabel*>(QStringLiteral("engineStatus"))->toolTip(), QString());
    }

    void theDeviceIsAlwaysNamed() {
        auto* status = m_window->findChild<QLabel*>(QStringLiteral("engineStatus"));
        QTRY_VERIFY2(status->text().contains(QStringLiteral("Processor, 2 thread")), qPrintable(status->text()));
    }

    void aMissingModelShowsItsCard() {
        m_script->onOpen = [] {
            throw ModelFileError("The model x is missing: y is not in z. \"croquis-cli models fetch x\" brings it.");
        };
        makeWindow();
        QTRY_COMPARE(state(), RunState::noModel);
        QVERIFY(m_window->findChild<QWidget*>(QStringLiteral("modelCard"))->isVisible());
        QCOMPARE(action("primary")->text(), QStringLiteral("Fetch"));
        drop({photo()}); // with one there is still nothing to draw it with
        QTRY_COMPARE(state(), RunState::noModel);
        QCOMPARE(action("primary")->text(), QStringLiteral("Fetch"));
        m_script->onOpen = nullptr;
        unfoldCard();
        click("retryModel");
        QTRY_COMPARE(state(), RunState::done); // the photo has waited
        QVERIFY(canvas()->isVisible());
    }

    void anUnstableRunSaysWhereItWentBackTo() {
        m_script->termination = optimise::Termination::failed;
        m_script->end = "The drawing became unstable at iteration 940; the best sketch before it is kept.";
        drawToTheEnd();
        QCOMPARE(message(), QString::fromStdString(m_script->end));
        QCOMPARE(strokes(), std::size_t{16});
        QVERIFY(action("quickExport")->isEnabled());
        QCOMPARE(offered(), QStringLiteral("Another seed")); // the same one would come to the same
        QVERIFY(m_window->findChild<QPushButton*>(QStringLiteral("messageDetails"))->isVisible());
        m_script->termination = optimise::Termination::completed;
        m_script->end.clear();
        click("messageAction");
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(document().settings().seed != 0);
    }

    /// That a run is slower than it might be is said while it goes on.
    void whatARunNoticesIsShown() {
        m_script->runNotice = "The iterations run kernel by kernel, which is slower: no graph.";
        m_script->finish.close();
        drop({photo()});
        QTRY_COMPARE(message(), QString::fromStdString(m_script->runNotice));
        QVERIFY(ui::isBusy(state()));
        m_script->openGates();
        QTRY_COMPARE(state(), RunState::done);
        m_script->runNotice.clear();
    }

    void aRunWithoutInkIsNoSketch() {
        m_script->losesAll = true;
        drop({photo()});
        QTRY_VERIFY(m_script->draws == 1 && !ui::isBusy(state()));
        QVERIFY2(message().contains(QStringLiteral("holds no strokes")), qPrintable(message()));
        QVERIFY(!action("quickExport")->isEnabled());
        m_script->losesAll = false;
        click("messageAction");
        QTRY_COMPARE(strokes(), std::size_t{16});
    }

    void aDiskThatTakesNothingIsSaid_data() {
        QTest::addColumn<int>("error");
        QTest::addColumn<QString>("says");
        QTest::newRow("full") << ENOSPC << "no space left in";
        QTest::newRow("quota") << EDQUOT << "no space left in";
        QTest::newRow("read only") << EROFS << "can't be written to";
        QTest::newRow("broken") << EIO << "Couldn't save";
    }
    void aDiskThatTakesNothingIsSaid() {
        QFETCH(int, error);
        QFETCH(QString, says);
        drawToTheEnd();
        const QStringList before = left();
        for (const char* how : {"quickExport", "quickPng"}) {
            m_window->findChild<ui::MessageBar*>()->clear(); // each says it itself
            diskError = error;
            action(how)->trigger();
            QTRY_VERIFY2(message().contains(says), qPrintable(message()));
            diskError = 0;
            QCOMPARE(offered(), QStringLiteral("Choose another place..."));
            if (error == ENOSPC)
                QVERIFY2(message().contains(QRegularExpression(QStringLiteral("needs \\d+ kB"))),
                         qPrintable(message()));
            QCOMPARE(left(), before); // nothing half written
        }
        QCOMPARE(state(), RunState::done);
        quickExport();                                  // there is room again
        QTRY_COMPARE(left().size(), before.size() + 1); // it is written beside its place first
    }

    /// Another place wouldn't help it.
    void aPictureTooLargeToBeWrittenIsToBeChanged() {
        drawToTheEnd();
        auto look = document().look();
        look.page.longSideMm = 5000;
        document().setLook(look);
        action("quickPng")->trigger();
        QTRY_VERIFY2(message().contains(QStringLiteral("pixels can't be")), qPrintable(message()));
        QCOMPARE(offered(), QStringLiteral("Change the export..."));
    }

    void whatCannotBeRestoredHasAWayOut_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("not well-formed") << QByteArray("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\"");
        QTest::newRow("no strokes") << QByteArray(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>");
    }
    void whatCannotBeRestoredHasAWayOut() {
        QFETCH(QByteArray, content);
        drawToTheEnd();
        drop({put("foreign.svg", content)});
        QVERIFY2(message().contains(QStringLiteral("foreign.svg")), qPrintable(message()));
        QCOMPARE(offered(), QStringLiteral("Open another"));
        QVERIFY(m_window->findChild<QPushButton*>(QStringLiteral("messageDetails"))->isVisible());
    }

    void hiddenStrokesAreShownForTheExport() {
        drawToTheEnd();
        auto marks = document().marks();
        for (const auto& stroke : document().moment().strokes)
            marks.hidden.insert(stroke.id);
        document().setMarks(marks);
        action("copy")->trigger();
        QCOMPARE(offered(), QStringLiteral("Show all strokes"));
        click("messageAction");
        QCOMPARE(document().visibleStrokes().size(), std::size_t{16});
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(document().visibleStrokes().empty());
    }

    void theTimeThatARunTakesIsSaidBeforeItStarts() {
        m_script->iterationMs = 2;
        drawToTheEnd();
        setAutoStart(false);
        drop({photo("other.jpg")});
        QTRY_COMPARE(state(), RunState::loaded);
        auto* status = m_window->findChild<QLabel*>(QStringLiteral("status"));
        QVERIFY2(status->text().contains(QStringLiteral("Drawing on the processor: about ")),
                 qPrintable(status->text()));
        m_window->desk().document().setSettings([this] {
            ui::RunSettings settings = document().settings();
            settings.quality = optimise::Quality::fine; // never drawn here
            return settings;
        }());
        QVERIFY2(!status->text().contains(QStringLiteral("about")), qPrintable(status->text()));
    }
};

QTEST_MAIN(MessagesTest)
#include "messages_test.moc"
