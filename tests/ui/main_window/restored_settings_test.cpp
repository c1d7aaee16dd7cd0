// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model_catalogue.hpp"
#include "ui/window_test.hpp"
#include "vector/provenance_file.hpp"

#include <QAbstractButton>
#include <QLabel>
#include <QSettings>

using namespace croquis;
using ui::RunState;

namespace {

using Words = std::vector<std::string>;

vector::Provenance recordOf(std::vector<vector::Setting> settings) {
    vector::Provenance record;
    record.settings = std::move(settings);
    return record;
}

} // namespace

/// What a sketch that is dropped back was drawn with, beyond what the window has controls for.
class RestoredSettingsTest : public test::WindowTest {
    Q_OBJECT

  private:
    QString exported() { return m_folder->filePath(QStringLiteral("photo.svg")); }
    std::string recorded(const char* setting) {
        const auto record = vector::readProvenance(exported().toStdString());
        return *vector::findSetting(record, setting);
    }
    /// A photo drawn with these settings and exported.
    void exportWith(const ui::RunSettings& settings) {
        document().setSettings(settings);
        drawToTheEnd();
        quickExport();
        QVERIFY2(QFile::exists(exported()), qPrintable(message()));
    }
    void restoreInAnotherWindow() {
        QSettings().clear();
        QSettings().setValue(QStringLiteral("clipOffered"), true);
        makeWindow();
        QTRY_COMPARE(state(), RunState::empty);
        drop({exported()});
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(strokes(), std::size_t{16});
    }

  private Q_SLOTS:
    void aRecordIsTakenOver_data() {
        QTest::addColumn<QString>("recipe");
        QTest::addColumn<QString>("set");
        QTest::addColumn<QString>("observer");
        QTest::addColumn<QString>("iterations");
        QTest::addColumn<QStringList>("leftOut");
        QTest::newRow("nothing") << "default"
                                 << ""
                                 << ""
                                 << "" << QStringList();
        QTest::newRow("constants") << "default"
                                   << "view-fill=1,stage-weights=2:1,3:1"
                                   << ""
                                   << "" << QStringList();
        QTest::newRow("the paper's") << "clipasso"
                                     << "stop-rule=still,augmented-views=2"
                                     << ""
                                     << "" << QStringList();
        QTest::newRow("unknown") << "default"
                                 << "magic=7"
                                 << ""
                                 << "" << QStringList{"set magic=7"};
        QTest::newRow("out of range") << "default"
                                      << "augmented-views=-1"
                                      << ""
                                      << "" << QStringList{"set augmented-views=-1"};
        QTest::newRow("no value") << "default"
                                  << "view-fill"
                                  << ""
                                  << "" << QStringList{"set view-fill"};
        QTest::newRow("no such model") << "default"
                                       << ""
                                       << "nothing"
                                       << "" << QStringList{"saliency-model nothing"};
        QTest::newRow("no such file") << "default"
                                      << ""
                                      << "/gone/vit.pt"
                                      << "" << QStringList{"saliency-model /gone/vit.pt"};
        QTest::newRow("iterations") << "default"
                                    << ""
                                    << ""
                                    << "300" << QStringList{"iterations 300"};
    }
    void aRecordIsTakenOver() {
        QFETCH(const QString, recipe);
        QFETCH(const QString, set);
        QFETCH(const QString, observer);
        QFETCH(const QString, iterations);
        QFETCH(const QStringList, leftOut);
        ui::RunSettings settings;
        settings.set = {"view-fill=0.5"}; // of the sketch before
        settings.saliencyModel = "RN50";
        ui::Look look;
        QStringList said;
        for (const auto& words : ui::restoreSettings(recordOf({{"recipe", recipe.toStdString()},
                                                               {"set", set.toStdString()},
                                                               {"saliency-model", observer.toStdString()},
                                                               {"iterations", iterations.toStdString()}}),
                                                     settings, look))
            said += QString::fromStdString(words);
        QCOMPARE(said, leftOut);
        const auto again = recordOf(ui::settingsOf(settings, {}, look));
        QCOMPARE(*vector::findSetting(again, "set"), leftOut.isEmpty() ? set.toStdString() : std::string());
        QVERIFY(settings.saliencyModel.empty());
        QCOMPARE(ui::drawOptionsOf(settings).recipeSettings, settings.set);
    }

