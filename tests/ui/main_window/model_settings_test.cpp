// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "models/model_catalogue.hpp"
#include "ui/canvas/model_card.hpp"
#include "ui/main_window/settings_driver.hpp"

#include <QApplication>
#include <QFileDialog>
#include <QLabel>
#include <QSignalSpy>

using namespace croquis;
using ui::RunState;

/// Which networks judge and look, chosen in the settings.
class ModelSettingsTest : public test::SettingsDriver {
    Q_OBJECT

  private:
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
        unfoldCard();
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

    /// Without its network the paper's recipe isn't taken over, and what is drawn goes on.
    void aRecipeWithoutItsNetworkLeavesTheRunAlone() {
        const QByteArray before = qgetenv("CROQUIS_MODELS");
        const bool wasSet = qEnvironmentVariableIsSet("CROQUIS_MODELS");
        qputenv("CROQUIS_MODELS", m_folder->path().toUtf8()); // where nothing is
        makeWindow();
        runLong();
        auto* box = m_window->findChild<QComboBox*>(QStringLiteral("recipeBox"));
        const auto chooseRecipe = [box](const char* recipe) {
            box->setCurrentIndex(box->findData(QLatin1String(recipe)));
            Q_EMIT box->activated(box->currentIndex());
        };
        const auto has = [this](const char* name) {
            const auto& entry = models::ModelCatalogue::builtIn().find(name);
            QFile file(m_folder->filePath(QString::fromStdString(entry.file)));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(static_cast<qint64>(entry.size())));
        };
        const int opens = m_script->opens;
        chooseRecipe("clipasso");
        QCOMPARE(message(), QStringLiteral("CLIPasso needs RN101 and ViT-B/32, which aren't installed."));
        QCOMPARE(offered(), QStringLiteral("Models..."));
        QCOMPARE(box->currentData().toString(), QStringLiteral("default"));
        QCOMPARE(document().settings().recipe, std::string("default"));
        QVERIFY(!isResting() && !document().undoStack().canUndo());
        has("ViT-B/32");
        chooseRecipe("clipasso");
        QCOMPARE(message(), QStringLiteral("CLIPasso needs RN101, which isn't installed."));
        QCOMPARE(state(), RunState::running);
        QCOMPARE(m_script->draws.load(), 1);
        QCOMPARE(m_script->opens.load(), opens);
        has("RN101");
        chooseRecipe("clipasso");
        QCOMPARE(document().settings().recipe, std::string("clipasso"));
        QTRY_COMPARE(m_script->opened.get().model, std::string("RN101"));
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
        unfoldCard();
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
};

QTEST_MAIN(ModelSettingsTest)
#include "model_settings_test.moc"
