// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model_catalogue.hpp"
#include "ui/models/models_door.hpp"
#include "ui/window_test.hpp"

#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QToolButton>

using namespace croquis;
using ui::RunState;

/// The window as it is the first time: no settings, no CLIP.
class FirstStartTest : public test::WindowTest {
    Q_OBJECT

  private:
    void begin() {
        qputenv("CROQUIS_MODELS", m_folder->path().toUtf8());
        QSettings().remove(QStringLiteral("clipOffered"));
        start();
    }
    void start() {
        makeWindow();
        QTRY_VERIFY(!m_window->desk().currentEngine().device.empty());
    }
    bool isOffered() { return message().startsWith(QStringLiteral("With CLIP (RN101")); }

  private Q_SLOTS:
    /// Nobody has to be quick: it is there before, beside and after the first sketch, which it doesn't hold up.
    void clipIsOfferedAndStays() {
        begin();
        QTRY_VERIFY(isOffered());
        for (const char* words : {"RN101", "ViT-B/32; 646 MB, licence MIT", "the built-in network does"})
            QVERIFY2(message().contains(QLatin1String(words)), qPrintable(message()));
        drawToTheEnd();
        QVERIFY(isOffered());
        start(); // once is enough: the models are in the menu
        drawToTheEnd();
        QVERIFY(message().isEmpty());
    }

    /// What a photo has to say comes first; then it is back.
    void anotherMessageTakesItsPlaceForAWhile() {
        begin();
        QTRY_VERIFY(isOffered());
        m_window->findChild<ui::MessageBar*>()->show(ui::MessageBar::Kind::hint, QStringLiteral("Of a photo."));
        drawToTheEnd();
        QTRY_VERIFY(isOffered());
    }

    /// Nor is it a part of another message, which has no button for it.
    void itIsNotGluedToAnotherMessage() {
        begin();
        QTRY_VERIFY(isOffered());
        drawToTheEnd();
        drop({photo("other.jpg")});
        QTRY_VERIFY2(message().contains(QStringLiteral("put aside")), qPrintable(message()));
        QVERIFY2(!message().contains(QStringLiteral("CLIP")), qPrintable(message()));
        QTRY_COMPARE(state(), RunState::done);
    }

    void itIsClosedForGood() {
        begin();
        QTRY_VERIFY(isOffered());
        click("closeMessage");
        QVERIFY(message().isEmpty());
        drawToTheEnd();
        QVERIFY(message().isEmpty());
        start();
        drawToTheEnd();
        QVERIFY(message().isEmpty());
    }

    /// Both, one after the other, whatever becomes of the first; and the network that has come draws.
    void oneClickFetchesBoth() {
        qputenv("https_proxy", "http://127.0.0.1:9"); // nothing is fetched from anywhere
        begin();
        QTRY_VERIFY(isOffered());
        click("messageAction");
        auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("modelsDialog"));
        QVERIFY(dialog != nullptr && dialog->isVisible());
        const auto* news = dialog->findChild<QLabel*>(QStringLiteral("modelNews"));
        const auto* fetch = dialog->findChild<QPushButton*>(QStringLiteral("fetchModel"));
        const auto* cancel = dialog->findChild<QPushButton*>(QStringLiteral("cancelModel"));
        QTRY_VERIFY(!cancel->isEnabled() && fetch->isEnabled());
        QVERIFY2(news->text().contains(QStringLiteral("can't be reached")), qPrintable(news->text()));
        for (const char* name : {"RN101", "ViT-B/32"}) {
            const auto& entry = models::ModelCatalogue::builtIn().find(name);
            QFile file(m_folder->filePath(QString::fromStdString(entry.file)));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(static_cast<qint64>(entry.size())));
            Q_EMIT m_window->findChild<ui::ModelsDoor*>()->arrived(QString::fromStdString(entry.name));
        }
        dialog->close();
        drop({photo()});
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(!isOffered());
        qunsetenv("https_proxy");
    }
};

QTEST_MAIN(FirstStartTest)
#include "first_start_test.moc"
