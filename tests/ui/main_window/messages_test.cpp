// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/damaged_image_error.hpp"
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

/// Each row of interface.md's table of messages, as far as no engine is needed for it: one sentence with the cause, and
/// what can be done about it.
class MessagesTest : public test::WindowTest {
    Q_OBJECT

  private:
    QString put(const char* name, const QByteArray& content) {
        QFile file(m_folder->filePath(QLatin1String(name)));
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
        return file.fileName();
    }
    QString offered(const char* button = "messageAction") {
        const auto* each = m_window->findChild<QPushButton*>(QLatin1String(button));
        return each->isVisible() ? each->text() : QString();
    }
    QStringList left() { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name); }

  private Q_SLOTS:
    void cleanupTestCase() { diskError = 0; }

    void whatIsNoPhotoIsSaid_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("says");
        QTest::newRow("text") << "notes.txt" << QByteArray("hello there") << "isn't a picture";
        QTest::newRow("pdf") << "page.pdf" << QByteArray("%PDF-1.4 ...") << "isn't a picture";
        QTest::newRow("heic") << "photo.heic"
                              << QByteArray("\0\0\0\x18"
                                            "ftypheic\0\0\0\0heicmif1",
                                            24)
                              << "can't read";
    }
    void whatIsNoPhotoIsSaid() {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        QFETCH(QString, says);
        drop({put(qPrintable(name), content)});
        QVERIFY2(message().contains(says) && message().contains(name), qPrintable(message()));
        QCOMPARE(state(), RunState::empty);
        QCOMPARE(m_script->loads.load(), 0);
        click("messageDetails");
        QVERIFY(QApplication::clipboard()->text().contains(name));
    }

    void whatTheReaderSaysIsShown_data() {
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("text named as a photo") << QByteArray("notes.jpg isn't a picture (its content is text).");
        QTest::newRow("empty") << QByteArray("photo.jpg is empty (0 bytes). Choose another file.");
        QTest::newRow("gone") << QByteArray("photo.jpg doesn't exist. Check its name.");
        QTest::newRow("not allowed") << QByteArray("photo.jpg can't be opened: Permission denied.");
    }
    void whatTheReaderSaysIsShown() {
        QFETCH(QByteArray, sentence);
        m_script->onLoad = [&] { throw ImageFileError(sentence.toStdString()); };
        drop({photo()});
        QTRY_COMPARE(message(), QString::fromUtf8(sentence));
        QCOMPARE(state(), RunState::failed);
        QCOMPARE(offered(), QStringLiteral("Open another"));
        m_script->onLoad = nullptr;
        drop({photo()});
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(message().isEmpty());
        m_script->onLoad = [&] { throw ImageFileError(sentence.toStdString()); };
        drop({photo("other.jpg")});
        QTRY_COMPARE(message(), QString::fromUtf8(sentence));
        QCOMPARE(offered(), QStringLiteral("Open another")); // also with a sketch on the desk
        QVERIFY(m_window->findChild<QPushButton*>(QStringLiteral("messageDetails"))->isVisible());
    }

    void theDetailsTellWhatHappened() {
        drawToTheEnd();
        m_script->onLoad = [] { throw ImageFileError("other.jpg is empty (0 bytes). Choose another file."); };
        drop({photo("other.jpg")});
        QTRY_VERIFY(message().startsWith(QStringLiteral("other.jpg is empty")));
        click("messageDetails");
        const QString copied = QApplication::clipboard()->text();
        for (const char* part : {"Croquis ", "cpu, 2 threads, scripted", "other.jpg is empty", "engine: cpu, 2 threads",
                                 "photo: photo.jpg, 40 x 30", "running", "run: completed after 60 iterations"})
            QVERIFY2(copied.contains(QLatin1String(part)), qPrintable(copied));
        QVERIFY2(!copied.contains(m_folder->path()), qPrintable(copied)); // nobody's folders
        QVERIFY(copied.indexOf(QStringLiteral("preparing")) < copied.indexOf(QStringLiteral("run: completed")));
    }

    void aDamagedPhotoIsTriedAnyway() {
        m_script->onLoad = [this] {
            if (!m_script->photoOptions.keepPart)
                throw DamagedImageError("photo.jpg is damaged or incomplete (x). Only part of it could be read.");
        };
        drop({photo()});
        QTRY_VERIFY2(message().contains(QStringLiteral("Only part of it")), qPrintable(message()));
        QCOMPARE(offered(), QStringLiteral("Try anyway"));
        QCOMPARE(offered("messageOther"), QStringLiteral("Open another"));
        m_script->notices = {"Only part of photo.jpg could be read; that is what is drawn."};
        click("messageAction");
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(message().contains(QStringLiteral("that is what is drawn")));
        // Read again for another subject it is the same photo still.
        ui::RunSettings settings = document().settings();
        settings.onlySubject = false;
        document().setSettings(settings);
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        // The next one is not taken in part.
        drop({photo("other.jpg")});
        QTRY_VERIFY(message().contains(QStringLiteral("Only part of it")));
    }

    void anUnreadablePhotoLetsTheOneBeforeBeDrawn() {
        m_script->place.close();
        drop({photo()});
        QTRY_COMPARE(m_script->draws.load(), 1);
        QCOMPARE(state(), RunState::preparing); // without a stroke yet
        m_script->onLoad = [] { throw ImageFileError("other.jpg is damaged or incomplete."); };
        drop({photo("other.jpg")});
        m_script->place.open();
        QTRY_VERIFY2(message().startsWith(QStringLiteral("other.jpg")), qPrintable(message()));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(m_script->draws.load(), 2);
        QCOMPARE(strokes(), std::size_t{16});
        QCOMPARE(document().photo()->summary.fileName, std::string("photo.jpg"));
    }

    void allNoticesAreSaid() {
        drawToTheEnd();
        m_script->notices = {"No clear subject found (x). The whole photo will be drawn.",
                             "This picture is only 40 x 32 pixels. The sketch may not be recognisable."};
        drop({photo("tiny.jpg")});
        QTRY_VERIFY2(message().contains(QStringLiteral("only 40 x 32")), qPrintable(message()));
        QVERIFY(message().contains(QStringLiteral("No clear subject")));
        QVERIFY(message().contains(QStringLiteral("photo.jpg was put aside")));
        QCOMPARE(m_window->findChild<QPushButton*>(QStringLiteral("messageAction"))->text(),
                 QStringLiteral("Bring it back"));
    }

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

    void whatMakesAPhotoHardIsSaidBesideIt() {
        const auto* hints = m_window->findChild<QLabel*>(QStringLiteral("photoHints"));
        drawToTheEnd();
        QVERIFY(!hints->isVisible());
        m_script->hints = {"The photo isn't square: the whole of it is kept, with room around."};
        drop({photo("wide.jpg")});
        QTRY_VERIFY(hints->isVisible());
        QVERIFY(hints->text().startsWith(QStringLiteral("The photo isn't square")));
        m_script->hints.clear();
        drop({photo()});
        QTRY_VERIFY(!hints->isVisible());
    }

    void inAQueueThereIsAWayOn() {
        m_script->onLoad = [] { throw ImageFileError("a.jpg is damaged or incomplete."); };
        drop({photo("a.jpg"), photo("b.jpg"), photo("c.jpg"), photo("d.jpg")});
        QTRY_VERIFY2(message().startsWith(QStringLiteral("a.jpg")), qPrintable(message()));
        const auto* next = m_window->findChild<QPushButton*>(QStringLiteral("messageAction"));
        const auto* other = m_window->findChild<QPushButton*>(QStringLiteral("messageOther"));
        QCOMPARE(next->text(), QStringLiteral("Next photo"));
        QVERIFY(!other->isVisible());
        m_script->onLoad = [] { throw DamagedImageError("b.jpg is damaged (x). Only part of it could be read."); };
        click("messageAction");
        QTRY_VERIFY2(message().startsWith(QStringLiteral("b.jpg")), qPrintable(message()));
        QCOMPARE(next->text(), QStringLiteral("Try anyway")); // that too
        QCOMPARE(other->text(), QStringLiteral("Next photo"));
        m_script->onLoad = nullptr;
        m_script->notices = {"This picture is only 40 x 32 pixels. The sketch may not be recognisable."};
        click("messageOther");
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().photo()->summary.fileName, std::string("c.jpg"));
        QVERIFY(message().startsWith(QStringLiteral("This picture is only"))); // a hint doesn't take the way either
        m_script->onLoad = [] { throw ImageFileError("d.jpg is damaged or incomplete."); };
        click("messageAction");
        QTRY_VERIFY2(message().startsWith(QStringLiteral("d.jpg")), qPrintable(message()));
        QCOMPARE(offered(), QStringLiteral("Open another")); // it was the last
        QVERIFY(!other->isVisible());
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

    void noticesAreSaidWhileItIsDrawn_data() {
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("tiny") << QByteArray("This picture is only 40 x 32 pixels. The sketch may not be recognisable.");
        QTest::newRow("no subject") << QByteArray(
            "No clear subject found (nothing stands out). The whole photo will be drawn.");
    }
    void noticesAreSaidWhileItIsDrawn() {
        QFETCH(QByteArray, sentence);
        m_script->notices = {sentence.toStdString()};
        drop({photo()});
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(message(), QString::fromUtf8(sentence));
    }

    /// So few pixels aren't drawn unless somebody asks for it.
    void aTinyPhotoIsDrawnWhenAskedFor() {
        m_script->originalWidth = 40;
        m_script->originalHeight = 32;
        m_script->notices = {"This picture is only 40 x 32 pixels. The sketch may not be recognisable."};
        drop({photo()});
        QTRY_COMPARE(offered(), QStringLiteral("Sketch anyway"));
        QCOMPARE(state(), RunState::loaded);
        QCOMPARE(m_script->draws.load(), 0);
        click("messageAction");
        QTRY_COMPARE(state(), RunState::done);
        m_script->originalWidth = 64;
        drop({photo("other.jpg")});
        QTRY_COMPARE(state(), RunState::done);
        QTRY_COMPARE(m_script->draws.load(), 2);
    }

    void aUniformPhotoKeepsTheSketchBefore() {
        drawToTheEnd();
        m_script->onDraw = [] { throw ImageFileError("photo.jpg looks almost uniform, so there is nothing to draw."); };
        key(Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(state(), RunState::failed);
        QVERIFY(message().contains(QStringLiteral("almost uniform")));
        QCOMPARE(offered(), QStringLiteral("Open another"));
        QCOMPARE(strokes(), std::size_t{16});                               // the last good sketch is kept
        QCOMPARE(m_window->desk().policy().drawn().seed, std::uint64_t{0}); // and known for what it is
        m_script->onDraw = nullptr;
        key(Qt::Key_F5); // the button offers another photo, as the message does
        QTRY_COMPARE(state(), RunState::done);
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
        action("quickExport")->trigger(); // there is room again
        QCOMPARE(left().size(), before.size() + 1);
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
