// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/damaged_image_error.hpp"
#include "base/file_digest.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/main_window/put_aside.hpp"
#include "ui/panels/photo_panel.hpp"
#include "ui/window_test.hpp"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTimer>

#include <algorithm>

using namespace croquis;
using ui::RunState;

/// The rows of interface.md's table of messages that are about the photo: one sentence with the cause, and what can be
/// done about it.
class PhotoMessagesTest : public test::WindowTest {
    Q_OBJECT

  private Q_SLOTS:
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
        QTRY_COMPARE(message(), QString::fromUtf8(sentence + " The sketch of photo.jpg is still shown."));
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

    /// A photo that isn't there may be again in a moment.
    void aPhotoThatIsGoneIsTriedAgain() {
        const QString file = photo();
        m_script->onLoad = [file] {
            if (!QFile::exists(file))
                throw ImageFileError("photo.jpg doesn't exist. Check its name.");
        };
        m_script->read.close();
        drop({file});
        QVERIFY(QFile::remove(file)); // just now
        m_script->openGates();
        QTRY_COMPARE(message(), QStringLiteral("photo.jpg doesn't exist. Check its name."));
        QCOMPARE(offered(), QStringLiteral("Try again"));
        QCOMPARE(offered("messageOther"), QStringLiteral("Open another"));
        photo();
        click("messageAction");
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(message(), QString());
    }

    /// One that was moved while its sketch is on the desk is found, and the sketch goes on.
    void aPhotoThatVanishedIsFound_data() {
        QTest::addColumn<QString>("how");
        QTest::newRow("it is back") << "again";
        QTest::newRow("it lies elsewhere") << "moved";
        QTest::newRow("another one is found") << "other";
    }
    void aPhotoThatVanishedIsFound() {
        QFETCH(QString, how);
        const QString file = photo();
        m_script->sha256 = base::sha256OfFile(file.toStdString());
        drawToTheEnd();
        const auto sketch = document().moment().strokes;
        const QString elsewhere = put(
            "elsewhere.jpg", how == u"other" ? QByteArray("another") : [&] {
                QFile content(file);
                return content.open(QIODevice::ReadOnly) ? content.readAll() : QByteArray();
            }());
        QVERIFY(QFile::remove(file));
        m_script->onLoad = [file] {
            if (!QFile::exists(file))
                throw ImageFileError("photo.jpg doesn't exist. Check its name.");
        };
        ui::RunSettings settings = document().settings();
        settings.onlySubject = false; // for which it is read again
        document().setSettings(settings);
        QTRY_COMPARE(state(), RunState::failed);
        QCOMPARE(message(), QStringLiteral("photo.jpg doesn't exist. Check its name."));
        QCOMPARE(offered(), QStringLiteral("Try again"));
        QCOMPARE(offered("messageOther"), QStringLiteral("Find it..."));
        QCOMPARE(document().moment().strokes, sketch);
        if (how == u"again") {
            photo();
            click("messageAction");
        } else {
            m_script->onLoad = nullptr;
            QTimer::singleShot(0, this, [elsewhere] {
                auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
                QVERIFY(dialog != nullptr);
                dialog->selectFile(elsewhere);
                QMetaObject::invokeMethod(dialog, "accept");
            });
            click("messageOther");
            QTRY_COMPARE(m_window->desk().photoPath(), elsewhere);
            QCOMPARE(m_window->windowTitle(), QStringLiteral("elsewhere.jpg - Croquis"));
        }
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().undoStack().canUndo(), false); // nothing was pushed: the setting came from the test
        QCOMPARE(ui::putAsideSketches().size(), how == u"other" ? 1 : 0);
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

    /// The sketch before stays: whose it is is said, and which photo failed.
    void ofASeriesADamagedPhotoIsNamedAndSoIsWhatIsShown() {
        drop({photo("a.jpg"), photo("b.jpg"), photo("c.jpg")});
        QTRY_COMPARE(state(), RunState::done);
        m_script->onLoad = [] { throw ImageFileError("b.jpg is damaged or incomplete."); };
        click("messageAction");
        QTRY_VERIFY2(message().startsWith(QStringLiteral("b.jpg is damaged")), qPrintable(message()));
        QVERIFY2(message().contains(QStringLiteral("The sketch of a.jpg is still shown.")), qPrintable(message()));
        QVERIFY(m_window->windowTitle().startsWith(QStringLiteral("a.jpg")));
        QCOMPARE(offered(), QStringLiteral("Next photo"));
        m_script->onLoad = nullptr;
        click("messageAction");
        QTRY_COMPARE(document().photo()->summary.fileName, std::string("c.jpg"));
    }

    void whatGoesOnIsSaid() {
        runLong();
        drop({photo("broken.jpg")});
        QTRY_VERIFY2(message().startsWith(QStringLiteral("broken.jpg is damaged")), qPrintable(message()));
        QVERIFY2(message().endsWith(QStringLiteral(" photo.jpg is still being drawn.")), qPrintable(message()));
        QCOMPARE(state(), RunState::running);
        QCOMPARE(offered(), QStringLiteral("Open another"));
        m_window->desk().pauseOrResume();
        drop({photo("broken-2.jpg")});
        QTRY_VERIFY2(message().startsWith(QStringLiteral("broken-2.jpg is damaged")), qPrintable(message()));
        QVERIFY2(message().endsWith(QStringLiteral(" The sketch of photo.jpg is still shown.")), qPrintable(message()));
        QCOMPARE(state(), RunState::paused);
        m_window->desk().pauseOrResume();
        m_script->iterations = 0;
        QTRY_COMPARE(state(), RunState::done);
    }