    /// A file may say what it likes: nobody reads a megabyte of it in a message.
    void theWordsOfAFileAreCut() {
        std::string words;
        for (int k = 0; k < 100000; ++k)
            words += "\u00fc\U0001F58A\n"; // two bytes, four, a line
        ui::RunSettings settings;
        ui::Look look;
        const auto leftOut = ui::restoreSettings(recordOf({{"recipe", words},
                                                           {"quality", words},
                                                           {"set", words},
                                                           {"mask", words},
                                                           {"iterations", words},
                                                           {"saliency-model", words},
                                                           {"brush", words},
                                                           {"paper-texture", words},
                                                           {"vary-width", words},
                                                           {"vary-opacity", words}}),
                                                 settings, look);
        QCOMPARE(leftOut.size(), std::size_t{10});
        for (const auto& each : leftOut) {
            const QString said = QString::fromStdString(each);
            QVERIFY2(said.size() < 64 && said.endsWith(QChar(0x2026)), qPrintable(said));
            QVERIFY2(!said.contains(QChar::ReplacementCharacter) && !said.contains(QLatin1Char('\n')), each.c_str());
        }
    }

    void constantsDecideHowThePhotoIsRead() {
        ui::RunSettings settings = ui::withRecipe({}, "clipasso");
        QCOMPARE(ui::photoOptionsOf(settings).placement, geometry::Placement::squash);
        settings.set = {"placement=letterbox", "stroke-width=1.5"};
        QCOMPARE(ui::photoOptionsOf(settings).placement, geometry::Placement::letterbox);
        QCOMPARE(ui::strokeWidthOf(settings), 1.5);
        document().setSettings(settings);
        QCOMPARE(document().look().page.canvasStrokeWidth, 1.5);
        document().setSettings({});
        QCOMPARE(document().look().page.canvasStrokeWidth, 3.0);
        QVERIFY(ui::withRecipe(settings, "default").set.empty());
    }

    void constantsAreKeptAndForgotten() {
        ui::RunSettings settings;
        settings.set = {"view-fill=1", "stage-weights=4:1", "5:1"};
        exportWith(settings);
        QCOMPARE(recorded("set"), std::string("view-fill=1,stage-weights=4:1,5:1"));
        restoreInAnotherWindow();
        QCOMPARE(document().settings().set, settings.set);
        QCOMPARE(message(), QString());
        document().undoStack().clear();
        action("newSeed")->trigger(); // drawn anew, with them
        QTRY_COMPARE(m_script->drawn.get().recipeSettings, settings.set);
        QTRY_COMPARE(state(), RunState::done);
        for (auto* section : m_window->findChildren<QAbstractButton*>(QStringLiteral("section")))
            section->setChecked(true);
        auto* row = m_window->findChild<QWidget*>(QStringLiteral("restoredSettings"));
        QVERIFY(row->isVisible());
        m_window->findChild<QAbstractButton*>(QStringLiteral("forgetRestored"))->click();
        QVERIFY(document().settings().set.empty() && !row->isVisible());
        QTRY_COMPARE(m_script->drawn.get().recipeSettings, Words());
        document().undoStack().undo();
        QVERIFY(document().settings().set == settings.set && row->isVisible());
    }

    void theObserverIsKeptWhereItIsThere() {
        const auto& entry = models::ModelCatalogue::builtIn().find("ViT-B/16");
        qputenv("CROQUIS_MODELS", m_folder->path().toUtf8());
        QFile file(m_folder->filePath(QString::fromStdString(entry.file)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(static_cast<qint64>(entry.size())));
        ui::RunSettings settings;
        settings.saliencyModel = entry.name;
        settings.set = {"saliency=attention"};
        exportWith(settings);
        QCOMPARE(recorded("saliency-model"), entry.name);
        const int draws = m_script->draws;
        restoreInAnotherWindow();
        QCOMPARE(document().settings().saliencyModel, entry.name);
        QTRY_COMPARE(m_script->opened.get().saliencyModel, entry.name);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(m_script->draws.load(), draws); // another engine is no reason to draw it anew
        QVERIFY(file.remove());
        restoreInAnotherWindow();
        QVERIFY(document().settings().saliencyModel.empty());
        QCOMPARE(message(), QStringLiteral("Of its settings these can't be kept here: saliency-model ViT-B/16."));
    }

    /// What drew it stays on record, whatever is open now.
    void anotherNetworkIsSaid() {
        exportWith({});
        m_script->model = "another";
        restoreInAnotherWindow();
        QCOMPARE(message(), QStringLiteral("It was drawn with scripted; what is drawn next is drawn with another."));
        const auto* status = m_window->findChild<QLabel*>(QStringLiteral("status"));
        QVERIFY2(status->text().contains(QStringLiteral("drawn with scripted")), qPrintable(status->text()));
        QVERIFY(QFile::remove(exported()));
        quickExport();
        QCOMPARE(vector::readProvenance(exported().toStdString()).model.name, std::string("scripted"));
        action("newSeed")->trigger();
        QTRY_VERIFY(m_window->desk().engine().modelName == "another" && state() == RunState::done);
        QVERIFY2(!status->text().contains(QStringLiteral("drawn with")), qPrintable(status->text()));
    }
};

QTEST_MAIN(RestoredSettingsTest)
#include "restored_settings_test.moc"
