// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/main_window/window_actions.hpp"
#include "ui/sketch/document_commands.hpp"
#include "ui/window_test.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/provenance_file.hpp"

#include <QApplication>
#include <QClipboard>
#include <QDrag>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>
#include <QToolButton>
#include <QUrl>

#include <algorithm>

using namespace croquis;
using ui::RunState;

/// What goes in and what comes out: photos, pasted pictures, the clipboard, what is dragged out.
class FilesTest : public test::WindowTest {
    Q_OBJECT

  private Q_SLOTS:
    void aDroppedPhotoIsDrawnAndExported() {
        QCOMPARE(state(), RunState::empty);
        QVERIFY(!action("quickExport")->isEnabled());
        drawToTheEnd();
        QCOMPARE(strokes(), std::size_t{16});
        key(Qt::Key_E, Qt::ControlModifier);
        svgIsWritten();
        const QString file = m_folder->filePath(QStringLiteral("photo.svg"));
        QVERIFY2(QFile::exists(file), qPrintable(message()));
        QCOMPARE(vector::readProvenance(file.toStdString()).sketches.at(0).curves.size(), std::size_t{16});
        quickExport();
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
        quickExport();
        QVERIFY2(message().startsWith(QStringLiteral("Saved")), qPrintable(message()));
    }

    /// However the sketch is to leave: one sentence, and one thing to do about it.
    void aLookThatCantBeWrittenHasAWayOut_data() {
        QTest::addColumn<QString>("how");
        for (const char* how : {"quickExport", "quickPng", "export", "copy"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }
    void aLookThatCantBeWrittenHasAWayOut() {
        QFETCH(QString, how);
        drawToTheEnd();
        ui::Look look = document().look();
        look.page.brush = vector::brushFromText("charcoal");
        look.page.brush.description.assign(100000, 'x');
        document().undoStack().push(new ui::LookCommand(document(), look, QStringLiteral("Brush")));
        action(qPrintable(how))->trigger();
        QTRY_VERIFY2(message().contains(QStringLiteral("description")), qPrintable(message()));
        QCOMPARE(offered(), QStringLiteral("Undo"));
        click("messageAction");
        QVERIFY(document().look().page.brush.isPen());
        action("copy")->trigger();
        QVERIFY2(message().contains(QStringLiteral("on the clipboard")), qPrintable(message()));
    }

    /// Not where the program happens to have been started.
    void theFileDialogBeginsAmongPhotos() {
        const auto began = [this] {
            QString folder;
            QTimer::singleShot(0, this, [&] {
                auto* files = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
                QVERIFY(files != nullptr);
                folder = files->directory().absolutePath();
                files->reject();
            });
            action("open")->trigger();
            return folder;
        };
        const QString pictures = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
        QCOMPARE(began(), QFileInfo::exists(pictures) ? pictures : QDir::homePath());
        drawToTheEnd();
        QCOMPARE(began(), m_folder->path()); // where the last one was
    }

    /// Nor does the window's title name one before it is there.
    void whatCannotBeReadIsNoRecentPhoto_data() {
        QTest::addColumn<bool>("inARun");
        QTest::newRow("by itself") << false;
        QTest::newRow("while a run goes on") << true;
    }
    void whatCannotBeReadIsNoRecentPhoto() {
        QFETCH(bool, inARun);
        const auto listed = [this] {
            auto* menu = m_window->findChild<ui::WindowActions*>()->recentMenu();
            Q_EMIT menu->aboutToShow();
            QStringList names;
            for (const auto* each : menu->actions())
                names += each->text();
            return names;
        };
        inARun ? runLong() : drawToTheEnd();
        drop({photo("broken.jpg")});
        QTRY_VERIFY2(message().contains(QStringLiteral("broken.jpg")), qPrintable(message()));
        QCOMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        QCOMPARE(listed(), QStringList{QStringLiteral("photo.jpg")});
        m_script->read.close();
        m_script->check.close();
        drop({photo("other.jpg")});
        QTRY_VERIFY(m_script->loads + m_script->checks > 2);
        QCOMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        m_script->check.open();
        QCOMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        m_script->iterations = 20;
        m_script->openGates();
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("other.jpg - Croquis"));
        QCOMPARE(document().photo()->summary.fileName, std::string("other.jpg"));
        QCOMPARE(listed(), (QStringList{QStringLiteral("other.jpg"), QStringLiteral("photo.jpg")}));
        QTRY_COMPARE(state(), RunState::done);
        m_script->onLoad = [] { throw ImageFileError("photo.jpg is damaged or incomplete."); };
        drop({m_folder->filePath(QStringLiteral("photo.jpg"))}); // it was readable once
        QTRY_VERIFY2(message().contains(QStringLiteral("photo.jpg")), qPrintable(message()));
        QCOMPARE(listed(), QStringList{QStringLiteral("other.jpg")});
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
        quickExport();
        paste(Qt::darkRed);
        quickExport();
        const auto files = QDir(m_folder->path()).entryList({QStringLiteral("pasted*.svg")}, QDir::Files, QDir::Name);
        QCOMPARE(files, (QStringList{QStringLiteral("pasted-2.svg"), QStringLiteral("pasted.svg")}));
        drop({exported});
        QTRY_COMPARE(m_window->desk().photoPath(), green);
    }
};

QTEST_MAIN(FilesTest)
#include "files_test.moc"
