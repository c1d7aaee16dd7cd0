// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "models/model_catalogue.hpp"
#include "ui/canvas/model_card.hpp"
#include "ui/style/language.hpp"
#include "ui/style/theme.hpp"
#include "ui/window_test.hpp"

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTimer>

#include <functional>

using namespace croquis;
using ui::RunState;

/// What the settings and the help say and bring about.
class SettingsTest : public test::WindowTest {
    Q_OBJECT

  private:
    /// The dialog that the action opens, and what is done there.
    void inThe(const char* dialogName, const char* actionName, const std::function<void(QDialog&)>& act) {
        bool done = false;
        QTimer::singleShot(0, this, [&] {
            auto* dialog = m_window->findChild<QDialog*>(QLatin1String(dialogName));
            QVERIFY(dialog != nullptr);
            act(*dialog);
            done = true;
            dialog->close();
        });
        action(actionName)->trigger();
        QVERIFY(done);
    }
    void choose(const char* box, const QString& value) {
        inThe("settingsDialog", "settings", [&](QDialog& dialog) {
            auto* combo = dialog.findChild<QComboBox*>(QLatin1String(box));
            QVERIFY(combo->findData(value) >= 0);
            combo->setCurrentIndex(combo->findData(value));
            QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("primary")), Qt::LeftButton);
        });
    }

    /// Through "Other file...". @param file  empty: the person thinks better of it.
    void chooseFile(QDialog& dialog, const char* box, const QString& file) {
        auto* combo = dialog.findChild<QComboBox*>(QLatin1String(box));
        const int other = combo->findText(QStringLiteral("Other file..."));
        QVERIFY(other > 0);
        QTimer::singleShot(0, this, [file] {
            auto* files = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            QVERIFY(files != nullptr);
            files->selectFile(file);
            QMetaObject::invokeMethod(files, file.isEmpty() ? "reject" : "accept");
        });
        combo->setCurrentIndex(other);
        Q_EMIT combo->activated(other);
    }

  private Q_SLOTS:
    void anotherLanguageSaysWhenItComes() {
        choose("languageBox", QStringLiteral("de"));
        QCOMPARE(message(), QStringLiteral("The language changes at the next start."));
        inThe("settingsDialog", "settings", [](QDialog& dialog) {
            QStringList said;
            for (const auto* label : dialog.findChildren<QLabel*>())
                if (label->isVisible())
                    said += label->text();
            QVERIFY(said.contains(QStringLiteral("Takes effect at the next start")));
        });
    }

    /// A card that isn't there any more is still what was chosen, until another device is.
    void aCardThatIsGoneStaysChosen() {
        QSettings().setValue(QStringLiteral("device"), QStringLiteral("cuda:77"));
        makeWindow();
        inThe("settingsDialog", "settings", [](QDialog& dialog) {
            auto* combo = dialog.findChild<QComboBox*>(QStringLiteral("deviceBox"));
            QCOMPARE(combo->currentData().toString(), QStringLiteral("cuda:77"));
            QTRY_COMPARE(combo->currentText(), QStringLiteral("cuda:77 (not available)"));
            QCOMPARE(combo->currentData().toString(), QStringLiteral("cuda:77"));
            QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("primary")), Qt::LeftButton);
        });
        QCOMPARE(QSettings().value(QStringLiteral("device")).toString(), QStringLiteral("cuda:77"));
        choose("deviceBox", QStringLiteral("cpu"));
        QCOMPARE(QSettings().value(QStringLiteral("device")).toString(), QStringLiteral("cpu"));
        inThe("settingsDialog", "settings", [](QDialog& dialog) {
            const auto* combo = dialog.findChild<QComboBox*>(QStringLiteral("deviceBox"));
            QTRY_VERIFY(combo->findText(QStringLiteral("Looking for graphics cards...")) < 0);
            QVERIFY(combo->findData(QStringLiteral("cuda:77")) < 0);
        });
    }

    /// On a driver that pretends: the one card by its name, with what keeps it from being used; the window names it
    /// too.
    void cardsHaveTheirNames() {
        if (!qEnvironmentVariableIsSet("PRETENDED_CUDA"))
            QSKIP("There is no pretended driver: run this through ctest.");
        inThe("settingsDialog", "settings", [](QDialog& dialog) {
            const auto* combo = dialog.findChild<QComboBox*>(QStringLiteral("deviceBox"));
            QVERIFY(combo->findText(QStringLiteral("Looking for graphics cards...")) > 0); // the dialog doesn't wait
            QTRY_VERIFY(combo->findData(QStringLiteral("cuda:0")) > 0);
            QCOMPARE(combo->findText(QStringLiteral("Looking for graphics cards...")), -1);
            const int card = combo->findData(QStringLiteral("cuda:0"));
            QCOMPARE(combo->itemText(card), QStringLiteral("Pretended card 7 (not available)"));
            QVERIFY(!(combo->model()->flags(combo->model()->index(card, 0)) & Qt::ItemIsEnabled));
            const QString why = combo->itemData(card, Qt::ToolTipRole).toString();
            QVERIFY2(why.contains(QStringLiteral("too old")), qPrintable(why));
        });
        m_script->device = "cuda:0";
        makeWindow();
        const auto* status = m_window->findChild<QLabel*>(QStringLiteral("engineStatus"));
        QTRY_VERIFY2(status->text().startsWith(QStringLiteral("Pretended card 7 · ")), qPrintable(status->text()));
    }

    void theChosenModelIsTheOneFetched() {
        const auto& models = models::ModelCatalogue::builtIn();
        const auto& entry = models.find("RN50x4");
        const QByteArray before = qgetenv("CROQUIS_MODELS");
        const bool wasSet = qEnvironmentVariableIsSet("CROQUIS_MODELS");
        qputenv("CROQUIS_MODELS", m_folder->path().toUtf8()); // where nothing is
        makeWindow();
        QTRY_COMPARE(state(), RunState::empty);
        m_script->onOpen = [] { throw ModelFileError("The model RN50x4 is missing: RN50x4.pt is not in z."); };
        choose("modelBox", QString::fromStdString(entry.name));
        QTRY_COMPARE(state(), RunState::noModel);
        auto* card = m_window->findChild<ui::ModelCard*>();
        QVERIFY(card->isVisible());
        QStringList said;
        for (const auto* label : card->findChildren<QLabel*>())
            said += label->text();
        const QString all = said.join(QLatin1Char('\n'));
        for (const auto& word :
             {QString::fromStdString(entry.file), QString::fromStdString(entry.licence),
              QString::fromStdString(entry.caution), QStringLiteral("from openaipublic.azureedge.net"),
              QLocale().formattedDataSize(static_cast<qint64>(entry.size()), 1, QLocale::DataSizeSIFormat)})
            QVERIFY2(all.contains(word), qPrintable(word + QStringLiteral(" in ") + all));
        QVERIFY(!all.contains(QStringLiteral("efficientnet"))); // the default isn't asked for
        QCOMPARE(action("primary")->text(), QStringLiteral("Fetch"));
        QVERIFY(action("primary")->isEnabled());
        disconnect(card, &ui::ModelCard::fetchRequested, nullptr, nullptr); // not over the network
        QSignalSpy asked(card, &ui::ModelCard::fetchRequested);
        QTest::mouseClick(card->findChild<QPushButton*>(QStringLiteral("primary")), Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        QVERIFY(asked[0][0].toStringList().contains(QString::fromStdString(entry.name)));
        // Another choice is a click away, and ends it.
        m_script->onOpen = nullptr;
        bool done = false;
        QTimer::singleShot(0, this, [&] {
            auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("settingsDialog"));
            dialog->findChild<QComboBox*>(QStringLiteral("modelBox"))->setCurrentIndex(0);
            done = true;
            QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("primary")), Qt::LeftButton);
        });
        click("otherModel");
        QVERIFY(done);
        QTRY_COMPARE(state(), RunState::empty);
        wasSet ? qputenv("CROQUIS_MODELS", before) : qunsetenv("CROQUIS_MODELS");
    }

    /// What counts is what the engine was opened with, which may be the recipe's own network.
    void aNetworkOtherThanTheRecipesOpensTheEngine() {
        const auto& paper = models::ModelCatalogue::builtIn().find("RN101");
        const QByteArray before = qgetenv("CROQUIS_MODELS");
        const bool wasSet = qEnvironmentVariableIsSet("CROQUIS_MODELS");
        qputenv("CROQUIS_MODELS", m_folder->path().toUtf8());
        QFile file(m_folder->filePath(QString::fromStdString(paper.file)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(static_cast<qint64>(paper.size())));
        makeWindow();
        document().setSettings(ui::withRecipe(document().settings(), "clipasso"));
        QTRY_COMPARE(m_script->opened.get().model, std::string("RN101"));
        QVERIFY(m_script->opened.get().cardMayFollow); // without a restart
        choose("modelBox", QStringLiteral("efficientnet-lite0"));
        QTRY_COMPARE(m_script->opened.get().model, std::string("efficientnet-lite0"));
        choose("modelBox", QString());
        QTRY_COMPARE(m_script->opened.get().model, std::string("RN101"));
        // The default by its name is the default.
        document().setSettings(ui::withRecipe(document().settings(), "default"));
        QTRY_COMPARE(m_script->opened.get().model, std::string());
        const int opens = m_script->opens;
        choose("modelBox", QStringLiteral("efficientnet-lite0"));
        document().setSettings(ui::RunSettings{8});
        QCOMPARE(m_script->opens.load(), opens);
        wasSet ? qputenv("CROQUIS_MODELS", before) : qunsetenv("CROQUIS_MODELS");
    }

    void aWeightsFileOfOnesOwnDraws() {
        const QString own = m_folder->filePath(QStringLiteral("own.pt"));
        QFile file(own);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("weights") == 7);
        file.close();
        QTRY_COMPARE(state(), RunState::empty);
        // Nothing named: the box has what it had.
        inThe("settingsDialog", "settings", [this](QDialog& dialog) {
            chooseFile(dialog, "modelBox", {});
            QCOMPARE(dialog.findChild<QComboBox*>(QStringLiteral("modelBox"))->currentIndex(), 0);
        });
        const std::string sentence =
            "The model file " + own.toStdString() +
            " can't be used: it is too short to be a weights file. Fetch it again or choose another.";
        m_script->onOpen = [sentence] { throw ModelFileError(sentence); };
        inThe("settingsDialog", "settings", [this, own](QDialog& dialog) {
            chooseFile(dialog, "modelBox", own);
            auto* box = dialog.findChild<QComboBox*>(QStringLiteral("modelBox"));
            QCOMPARE(box->currentText(), QStringLiteral("own.pt"));
            QCOMPARE(box->itemData(box->currentIndex(), Qt::ToolTipRole).toString(), own);
            QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("primary")), Qt::LeftButton);
        });
        QTRY_COMPARE(state(), RunState::noModel); // what is wrong with it is said by its reader
        QStringList said;
        for (const auto* label : m_window->findChild<ui::ModelCard*>()->findChildren<QLabel*>())
            said += label->text();
        QVERIFY2(said.contains(QString::fromStdString(sentence)), qPrintable(said.join(QLatin1Char('\n'))));
        m_script->onOpen = nullptr;
        click("retryModel");
        QTRY_COMPARE(m_script->opened.get().model, own.toStdString());
        QTRY_COMPARE(state(), RunState::empty);
        // The next start draws with it; it stays in the list beside others, as long as it is there.
        makeWindow();
        QTRY_COMPARE(m_script->opened.get().model, own.toStdString());
        choose("modelBox", QStringLiteral("efficientnet-lite0"));
        QTRY_COMPARE(m_script->opened.get().model, std::string("efficientnet-lite0"));
        choose("modelBox", own);
        QTRY_COMPARE(m_script->opened.get().model, own.toStdString());
        choose("modelBox", QString());
        QVERIFY(QFile::remove(own));
        inThe("settingsDialog", "settings", [own](QDialog& dialog) {
            QCOMPARE(dialog.findChild<QComboBox*>(QStringLiteral("modelBox"))->findData(own), -1);
        });
    }

    /// Who says where strokes begin is asked by CLIP's networks alone.
    void theObserverIsChosenToo() {
        QTRY_COMPARE(state(), RunState::empty);
        QTRY_COMPARE(m_script->opens.load(), 1); // the window's own, which may still be on its way
        const int opens = m_script->opens;
        choose("observerBox", QStringLiteral("ViT-B/16"));
        QCOMPARE(m_script->opens.load(), opens);
        choose("modelBox", QStringLiteral("RN101"));
        QTRY_COMPARE(m_script->opened.get().model, std::string("RN101"));
        QCOMPARE(m_script->opened.get().saliencyModel, std::string("ViT-B/16"));
        choose("observerBox", QStringLiteral("RN50"));
        QTRY_COMPARE(m_script->opened.get().saliencyModel, std::string("RN50"));
        choose("observerBox", QString());
        QTRY_COMPARE(m_script->opened.get().saliencyModel, std::string());
        inThe("settingsDialog", "settings", [](QDialog& dialog) {
            QCOMPARE(dialog.findChild<QComboBox*>(QStringLiteral("observerBox"))->findData("efficientnet-lite0"), -1);
        });
    }

    /// Light or dark as the desktop is, at once, unless the person chose.
    void theDesktopsThemeIsFollowed() {
        ui::applyTheme(ui::Theme::system);
        const auto window = [this] { return m_window->grab().toImage().pixelColor(3, m_window->height() - 3); };
        ui::desktopBecame(false);
        QVERIFY(!ui::isDark());
        const QColor light = window();
        ui::desktopBecame(true);
        QVERIFY(ui::isDark());
        const QColor dark = window();
        QVERIFY2(light.lightness() > dark.lightness() + 100, qPrintable(light.name() + dark.name()));
        ui::applyTheme(ui::Theme::light);
        ui::desktopBecame(false);
        ui::desktopBecame(true);
        QVERIFY(!ui::isDark());
        ui::applyTheme(ui::Theme::system);
        QVERIFY(ui::isDark()); // it wasn't forgotten
        ui::desktopBecame(false);
        // What a Qt before 6.5 tells: the offscreen desktop is light, and our own colours stay.
        ui::desktopBecame(true);
        QEvent changed(QEvent::ThemeChange);
        QCoreApplication::sendEvent(m_window.get(), &changed);
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
        QVERIFY(!ui::isDark());
#endif
        ui::desktopBecame(false);
        QCOMPARE(window(), light);
        ui::applyTheme(ui::Theme::light);
    }

    void whatCantBeTheModelIsCalledDamaged() {
        const QByteArray before = qgetenv("CROQUIS_MODELS");
        const bool wasSet = qEnvironmentVariableIsSet("CROQUIS_MODELS");
        qputenv("CROQUIS_MODELS", m_folder->path().toUtf8());
        QFile file(m_folder->filePath(QStringLiteral("RN101.pt")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("5 byt") == 5);
        file.close();
        inThe("settingsDialog", "settings", [](QDialog& dialog) {
            auto* box = dialog.findChild<QComboBox*>(QStringLiteral("modelBox"));
            const auto words = [box](const char* model) { return box->itemText(box->findData(QLatin1String(model))); };
            QCOMPARE(words("RN101"), QStringLiteral("RN101 (damaged)"));
            QCOMPARE(words("RN50"), QStringLiteral("RN50 (not installed)"));
        });
        wasSet ? qputenv("CROQUIS_MODELS", before) : qunsetenv("CROQUIS_MODELS");
    }

    void keysAreNamedInThePersonsLanguage() {
        const auto rows = [this] {
            QString text;
            QTimer::singleShot(0, this, [&] {
                auto* box = m_window->findChild<QMessageBox*>(QStringLiteral("keys"));
                text = box->text();
                box->close();
            });
            action("shortcuts")->trigger();
            return text;
        };
        QVERIFY(rows().contains(QStringLiteral("Del L H R")));
        const ui::Language german(QLocale(QStringLiteral("de")));
        makeWindow();
        const QString text = rows();
        QVERIFY2(text.contains(QStringLiteral("Entf L H R")) && text.contains(QStringLiteral("← ↑ → ↓")),
                 qPrintable(text));
        QVERIFY(!text.contains(QStringLiteral("Ctrl")) && !text.contains(QStringLiteral("Del ")));
        QVERIFY2(action("primary")->toolTip().contains(QStringLiteral("Strg")),
                 qPrintable(action("primary")->toolTip()));
        m_window.reset(); // before its language
    }
};

QTEST_MAIN(SettingsTest)
#include "settings_test.moc"
