// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "ui/main_window/cache_folder.hpp"
#include "ui/main_window/put_aside.hpp"
#include "ui/window_test.hpp"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QDir>
#include <QPushButton>
#include <QSettings>
#include <QTimer>

using namespace croquis;
using ui::RunState;

namespace {

/// A file in a folder's place, so that nothing can be written there, whoever one is.
class Blocked {
  public:
    explicit Blocked(const QString& folder) : m_file(folder) {
        QDir(folder).removeRecursively();
        QDir().mkpath(QFileInfo(folder).path());
        m_isBlocked = m_file.open(QIODevice::WriteOnly);
        m_file.close();
    }
    ~Blocked() { m_file.remove(); }
    Blocked(const Blocked&) = delete;
    Blocked& operator=(const Blocked&) = delete;
    explicit operator bool() const { return m_isBlocked; }

  private:
    QFile m_file;
    bool m_isBlocked = false;
};

} // namespace

/// The program's own folders can't be written to, its parts are missing: each is one sentence and a way on, and the
/// sketch is kept.
class FoldersTest : public test::WindowTest {
    Q_OBJECT

  private Q_SLOTS:
    void aSketchThatCantBePutAsideCanBeExported() {
        drawToTheEnd();
        const auto shown = document().visibleStrokes();
        const Blocked blocked(ui::putAsideFolder());
        QVERIFY(blocked);
        drop({photo("other.jpg")});
        QTRY_VERIFY2(message().startsWith(QStringLiteral("Couldn't save")), qPrintable(message()));
        QVERIFY2(message().contains(QStringLiteral("The sketch of photo.jpg is still here")), qPrintable(message()));
        QCOMPARE(offered(), QStringLiteral("Open without it"));
        QCOMPARE(offered("messageOther"), QStringLiteral("Export..."));
        QCOMPARE(document().visibleStrokes(), shown);
        QCOMPARE(state(), RunState::done);
        bool asked = false;
        QTimer::singleShot(0, this, [&] {
            auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("exportDialog"));
            asked = dialog != nullptr;
            if (asked)
                QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("primary")), Qt::LeftButton);
        });
        click("messageOther");
        QVERIFY(asked);
        QVERIFY2(message().startsWith(QStringLiteral("Saved")), qPrintable(message()));
        drop({photo("other.jpg")}); // there is nothing to be lost any more
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("other.jpg - Croquis"));
    }

    void settingsThatCantBeSavedAreSaidOnce() {
        const QString file = QSettings().fileName();
        QDir folder = QFileInfo(file).dir(); // the organisation's
        QVERIFY(folder.cdUp());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->filePath(QStringLiteral("no")));
        {
            const Blocked blocked(m_folder->filePath(QStringLiteral("no")));
            QVERIFY(blocked);
            setAutoStart(false);
            QVERIFY2(message().startsWith(QStringLiteral("The settings can't be saved")), qPrintable(message()));
            m_window->findChild<ui::MessageBar*>()->clear();
            setAutoStart(true);
            QCOMPARE(message(), QString()); // once is enough
            drawToTheEnd();                 // they hold
        }
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
        QCOMPARE(QSettings().fileName(), file);
    }

    void whatCantBeKeptAsAFileIsSaid() {
        drawToTheEnd();
        key(Qt::Key_C, Qt::ControlModifier);
        drop({photo("other.jpg")});
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        const auto other = document().visibleStrokes();
        const Blocked blocked(ui::cacheFolder());
        QVERIFY(blocked);
        const QString says = QStringLiteral("is full or can't be written to");
        key(Qt::Key_V, Qt::ControlModifier); // a sketch, and no photo of one
        QVERIFY2(message().contains(says), qPrintable(message()));
        m_window->findChild<ui::MessageBar*>()->clear();
        action("sample-cat")->trigger();
        QVERIFY2(message().contains(says), qPrintable(message()));
        m_window->findChild<ui::MessageBar*>()->clear();
        QImage image(80, 60, QImage::Format_RGB32);
        image.fill(Qt::darkGreen);
        QApplication::clipboard()->setImage(image);
        key(Qt::Key_V, Qt::ControlModifier);
        QVERIFY2(message().contains(says), qPrintable(message()));
        QCOMPARE(offered(), QStringLiteral("Open another"));
        QCOMPARE(document().visibleStrokes(), other);
        QCOMPARE(state(), RunState::done);
        QCOMPARE(m_script->draws.load(), 2);
    }

    void aMissingEngineIsSaidAndTriedAgain() {
        drawToTheEnd();
        const auto shown = document().visibleStrokes();
        action("quickExport")->trigger();
        m_script->onOpen = [] {
            throw DeviceError("The drawing engine can't be loaded (libcroquis_engine.so: cannot open shared object "
                              "file: No such file or directory). Install Croquis again.");
        };
        makeWindow();
        QTRY_COMPARE(state(), RunState::failed);
        QVERIFY2(message().contains(QStringLiteral("Install Croquis again")), qPrintable(message()));
        QCOMPARE(offered(), QStringLiteral("Try again"));
        drop({m_folder->filePath(QStringLiteral("photo.svg"))}); // a sketch is looked at and exported without it
        QTRY_COMPARE(document().visibleStrokes(), shown);
        QVERIFY(action("quickExport")->isEnabled());
        m_script->onOpen = nullptr;
        click("messageAction");
        QTRY_VERIFY(document().photo() && state() == RunState::done);
        QCOMPARE(document().visibleStrokes(), shown);
    }

    /// A model that is missing hides the sketch behind its card, and keeps it.
    void aMissingModelKeepsTheSketch() {
        drawToTheEnd();
        const auto shown = document().visibleStrokes();
        m_script->onOpen = [] {
            throw ModelFileError("The model x is missing: y is not in z. \"croquis-cli models fetch x\" brings it.");
        };
        m_window->openEngine();
        QTRY_COMPARE(state(), RunState::noModel);
        QCOMPARE(document().visibleStrokes(), shown);
        action("quickExport")->trigger();
        QVERIFY2(message().startsWith(QStringLiteral("Saved")), qPrintable(message()));
        m_script->onOpen = nullptr;
        click("retryModel");
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().visibleStrokes(), shown);
        QCOMPARE(m_script->draws.load(), 1);
    }
};

QTEST_MAIN(FoldersTest)
#include "folders_test.moc"
