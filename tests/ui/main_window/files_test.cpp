// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "ui/canvas/levels_view.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/main_window/put_aside.hpp"
#include "ui/main_window/window_actions.hpp"
#include "ui/window_test.hpp"
#include "vector/provenance_file.hpp"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QDrag>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QPushButton>
#include <QSettings>
#include <QToolButton>
#include <QUrl>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <map>
#include <sys/inotify.h>
#include <unistd.h>

using namespace croquis;
using ui::RunState;

/// What goes in and what comes out: photos, pasted pictures, exports, the clipboard.
class FilesTest : public test::WindowTest {
    Q_OBJECT

  private:
    /// What the window says while something is held over it.
    QString hoverOver(const QStringList& files) {
        QMimeData data;
        QList<QUrl> urls;
        for (const auto& file : files)
            urls += QUrl::fromLocalFile(file);
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        const QString said = m_window->findChild<QLabel*>(QStringLiteral("dropHover"))->text();
        QDragLeaveEvent leave;
        QApplication::sendEvent(m_window.get(), &leave);
        return said;
    }
    QString put(const char* name, const QByteArray& content) {
        QFile file(m_folder->filePath(QLatin1String(name)));
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
        return file.fileName();
    }

  private Q_SLOTS:
    void aDroppedPhotoIsDrawnAndExported() {
        QCOMPARE(state(), RunState::empty);
        QVERIFY(!action("quickExport")->isEnabled());
        drawToTheEnd();
        QCOMPARE(strokes(), std::size_t{16});
        key(Qt::Key_E, Qt::ControlModifier);
        const QString file = m_folder->filePath(QStringLiteral("photo.svg"));
        QVERIFY2(QFile::exists(file), qPrintable(message()));
        QCOMPARE(vector::readProvenance(file.toStdString()).sketches.at(0).curves.size(), std::size_t{16});
        key(Qt::Key_E, Qt::ControlModifier);
        QVERIFY2(QFile::exists(m_folder->filePath(QStringLiteral("photo-2.svg"))), "nothing is overwritten");
    }

