// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "ui/canvas/sketch_canvas.hpp"
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

#include <filesystem>
#include <optional>

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

/// The program's settings can't be saved meanwhile.
class WithoutSettings {
  public:
    explicit WithoutSettings(const QString& folder) : m_before(QFileInfo(QSettings().fileName()).dir()) {
        m_before.cdUp(); // from the organisation's
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder);
        m_blocked.emplace(folder);
    }
    ~WithoutSettings() { QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_before.path()); }
    WithoutSettings(const WithoutSettings&) = delete;
    WithoutSettings& operator=(const WithoutSettings&) = delete;
    explicit operator bool() const { return static_cast<bool>(*m_blocked); }

  private:
    QDir m_before;
    std::optional<Blocked> m_blocked;
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
        svgIsWritten();
        QVERIFY2(message().startsWith(QStringLiteral("Saved")), qPrintable(message()));
        drop({photo("other.jpg")}); // there is nothing to be lost any more
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("other.jpg - Croquis"));
    }

    void settingsThatCantBeSavedAreSaidOnce() {
        const WithoutSettings without(m_folder->filePath(QStringLiteral("no")));
        QVERIFY(without);
        setAutoStart(false);
        QVERIFY2(message().startsWith(QStringLiteral("The settings can't be saved")), qPrintable(message()));
        m_window->findChild<ui::MessageBar*>()->clear();
        setAutoStart(true);
        QCOMPARE(message(), QString()); // once is enough
        drawToTheEnd();                 // they hold
    }

    /// What is said once is said beside what else there is to say.
    void settingsThatCantBeSavedAreSaidWithTheRest() {
        const WithoutSettings without(m_folder->filePath(QStringLiteral("no")));
        QVERIFY(without);
        m_script->notices = {"No clear subject found (nothing stands out). The whole photo will be drawn."};
        drop({photo("a.jpg"), photo("b.jpg")});
        const auto says = [this](const char* words) { return message().count(QLatin1String(words)) == 1; };
        QVERIFY2(says("The settings can't be saved") && says("1 more photo"), qPrintable(message()));
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY2(says("The settings can't be saved") && says("No clear subject"), qPrintable(message()));
        click(offered() == u"Next photo" ? "messageAction" : "messageOther");
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        QVERIFY2(!message().contains(QStringLiteral("settings can't")), qPrintable(message())); // it was read
    }

    /// Nor is it repeated beside what has nothing to do with the photo.
    void settingsThatCantBeSavedArentSaidAgain() {
        const WithoutSettings without(m_folder->filePath(QStringLiteral("no")));
        QVERIFY(without);
        drawToTheEnd();
        QVERIFY2(message().startsWith(QStringLiteral("The settings can't be saved")), qPrintable(message()));
        Q_EMIT document().stepLost(QStringLiteral("Hide"));
        QVERIFY2(message().startsWith(QStringLiteral("\"Hide\"")), qPrintable(message()));
        QVERIFY2(!message().contains(QStringLiteral("settings can't")), qPrintable(message()));
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

    /// A sample that was opened before is taken as it lies there: there may be no room for another, and it may be the
    /// photo at hand.
    void aSampleThatIsThereIsLeftAlone() {
        const QString there = ui::cacheFolder() + QStringLiteral("/cat.jpg"),
                      link = ui::cacheFolder() + QStringLiteral("/link.jpg");
        QFile::remove(there);
        QFile::remove(link);
        action("sample-cat")->trigger();
        QTRY_COMPARE(state(), RunState::done);
        QFile sample(QStringLiteral(":/samples/cat.jpg")), file(there);
        QVERIFY(sample.open(QIODevice::ReadOnly) && file.open(QIODevice::ReadOnly));
        const QByteArray content = sample.readAll();
        QVERIFY(file.readAll() == content);
        file.close();
        std::filesystem::create_hard_link(there.toStdString(), link.toStdString());
        action("sample-cat")->trigger();
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        QCOMPARE(std::filesystem::hard_link_count(there.toStdString()), std::uintmax_t{2}); // the very file
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("damaged") == 7);
        file.close();
        action("sample-cat")->trigger();
        QTRY_VERIFY(m_script->draws == 3 && state() == RunState::done);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll() == content); // else it is written anew
    }

    void aMissingEngineIsSaidAndTriedAgain() {
        drawToTheEnd();
        const auto shown = document().visibleStrokes();
        quickExport();
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

    /// Behind the card nobody would see it: without its photo it is shown.
    void aSketchIsShownAlthoughAModelIsMissing() {
        drawToTheEnd();
        const auto first = document().visibleStrokes();
        quickExport();
        m_script->iterations = 30;
        key(Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        m_script->onOpen = [] { throw ModelFileError("The model x is missing: y is not in z."); };
        m_window->openEngine();
        QTRY_COMPARE(state(), RunState::noModel);
        QVERIFY(!canvas()->isVisible());
        drop({m_folder->filePath(QStringLiteral("photo.svg"))});
        QTRY_COMPARE(document().visibleStrokes(), first);
        QTRY_COMPARE(state(), RunState::noModel);
        QVERIFY(canvas()->isVisible());
        QCOMPARE(ui::putAsideSketches().size(), 1); // the second
    }

    void theSketchThatIsOpenIsShownAlthoughAModelIsMissing() {
        drawToTheEnd();
        const auto shown = document().visibleStrokes();
        quickExport();
        m_script->onOpen = [] { throw ModelFileError("The model x is missing: y is not in z."); };
        m_window->openEngine();
        QTRY_COMPARE(state(), RunState::noModel);
        drop({m_folder->filePath(QStringLiteral("photo.svg"))});
        QTRY_VERIFY(state() == RunState::noModel && canvas()->isVisible());
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
        quickExport();
        QVERIFY2(message().startsWith(QStringLiteral("Saved")), qPrintable(message()));
        m_script->onOpen = nullptr;
        unfoldCard();
        click("retryModel");
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().visibleStrokes(), shown);
        QCOMPARE(m_script->draws.load(), 1);
    }
};

QTEST_MAIN(FoldersTest)
#include "folders_test.moc"