    /// The file changes after it was looked at: it is said how far the sketch has come.
    void whatTheReadingEndedIsSaid() {
        runLong();
        m_script->onLoad = [] { throw ImageFileError("b.jpg is damaged or incomplete."); };
        drop({photo("b.jpg")});
        QTRY_VERIFY2(message().startsWith(QStringLiteral("b.jpg is damaged")), qPrintable(message()));
        QVERIFY2(message().endsWith(QStringLiteral("The sketch of photo.jpg is still shown, as far as it was drawn.")),
                 qPrintable(message()));
    }

    /// While the sketch before is still there, too.
    void whatIsReadIsNamed() {
        drop({photo("a.jpg")});
        QTRY_COMPARE(state(), RunState::done);
        m_script->read.close();
        drop({photo("b.jpg")});
        QTRY_COMPARE(state(), RunState::preparing);
        const auto* status = m_window->findChild<QLabel*>(QStringLiteral("status"));
        QTRY_VERIFY2(status->text().contains(QStringLiteral("b.jpg")), qPrintable(status->text()));
        m_script->openGates();
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(!status->text().contains(QStringLiteral("b.jpg")));
    }

    void aPhotoThatWaitsForAModelIsNamed() {
        m_script->onOpen = [] { throw ModelFileError("The model x is missing: y is not in z."); };
        makeWindow();
        QTRY_COMPARE(state(), RunState::noModel);
        const auto* waits = m_window->findChild<QLabel*>(QStringLiteral("modelWaiting"));
        QVERIFY(waits != nullptr && !waits->isVisible());
        drop({photo("a.jpg")});
        QTRY_VERIFY2(waits->isVisible() && waits->text().startsWith(QStringLiteral("a.jpg ")),
                     qPrintable(waits->text()));
        drop({photo("b.jpg")});
        QTRY_VERIFY2(waits->text().startsWith(QStringLiteral("b.jpg ")), qPrintable(waits->text()));
    }

    /// A file may be called anything; a label is one line.
    void aStrangeNameStaysOnOneLine() {
        const auto isPlain = [](const QString& text) {
            return !text.isEmpty() && std::none_of(text.begin(), text.end(), [](QChar c) {
                return c.category() == QChar::Other_Control || c == QChar(0x2028) || c == QChar(0x202e);
            });
        };
        const QString strange = photo("line\nbreak \x07 \xe2\x80\xaegpj.jpg");
        drop({strange});
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY2(isPlain(m_window->windowTitle()), qPrintable(m_window->windowTitle()));
        const auto* caption = m_window->findChild<ui::PhotoPanel*>()->findChild<QLabel*>(QStringLiteral("caption"));
        QVERIFY2(isPlain(caption->text()) && isPlain(caption->toolTip()), qPrintable(caption->toolTip()));
        QCOMPARE(caption->textFormat(), Qt::PlainText); // "<b>" is a part of a name
        QVERIFY(isPlain(canvas()->spokenDescription()));
        QVERIFY2(isPlain(action("quickExport")->toolTip()), qPrintable(action("quickExport")->toolTip()));
        quickExport();
        QVERIFY2(message().startsWith(QStringLiteral("Saved ")) && isPlain(message()), qPrintable(message()));
        drop({put("no\nphoto.jpg", "hello there")});
        QVERIFY2(message().contains(QStringLiteral("isn't a picture")) && isPlain(message()), qPrintable(message()));
        int named = 0; // in the menu of recent files
        for (auto* menu : m_window->findChildren<QMenu*>()) {
            Q_EMIT menu->aboutToShow();
            for (const auto* each : menu->actions())
                if (each->text().contains(QStringLiteral("break"))) {
                    ++named;
                    QVERIFY2(isPlain(each->text()), qPrintable(each->text()));
                }
        }
        QVERIFY(named > 0);
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
        QTRY_VERIFY(m_script->draws == 1 && state() == RunState::done);
        m_script->originalWidth = 64;
        drop({photo("other.jpg")});
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        QCOMPARE(document().photo()->summary.fileName, std::string("other.jpg"));
    }

    /// Neither with its message closed, nor after the way back to it.
    void aUniformPhotoIsNotOfferedToBeSketched() {
        const auto leadsToAnother = [this] {
            return action("primary")->text() == QStringLiteral("Open") && !action("sketch")->isEnabled() &&
                   !action("newSeed")->isEnabled();
        };
        m_script->nothingToDraw = "photo.jpg looks almost uniform, so there is nothing to draw.";
        drop({photo()});
        QTRY_COMPARE(state(), RunState::failed);
        QCOMPARE(action("primary")->text(), QStringLiteral("Open another"));
        click("closeMessage");
        QVERIFY2(leadsToAnother(), qPrintable(action("primary")->text()));
        m_script->read.close();
        drop({photo("other.jpg")});
        QCOMPARE(state(), RunState::preparing);
        key(Qt::Key_Escape);
        QCOMPARE(state(), RunState::loaded);
        QVERIFY2(leadsToAnother(), qPrintable(action("primary")->text()));
        m_script->read.open();
        m_script->nothingToDraw.clear();
        drop({photo("other.jpg")});
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(action("primary")->text(), QStringLiteral("Draw on"));
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
};

QTEST_MAIN(PhotoMessagesTest)
#include "photo_messages_test.moc"