    void thePhotosOwnSizeIsShown() {
        drawToTheEnd();
        const auto labels = m_window->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->toolTip() == QStringLiteral("photo.jpg · 4000 × 3000");
        }));
    }

    void aSampleIsOneClickAway() {
        QTest::mouseClick(m_window->findChild<QToolButton*>(QStringLiteral("sample-cat")), Qt::LeftButton);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(QString::fromStdString(document().photo()->summary.fileName), QStringLiteral("cat.jpg"));
    }

    void aPictureOnTheClipboardIsPasted() {
        QImage image(80, 60, QImage::Format_RGB32);
        image.fill(Qt::darkGreen);
        QApplication::clipboard()->setImage(image);
        key(Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(state(), RunState::done);
        QApplication::clipboard()->setText(QStringLiteral("no picture"));
        key(Qt::Key_V, Qt::ControlModifier);
        QVERIFY(message().contains(QStringLiteral("no picture on the clipboard")));
    }

    void anExportDroppedBackRestoresEverything() {
        drawToTheEnd();
        key(Qt::Key_BracketRight, Qt::ControlModifier);
        auto look = document().look();
        look.page.paper = geometry::Colour{0xf4, 0xec, 0xd8};
        look.page.colour = {0x20, 0x40, 0x60};
        document().setLook(look);
        const auto shown = document().moment().strokes;
        for (const char* name : {"quickExport", "quickPng"})
            action(name)->trigger();
        QTRY_VERIFY(QFile::exists(m_folder->filePath(QStringLiteral("photo-sketch.png"))));
        for (const char* name : {"photo.svg", "photo-sketch.png"}) {
            drop({photo("other.jpg")});
            QTRY_COMPARE(state(), RunState::done);
            key(Qt::Key_BracketLeft, Qt::ControlModifier);
            document().setLook({});
            const int draws = m_script->draws;
            drop({m_folder->filePath(QLatin1String(name))});
            QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
            QTRY_COMPARE(state(), RunState::done);
            QCOMPARE(document().moment().strokes, shown);
            QVERIFY(document().look() == look);
            QTRY_VERIFY(!isResting());
            QCOMPARE(state(), RunState::done);
            QCOMPARE(m_script->draws.load(), draws);
        }
        QFile::remove(m_folder->filePath(QStringLiteral("photo.jpg")));
        QSettings().clear();
        makeWindow();
        drop({m_folder->filePath(QStringLiteral("photo.svg"))});
        QVERIFY2(message().contains(QStringLiteral("wasn't found")), qPrintable(message()));
        QCOMPARE(document().moment().strokes, shown); // to be looked at and exported all the same
    }

    void aSketchThatWasNotExportedIsPutAside() {
        drawToTheEnd();
        key(Qt::Key_BracketRight, Qt::ControlModifier);
        const auto shown = document().moment().strokes;
        const auto look = document().look();
        drop({photo("other.jpg")});
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("other.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(message(), QStringLiteral("The sketch of photo.jpg was put aside."));
        const auto other = document().moment().strokes;
        click("messageAction");
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().moment().strokes, shown);
        QVERIFY(document().look() == look);
        m_window->close(); // ending the program loses nothing either
        makeWindow();
        auto* menu = m_window->findChild<ui::WindowActions*>()->putAsideMenu();
        Q_EMIT menu->aboutToShow();
        const auto names = menu->actions();
        QCOMPARE(names.size(), 2); // what was brought back lies there once
        for (auto* each : names)
            if (each->text().startsWith(QStringLiteral("other"))) {
                each->trigger();
                break;
            }
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("other.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().moment().strokes, other);
    }

    void hiddenAndLockedStrokesComeBackAsTheyWere() {
        drawToTheEnd();
        ui::StrokeMarks marks = document().marks();
        marks.hidden = {2};
        marks.locked = {3, 5};
        marks.deleted = {4};
        document().setMarks(marks);
        const auto shown = document().visibleStrokes();
        drop({photo("other.jpg")});
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("other.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        click("messageAction");
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().marks().hidden, (std::set<int>{2}));
        QCOMPARE(document().marks().locked, (std::set<int>{3, 5}));
        QCOMPARE(document().visibleStrokes(), shown);
    }

    void closingKeepsWhatCantBePutAside() {
        drawToTheEnd();
        QVERIFY(QDir().mkpath(QFileInfo(ui::putAsideFolder()).path()));
        QFile blocked(ui::putAsideFolder()); // a file in the folder's place
        QVERIFY(blocked.open(QIODevice::WriteOnly));
        blocked.close();
        QVERIFY(!m_window->close());
        QVERIFY2(message().startsWith(QStringLiteral("Couldn't save")), qPrintable(message()));
        QVERIFY(m_window->isVisible());
        click("messageAction");
        QVERIFY(!m_window->isVisible());
        QVERIFY(blocked.remove());
    }

    /// Whatever is opened, the sketch that can't be kept stays until somebody gives it up.
    void aPhotoWaitsForASketchThatCantBePutAside_data() {
        QTest::addColumn<QString>("next");
        QTest::addColumn<bool>("running");
        QTest::newRow("a photo") << "other.jpg" << false;
        QTest::newRow("a photo, during a run") << "other.jpg" << true;
        QTest::newRow("a sketch and its photo") << "kept.svg" << false;
        QTest::newRow("a sketch alone") << "alone.svg" << false;
    }
    void aPhotoWaitsForASketchThatCantBePutAside() {
        QFETCH(QString, next);
        QFETCH(bool, running);
        drop({photo("kept.jpg")});
        QTRY_COMPARE(state(), RunState::done);
        key(Qt::Key_E, Qt::ControlModifier);
        if (running)
            runLong();
        else
            drawToTheEnd();
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        if (next == QStringLiteral("alone.svg")) {
            QVERIFY(QFile::rename(m_folder->filePath(QStringLiteral("kept.svg")), m_folder->filePath(next)));
            QVERIFY(QFile::remove(m_folder->filePath(QStringLiteral("kept.jpg"))));
        }
        photo("other.jpg");
        QDir(ui::putAsideFolder()).removeRecursively();
        QVERIFY(QDir().mkpath(QFileInfo(ui::putAsideFolder()).path()));
        QFile blocked(ui::putAsideFolder()); // a file in the folder's place
        QVERIFY(blocked.open(QIODevice::WriteOnly));
        blocked.close();
        const int draws = m_script->draws;
        drop({m_folder->filePath(next)});
        QTRY_VERIFY2(message().startsWith(QStringLiteral("Couldn't save")), qPrintable(message()));
        QCOMPARE(state(), RunState::done);
        QCOMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        QCOMPARE(document().photo()->summary.fileName, std::string("photo.jpg"));
        QCOMPARE(strokes(), std::size_t{16});
        QCOMPARE(m_script->draws.load(), draws);
        m_script->iterations = 60;
        click("messageAction");
        const std::string name = next == QStringLiteral("other.jpg") ? "other.jpg" : "kept.jpg";
        if (next == QStringLiteral("alone.svg"))
            QTRY_VERIFY(!document().photo() && strokes() == 16);
        else
            QTRY_VERIFY(document().photo() && document().photo()->summary.fileName == name && strokes() == 16);
        QVERIFY(blocked.remove());
    }

    void nothingIsLostWhileThereAreManyOrTheyAreNew() {
        const QByteArray svg("<svg/>");
        const auto age = [](const QString& file, int days) {
            QFile touched(file);
            return touched.open(QIODevice::ReadWrite) &&
                   touched.setFileTime(QDateTime::currentDateTime().addDays(-days), QFileDevice::FileModificationTime);
        };
        for (int k = 0; k < 205; ++k)
            ui::putAside(svg, QStringLiteral("new-%1.jpg").arg(k));
        QCOMPARE(ui::putAsideSketches().size(), 205); // of one long queue
        for (const auto& file : ui::putAsideSketches().mid(0, 150))
            QVERIFY(age(file, 100));
        ui::putAside(svg, QStringLiteral("one-more.jpg"));
        QCOMPARE(ui::putAsideSketches().size(), 200); // 56 of the last days, and the newest of the old ones
        auto* menu = m_window->findChild<ui::WindowActions*>()->putAsideMenu();
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 21); // short enough for a screen
        QCOMPARE(menu->actions().back()->text(), QStringLiteral("Others..."));
    }

    void inAQueueThePutAsideIsSaidToo() {
        drop({photo("a.jpg"), photo("b.jpg"), photo("c.jpg")});
        QTRY_COMPARE(state(), RunState::done);
        action("nextPhoto")->trigger();
        QTRY_VERIFY2(message().contains(QStringLiteral("The sketch of a.jpg was put aside.")), qPrintable(message()));
        QVERIFY2(message().contains(QStringLiteral("1 more photo")), qPrintable(message()));
        const auto* next = m_window->findChild<QPushButton*>(QStringLiteral("messageOther"));
        QVERIFY(next->isVisible());
        QCOMPARE(next->text(), QStringLiteral("Next photo"));
        QTRY_COMPARE(state(), RunState::done);
        click("messageAction");
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("a.jpg - Croquis"));
        QVERIFY(action("nextPhoto")->isEnabled()); // c waits still
    }

    void hiddenStrokesArePutAsideToo() {
        drawToTheEnd();
        auto marks = document().marks();
        for (const auto& stroke : document().moment().strokes)
            marks.hidden.insert(stroke.id);
        document().setMarks(marks);
        action("copy")->trigger();
        QVERIFY2(message().contains(QStringLiteral("All strokes are hidden")), qPrintable(message()));
        m_window->close();
        const auto aside = ui::putAsideSketches();
        QCOMPARE(aside.size(), 1);
        QCOMPARE(vector::readProvenance(aside.front().toStdString()).sketches.at(0).curves.size(), std::size_t{16});
    }

    void aPageTooLargeForAPngIsCopiedAllTheSame() {
        drawToTheEnd();
        auto look = document().look();
        look.page.longSideMm = 5000;
        document().setLook(look);
        action("copy")->trigger();
        QVERIFY2(message().contains(QStringLiteral("on the clipboard")), qPrintable(message()));
        const auto* mime = QApplication::clipboard()->mimeData();
        QVERIFY(mime->data(QStringLiteral("image/svg+xml")).contains("5000mm"));
        QCOMPARE(QImage::fromData(mime->data(QStringLiteral("image/png"))).width(), 2000);
        action("quickPng")->trigger();
        QTRY_VERIFY2(message().contains(QStringLiteral("PNG")), qPrintable(message()));
        look.page.longSideMm = 12;
        look.page.strokeWidthMm = 20; // wider than the page
        document().setLook(look);
        QCOMPARE(document().look().page.strokeWidthMm, std::optional(12.0));
        key(Qt::Key_E, Qt::ControlModifier);
        QVERIFY2(message().startsWith(QStringLiteral("Saved")), qPrintable(message()));
    }

    void anAlteredExportIsRefused() {
        drawToTheEnd();
        key(Qt::Key_E, Qt::ControlModifier);
        QFile file(m_folder->filePath(QStringLiteral("photo.svg")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        const auto at = text.indexOf("&quot;curves&quot;:[[") + 21;
        QVERIFY(at > 21);
        const auto end = text.indexOf(',', at);
        for (const char* value : {"1e9", "-1e30"}) {
            const QString altered = put("altered.svg", text.left(at) + value + text.mid(end));
            drop({altered});
            QTRY_VERIFY2(message().contains(QStringLiteral("damaged")), qPrintable(message() + altered));
            QCOMPARE(strokes(), std::size_t{16}); // what was there is there
        }
        const QByteArray width("&quot;width&quot;:&quot;");
        const auto value = text.indexOf(width) + width.size();
        QVERIFY(value > width.size());
        drop({put("wide.svg", text.left(value) + "1e9mm" + text.mid(text.indexOf("&quot;", value)))});
        QTRY_VERIFY(message().isEmpty()); // its own width instead
        QTRY_COMPARE(state(), RunState::done);
        key(Qt::Key_C, Qt::ControlModifier);
        QVERIFY2(message().contains(QStringLiteral("on the clipboard")), qPrintable(message()));
    }

    void aSketchWithoutItsPhotoWaitsForTheEngine() {
        drawToTheEnd();
        key(Qt::Key_E, Qt::ControlModifier);
        QVERIFY(QFile::remove(m_folder->filePath(QStringLiteral("photo.jpg"))));
        QSettings().clear();
        m_window = std::make_unique<ui::MainWindow>(test::opener(m_script), std::make_unique<ui::ThreadRunner>());
        m_window->begin({m_folder->filePath(QStringLiteral("photo.svg"))});
        const auto* engine = m_window->findChild<QLabel*>(QStringLiteral("engineStatus"));
        QTRY_VERIFY2(engine->text().contains(QStringLiteral("scripted")), qPrintable(engine->text()));
        QCOMPARE(strokes(), std::size_t{16});
    }

    void whatWasExportedIsNotPutAside() {
        drawToTheEnd();
        action("quickPng")->trigger();
        QTRY_VERIFY(message().startsWith(QStringLiteral("Saved")));
        drop({photo("other.jpg")});
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY2(!message().contains(QStringLiteral("aside")), qPrintable(message()));
        action("copy")->trigger(); // which ends with the program, so it keeps nothing
        drop({photo("third.jpg")});
        QTRY_VERIFY2(message().contains(QStringLiteral("other.jpg was put aside")), qPrintable(message()));
    }

    void recentPhotosThatAreGoneAreForgotten() {
        drop({photo("gone.jpg")});
        QTRY_COMPARE(state(), RunState::done);
        drop({photo()});
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        auto* menu = m_window->findChild<ui::WindowActions*>()->recentMenu();
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 2);
        QVERIFY(QFile::remove(m_folder->filePath(QStringLiteral("gone.jpg"))));
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 1);
        QCOMPARE(menu->actions().front()->text(), QStringLiteral("photo.jpg"));
    }

    void thePaperAndTheOrderOfDrawingComeBack() {
        drawToTheEnd();
        auto look = document().look();
        look.order = ui::StrokeOrder::topDown;
        document().setLook(look); // transparent paper
        std::vector<geometry::CubicBezier> before;
        for (const auto& stroke : document().visibleStrokes())
            before.push_back(stroke.curve);
        action("quickExport")->trigger();
        look.order = ui::StrokeOrder::leftToRight;
        look.page.paper = geometry::Colour{1, 2, 3};
        document().setLook(look);
        drop({m_folder->filePath(QStringLiteral("photo.svg"))});
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(!document().look().page.paper);
        std::vector<geometry::CubicBezier> after;
        for (const auto& stroke : document().visibleStrokes())
            after.push_back(stroke.curve);
        QVERIFY(before == after);
    }

    void severalPhotosQueue() {
        drop({photo("a.jpg"), photo("b.jpg"), photo("c.jpg")});
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(action("nextPhoto")->isEnabled());
        action("nextPhoto")->trigger();
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().photo()->summary.fileName, std::string("b.jpg"));
    }

    void whatIsLeftOutIsSaidBeforeItIsDropped() {
        const QString notes = put("notes.jpg", "hello there");
        const QString heic = put("x.heic", QByteArray("\0\0\0\x18"
                                                      "ftypheic\0\0\0\0heicmif1",
                                                      24));
        const QString said = hoverOver({photo("a.jpg"), notes, photo("b.jpg"), heic});
        QVERIFY2(said.startsWith(QStringLiteral("Queue 2 photo")) && said.contains(QStringLiteral("notes.jpg")) &&
                     said.contains(QStringLiteral("x.heic")),
                 qPrintable(said));
        QVERIFY(hoverOver({put("nothing.jpg", {})}).contains(QStringLiteral("is empty")));
        QVERIFY(!hoverOver({photo("a.jpg"), photo("b.jpg")}).contains(QStringLiteral("Left out")));
        QVERIFY(hoverOver({photo("a.jpg"), notes}).startsWith(QStringLiteral("Sketch this\n")));
        QVERIFY(hoverOver({notes, heic}).startsWith(QStringLiteral("None of these")));
        QVERIFY(hoverOver({notes}).contains(QStringLiteral("its content is text")));
        QVERIFY(hoverOver({m_folder->path()}).startsWith(QStringLiteral("Queue 2 photo"))); // the whole folder
        drop({photo("a.jpg"), notes, photo("b.jpg"), heic});
        QVERIFY2(message().contains(QStringLiteral("1 more photo")) && message().contains(QStringLiteral("x.heic")),
                 qPrintable(message()));
        QTRY_COMPARE(state(), RunState::done);
        click("messageAction");
        QTRY_COMPARE(document().photo()->summary.fileName, std::string("b.jpg"));
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(!action("nextPhoto")->isEnabled());
        drop({notes, heic});
        QVERIFY(message().startsWith(QStringLiteral("None of these")));
    }

    /// What Croquis wrote beside a photo isn't another photo.
    void exportsInAFolderAreNoPhotos() {
        drawToTheEnd();
        action("quickPng")->trigger();
        QTRY_VERIFY(QFile::exists(m_folder->filePath(QStringLiteral("photo-sketch.png"))));
        const QString said = hoverOver({m_folder->path()});
        QVERIFY2(said.startsWith(QStringLiteral("Sketch this")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("sketches that Croquis exported: photo-sketch.png")), qPrintable(said));
        photo("other.jpg");
        drop({m_folder->path()});
        QTRY_COMPARE(state(), RunState::done);
        QTRY_VERIFY(action("nextPhoto")->isEnabled());
        action("nextPhoto")->trigger();
        QVERIFY(!action("nextPhoto")->isEnabled()); // there are two
    }

    void eachFileIsOpenedOnce() {
        const QStringList files{photo("a.jpg"), photo("b.jpg"), put("notes.jpg", "hello there")};
        const int watch = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
        QVERIFY(watch >= 0 && ::inotify_add_watch(watch, qPrintable(m_folder->path()), IN_OPEN) >= 0);
        m_script->read.close(); // the scripted session opens none
        drop(files);            // held over the window first
        std::map<QString, int> opened;
        std::array<char, 4096> bytes{};
        for (ssize_t size = 0; (size = ::read(watch, bytes.data(), bytes.size())) > 0;)
            for (ssize_t at = 0; at < size;) {
                inotify_event event{};
                std::memcpy(&event, bytes.data() + at, sizeof event);
                if (event.len > 0)
                    ++opened[QString::fromLocal8Bit(bytes.data() + at + sizeof event)];
                at += static_cast<ssize_t>(sizeof event + event.len);
            }
        ::close(watch);
        for (const char* name : {"a.jpg", "b.jpg", "notes.jpg"})
            QCOMPARE(opened[QLatin1String(name)], 1);
        m_script->openGates();
        QTRY_COMPARE(state(), RunState::done);
    }

    void aSecondBatchWaitsBehindTheFirst() {
        drop({photo("a.jpg"), photo("b.jpg")});
        QTRY_COMPARE(state(), RunState::done);
        drop({photo("c.jpg"), photo("d.jpg")});
        QVERIFY2(message().contains(QStringLiteral("3 more photo")), qPrintable(message()));
        QCOMPARE(document().photo()->summary.fileName, std::string("a.jpg"));
        for (const char* name : {"b.jpg", "c.jpg", "d.jpg"}) {
            click(m_window->findChild<QPushButton*>(QStringLiteral("messageAction"))->text() ==
                          QStringLiteral("Next photo")
                      ? "messageAction"
                      : "messageOther");
            QTRY_COMPARE(document().photo()->summary.fileName, std::string(name));
            QTRY_COMPARE(state(), RunState::done);
        }
        QVERIFY(!action("nextPhoto")->isEnabled());
    }

    void whatHoldsNoPictureSaysSoOnTheWay_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("says");
        QTest::newRow("link") << "text/uri-list"
                              << "A link holds no picture";
        QTest::newRow("words") << "text/plain"
                               << "Text can't be sketched";
    }
    void whatHoldsNoPictureSaysSoOnTheWay() {
        QFETCH(QString, format);
        QFETCH(QString, says);
        QMimeData data;
        data.setData(format, "https://example.org/cat");
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        const auto* hover = m_window->findChild<QLabel*>(QStringLiteral("dropHover"));
        QVERIFY(hover->isVisible());
        QVERIFY2(hover->text().startsWith(says), qPrintable(hover->text()));
        QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &drop);
        QVERIFY2(message().startsWith(says), qPrintable(message()));
        QCOMPARE(state(), RunState::empty);
    }

    /// There is no need of its photo or a network to look at a sketch, and to export it.
    void aRestoredSketchIsShownWhateverIsMissing_data() {
        QTest::addColumn<bool>("model");
        QTest::newRow("the photo is damaged") << false;
        QTest::newRow("the model is missing") << true;
    }
    void aRestoredSketchIsShownWhateverIsMissing() {
        QFETCH(bool, model);
        drawToTheEnd();
        const auto shown = document().moment().strokes;
        key(Qt::Key_E, Qt::ControlModifier);
        QSettings().setValue(QStringLiteral("exportFolder"), m_folder->path());
        if (model)
            m_script->onOpen = [] { throw ModelFileError("The model x is missing: y is not in z."); };
        else
            m_script->onLoad = [] { throw ImageFileError("photo.jpg is damaged or incomplete."); };
        makeWindow();
        drop({m_folder->filePath(QStringLiteral("photo.svg"))});
        QTRY_COMPARE(document().moment().strokes, shown);
        QVERIFY(canvas()->isVisible());
        QVERIFY(!document().photo());
        QTRY_COMPARE(state(), model ? RunState::noModel : RunState::empty);
        QVERIFY2(
            message().contains(model ? QStringLiteral("is missing") : QStringLiteral("is shown without its photo")),
            qPrintable(message()));
        action("quickExport")->trigger();
        QVERIFY(QFile::exists(m_folder->filePath(QStringLiteral("photo-2.svg"))));
        const int draws = m_script->draws;
        m_script->onOpen = m_script->onLoad = nullptr;
        if (model)
            m_window->openEngine(); // it has arrived: the photo has waited
        else
            drop({m_folder->filePath(QStringLiteral("photo.svg"))});
        QTRY_VERIFY(document().photo() != nullptr);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().moment().strokes, shown);
        QCOMPARE(m_script->draws.load(), draws);
        QVERIFY2(ui::putAsideSketches().isEmpty(), "it was a file all the time");
    }

    /// What was copied here is a sketch still, not a photo of one.
    void theOwnClipboardRestoresTheSketch() {
        drawToTheEnd();
        const auto shown = document().moment().strokes;
        key(Qt::Key_C, Qt::ControlModifier);
        drop({photo("other.jpg")});
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("other.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        const int draws = m_script->draws;
        key(Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().moment().strokes, shown);
        QCOMPARE(m_script->draws.load(), draws);
    }

    void aPhotoIsKnownByWhatItHolds() {
        QFile jpeg(QStringLiteral(CROQUIS_SAMPLES "/cat.jpg"));
        QVERIFY(jpeg.open(QIODevice::ReadOnly));
        const QString file = put("photo.heic", jpeg.readAll());
        QCOMPARE(hoverOver({file}), QStringLiteral("Sketch this"));
        drop({file});
        QTRY_COMPARE(state(), RunState::done);
    }

    /// What the drop will refuse is refused on the way.
    void whatCannotBeDrawnOnIsSaidOnTheWay() {
        runLong();
        const QString good = put("good.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">"
                                             "<path fill=\"none\" stroke=\"black\" d=\"M1 2 L8 2\"/></svg>");
        QVERIFY2(hoverOver({good}).startsWith(QStringLiteral("Stop the drawing first")), qPrintable(hoverOver({good})));
        key(Qt::Key_Escape);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(hoverOver({good}), QStringLiteral("Start from these strokes"));
        const QString torn = hoverOver({put("torn.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9")});
        QVERIFY2(torn.contains(QStringLiteral("torn.svg")) && torn.startsWith(QStringLiteral("Couldn't read")),
                 qPrintable(torn));
        QVERIFY(hoverOver({put("none.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>")})
                    .contains(QStringLiteral("holds no strokes")));
    }

    void twoPhotosOfOneNameAreToldApart() {
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("more")));
        const QString second = m_folder->filePath(QStringLiteral("more/photo.jpg"));
        QVERIFY(QFile::copy(photo(), second));
        for (const auto& file : {photo("cat.jpg"), photo(), second}) {
            drop({file});
            QTRY_COMPARE(m_window->desk().photoPath(), file);
            QTRY_COMPARE(state(), RunState::done);
        }
        auto* menu = m_window->findChild<ui::WindowActions*>()->recentMenu();
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 3);
        QCOMPARE(menu->actions()[0]->text(), QStringLiteral("photo.jpg in ") + QFileInfo(second).path());
        QCOMPARE(menu->actions()[1]->text(), QStringLiteral("photo.jpg in ") + m_folder->path());
        QCOMPARE(menu->actions()[2]->text(), QStringLiteral("cat.jpg"));
    }

    void aSampleIsReachableAtAnyTime() {
        drawToTheEnd();
        action("sample-rocket")->trigger();
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("rocket.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
    }

    void foreignStrokesThatAreDroppedAreDrawnOn() {
        const QByteArray svg("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\">"
                             "<path fill=\"none\" stroke=\"black\" d=\"M10 20 C 30 10 60 30 90 20\"/>"
                             "<path fill=\"none\" stroke=\"black\" d=\"M10 80 L 90 80\"/></svg>");
        const QString file = put("foreign.svg", svg);
        QVERIFY(hoverOver({file}).startsWith(QStringLiteral("Open a photo first")));
        drawToTheEnd();
        QCOMPARE(hoverOver({file}), QStringLiteral("Start from these strokes"));
        drop({file});
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        const auto plans = m_script->drawn.get().plans;
        QCOMPARE(plans.size(), std::size_t{1});
        QCOMPARE(plans[0].strokeCount, 2);
        QCOMPARE(plans[0].start.size(), std::size_t{2});
        QVERIFY(std::abs(plans[0].start[0].points[0].y - plans[0].start[0].points[3].y) < 1e-6);
        QVERIFY(plans[0].start[0].points[0].y < plans[0].start[1].points[0].y);
        QCOMPARE(strokes(), std::size_t{2});
        key(Qt::Key_Z, Qt::ControlModifier); // the sketch before is back
        QCOMPARE(strokes(), std::size_t{16});
    }

    /// Dragged by a stroke, the sketch leaves as vectors, pixels and a file.
    void theSketchIsDraggedOut() {
        drawToTheEnd();
        const QPoint from = canvas()->placeOf(document().moment().strokes[3].id).center();
        QVERIFY(canvas()->strokeAt(from).has_value());
        QStringList formats;
        QByteArray svg, file;
        QTest::mousePress(canvas(), Qt::LeftButton, Qt::NoModifier, from);
        const auto look = [&] {
            const auto* drag = m_window->findChild<QDrag*>();
            if (drag == nullptr || drag->mimeData() == nullptr)
                return;
            formats = drag->mimeData()->formats();
            svg = drag->mimeData()->data(QStringLiteral("image/svg+xml"));
            for (const auto& url : drag->mimeData()->urls())
                if (QFile left(url.toLocalFile()); left.open(QIODevice::ReadOnly))
                    file = left.readAll();
        };
        const QPoint to = from + QPoint(4 * QApplication::startDragDistance(), 0);
        QMouseEvent move(QEvent::MouseMove, to, canvas()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                         Qt::NoModifier);
        QApplication::sendEvent(canvas(), &move); // the offscreen platform lets go at once
        look();
        QVERIFY2(formats.contains(QStringLiteral("image/png")), qPrintable(formats.join(QLatin1Char(' '))));
        QVERIFY(svg.startsWith("<?xml"));
        QCOMPARE(file, svg);
        QCOMPARE(strokes(), std::size_t{16});
    }

    void copyPutsVectorsAndPixelsOnTheClipboard() {
        drawToTheEnd();
        key(Qt::Key_C, Qt::ControlModifier);
        const auto* data = QApplication::clipboard()->mimeData();
        QVERIFY(data->data(QStringLiteral("image/svg+xml")).startsWith("<?xml"));
        QVERIFY(!QImage::fromData(data->data(QStringLiteral("image/png"))).isNull());
    }

    void asManyPicturesArePastedAsThereAre() {
        const auto paste = [&](Qt::GlobalColor colour) {
            QImage image(80, 60, QImage::Format_RGB32);
            image.fill(colour);
            QApplication::clipboard()->setImage(image);
            const int loads = m_script->loads;
            key(Qt::Key_V, Qt::ControlModifier);
            [&] { QTRY_VERIFY(m_script->loads > loads && state() == RunState::done); }();
            return m_window->desk().photoPath();
        };
        const QString green = paste(Qt::darkGreen), red = paste(Qt::darkRed);
        QVERIFY(green != red);
        QCOMPARE(QImage(green).pixelColor(0, 0), QColor(Qt::darkGreen)); // the second leaves the first
        QCOMPARE(QImage(red).pixelColor(0, 0), QColor(Qt::darkRed));
        QCOMPARE(paste(Qt::darkGreen), green);
        // An export of the first one finds the first one again.
        const QString exported = m_folder->filePath(QStringLiteral("pasted.svg"));
        QSettings().setValue(QStringLiteral("exportFolder"), m_folder->path());
        makeWindow();
        paste(Qt::darkGreen);
        action("quickExport")->trigger();
        paste(Qt::darkRed);
        const auto files = QDir(m_folder->path()).entryList({QStringLiteral("pasted-*.svg")});
        QCOMPARE(files.size(), 1);
        drop({m_folder->filePath(files.front())});
        QTRY_COMPARE(m_window->desk().photoPath(), green);
    }

    void aLevelStripDroppedBackBringsTheWholeBoard_data() {
        QTest::addColumn<bool>("withPhoto");
        QTest::newRow("beside its photo") << true;
        QTest::newRow("alone") << false;
    }
    void aLevelStripDroppedBackBringsTheWholeBoard() {
        QFETCH(bool, withPhoto);
        drawToTheEnd();
        key(Qt::Key_3, Qt::ControlModifier);
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        const auto board = m_window->findChild<ui::LevelsView*>()->levels();
        key(Qt::Key_E, Qt::ControlModifier);
        const QString strip = m_folder->filePath(QStringLiteral("photo.svg"));
        QVERIFY(QFile::exists(strip));
        QSettings().clear();
        if (!withPhoto)
            QFile::remove(m_folder->filePath(QStringLiteral("photo.jpg")));
        makeWindow();
        drop({strip});
        auto* levels = m_window->findChild<ui::LevelsView*>();
        QTRY_COMPARE(levels->levels().size(), std::size_t{4});
        QTRY_COMPARE(state(), withPhoto ? RunState::done : RunState::empty);
        QVERIFY(action("viewLevels")->isChecked());
        for (std::size_t level = 0; level < 4; ++level) {
            QCOMPARE(levels->levels()[level].strokes, board[level].strokes);
            QCOMPARE(levels->levels()[level].loss.total, board[level].loss.total);
        }
        QCOMPARE(document().settings().strokes, 16); // the promoted one
        QCOMPARE(document().moment().strokes, board[2].strokes);
        QTRY_VERIFY(!isResting());
        QCOMPARE(m_script->draws.load(), 2); // nothing is drawn anew
        QTest::mouseClick(m_window->findChild<QWidget*>(QStringLiteral("level3")), Qt::LeftButton);
        QCOMPARE(document().moment().strokes, board[3].strokes);
        QCOMPARE(document().settings().strokes, 32);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(document().moment().strokes, board[2].strokes);
        QCOMPARE(document().settings().strokes, 16);
    }
};

QTEST_MAIN(FilesTest)
#include "files_test.moc"
