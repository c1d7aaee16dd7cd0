// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/levels_view.hpp"
#include "ui/main_window/put_aside.hpp"
#include "ui/main_window/window_actions.hpp"
#include "ui/window_test.hpp"
#include "vector/provenance_file.hpp"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QToolButton>
#include <QUrl>

#include <algorithm>

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
