// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/window_test.hpp"
#include "vector/svg_writer.hpp"

#include <QApplication>
#include <QDir>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>

#include <array>
#include <cmath>
#include <cstring>
#include <map>
#include <sys/inotify.h>
#include <unistd.h>

using namespace croquis;
using ui::RunState;

/// What is said of files that are held over the window, and what becomes of several, of foreign ones, of none.
class DropsTest : public test::WindowTest {
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

  private Q_SLOTS:
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
        QTRY_VERIFY(QFile::exists(m_folder->filePath(QStringLiteral("photo.png"))));
        const QString said = hoverOver({m_folder->path()});
        QVERIFY2(said.startsWith(QStringLiteral("Sketch this")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("sketches that Croquis exported: photo.png")), qPrintable(said));
        photo("other.jpg");
        drop({m_folder->path()});
        QTRY_COMPARE(state(), RunState::done);
        QTRY_VERIFY(action("nextPhoto")->isEnabled());
        action("nextPhoto")->trigger();
        QVERIFY(!action("nextPhoto")->isEnabled()); // there are two
    }

    /// Beside a photo an SVG of Croquis' own is called a sketch, too, and what isn't there doesn't wait.
    void besideAPhotoEachIsCalledWhatItIs() {
        drawToTheEnd();
        quickExport();
        const QString sketch = m_folder->filePath(QStringLiteral("photo.svg"));
        QTRY_VERIFY(QFile::exists(sketch));
        const QString foreign = put("foreign.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
        const QString said =
            hoverOver({photo("a.jpg"), sketch, foreign, m_folder->filePath(QStringLiteral("gone.jpg"))});
        QVERIFY2(said.startsWith(QStringLiteral("Sketch this\n")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("sketches that Croquis exported: photo.svg.")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("not photos that can be read: foreign.svg, gone.jpg.")),
                 qPrintable(said));
    }

    void namesMayHoldPlaces() {
        drop({photo("%2 %1 $(x).jpg")});
        QTRY_COMPARE(state(), RunState::done);
        QStringList captions;
        for (const auto* caption : m_window->findChildren<QLabel*>(QStringLiteral("caption")))
            captions += caption->toolTip();
        QVERIFY2(captions.contains(QString::fromUtf8("%2 %1 $(x).jpg · 4000 × 3000")),
                 qPrintable(captions.join(QLatin1Char('\n'))));
    }

    void severalExportsAreCalledWhatTheyAre() {
        drawToTheEnd();
        const QStringList files{m_folder->filePath(QStringLiteral("photo.png")),
                                m_folder->filePath(QStringLiteral("photo-2.png"))};
        for (const auto& file : files) {
            action("quickPng")->trigger();
            QTRY_VERIFY2(message().contains(file), qPrintable(message()));
        }
        const QString said = hoverOver(files);
        QVERIFY2(said.startsWith(QStringLiteral("These are sketches that Croquis exported")) &&
                     said.contains(QStringLiteral("photo-2.png")) && said.contains(QStringLiteral("one at a time")),
                 qPrintable(said));
        QVERIFY(hoverOver(files + QStringList{put("notes.jpg", "hello")}).startsWith(QStringLiteral("These are")));
        drop(files);
        QCOMPARE(message(), said);
    }

    /// A file whose record can't be read isn't called something else than a sketch.
    void aRecordThatCantBeReadIsSaid_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("G-code") << "x.gcode" << QByteArray("; croquis:provenance\n;= {\"schema\":99}\nG0 X1\n");
        QTest::newRow("PDF") << "x.pdf"
                             << QByteArray("%PDF-1.7\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><croquis:provenance "
                                           "xmlns:croquis=\"" +
                                           QByteArray(vector::kProvenanceNamespace) +
                                           "\">{\"schema\":99}</croquis:provenance></x:xmpmeta>\n");
    }
    void aRecordThatCantBeReadIsSaid() {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        const QString file = put(qPrintable(name), content);
        QVERIFY2(hoverOver({file}).contains(QStringLiteral("made by a newer Croquis")), qPrintable(hoverOver({file})));
        const QString foreign = put(qPrintable(name), content.replace("provenance", "something_"));
        QVERIFY2(hoverOver({foreign}).contains(QStringLiteral("isn't a picture")), qPrintable(hoverOver({foreign})));
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
};

QTEST_MAIN(DropsTest)
#include "drops_test.moc"
