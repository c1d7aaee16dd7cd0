// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/main_window.hpp"
#include "ui/main_window/sentences.hpp"
#include "ui/scripted_session.hpp"
#include "ui/style/language.hpp"

#include <QAction>
#include <QDialogButtonBox>
#include <QFile>
#include <QKeySequence>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>
#include <QUndoStack>
#include <QXmlStreamReader>

using namespace croquis;

/// German is complete, fits its placeholders, and is what the window shows.
class TranslationTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void nothingIsUnfinished_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("German") << QStringLiteral("de");
        QTest::newRow("English plurals") << QStringLiteral("en");
    }
    void nothingIsUnfinished() {
        QFETCH(QString, language);
        QFile file(QStringLiteral(CROQUIS_SAMPLES "/../translations/croquis_%1.ts").arg(language));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        QString source;
        int messages = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement())
                continue;
            if (xml.name() == QStringLiteral("source")) {
                source = xml.readElementText();
            } else if (xml.name() == QStringLiteral("translation")) {
                QVERIFY2(!xml.attributes().hasAttribute(QStringLiteral("type")), qPrintable(source));
                const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
                QVERIFY2(!text.trimmed().isEmpty() || source.trimmed().isEmpty(), qPrintable(source));
                if (language == u"de") // as German sets them
                    QVERIFY2(!text.contains(QRegularExpression(QStringLiteral("\\w\\.\\.\\."))), qPrintable(text));
                for (int place = 1; place <= 5; ++place) {
                    const QString mark = QStringLiteral("%%1").arg(place);
                    QVERIFY2(source.contains(mark) == text.contains(mark), qPrintable(source));
                }
                ++messages;
            }
        }
        QVERIFY(!xml.hasError());
        QVERIFY(messages > 3);
    }

    void theWindowSpeaksGerman() {
        QStandardPaths::setTestModeEnabled(true);
        const ui::Language german(QLocale(QStringLiteral("de")));
        ui::MainWindow window(test::opener(std::make_shared<test::Script>()), std::make_unique<ui::ThreadRunner>());
        QCOMPARE(window.findChild<QAction*>(QStringLiteral("open"))->text(), QStringLiteral("Ö&ffnen ..."));
        QCOMPARE(window.findChild<QAction*>(QStringLiteral("viewLevels"))->text(), QStringLiteral("Stufen"));
        const auto* undo = window.findChild<QAction*>(QStringLiteral("undo"));
        QCOMPARE(undo->text(), QStringLiteral("Rückgängig"));
        window.document().undoStack().push(new QUndoCommand(QStringLiteral("Neuer Startwert")));
        QCOMPARE(undo->text(), QStringLiteral("Rückgängig: Neuer Startwert"));
        window.document().undoStack().undo();
        QCOMPARE(window.findChild<QAction*>(QStringLiteral("redo"))->text(),
                 QStringLiteral("Wiederholen: Neuer Startwert"));
        QCOMPARE(ui::localised("cuda: not available: this machine has no NVIDIA card. Choose --device cpu or auto."),
                 QStringLiteral("cuda: nicht vorhanden. Dieser Rechner hat keine NVIDIA-Karte. Wählen Sie in den "
                                "Einstellungen den Prozessor."));
        QCOMPARE(ui::localised("The card's memory is full. The best sketch so far is kept; the processor can draw on "
                               "(--device cpu)."),
                 QStringLiteral("Der Speicher der Karte ist voll. Die beste Skizze bis dahin bleibt erhalten. "
                                "Weiterzeichnen kann der Prozessor (Einstellungen)."));
        QCOMPARE(ui::localised("cat.jpg doesn't exist. Check its name."),
                 QStringLiteral("cat.jpg gibt es nicht. Prüfen Sie den Namen."));
        QCOMPARE(ui::localised("This picture is only 40 x 32 pixels. The sketch may not be recognisable."),
                 QStringLiteral("Dieses Bild hat nur 40 x 32 Pixel. Die Skizze ist vielleicht nicht zu erkennen."));
        QCOMPARE(ui::localised("Something else."), QStringLiteral("Something else."));
    }

    /// Who looks at a window has no command line before them.
    void nothingSpeaksOfTheCommandLine_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("German") << QStringLiteral("de");
    }
    void nothingSpeaksOfTheCommandLine() {
        QFETCH(QString, language);
        const ui::Language spoken{QLocale(language)};
        const QRegularExpression words(
            QStringLiteral("--[a-z]|croquis-cli|packaging/run|warp-bank|CROQUIS_CUDA|views-by-seed"));
        const auto sentences = ui::knownSentences();
        QVERIFY(sentences.size() > 100);
        int ofTheCommandLine = 0;
        for (const auto& sentence : sentences) {
            ofTheCommandLine += QString::fromStdString(sentence).contains(words) ? 1 : 0;
            const QString said = ui::localised(sentence);
            QVERIFY2(!said.contains(words), qPrintable(said));
        }
        QVERIFY(ofTheCommandLine > 10); // of the core's, which the window says in its own words
        const QString said = ui::localised("cuda: not available: this machine has no NVIDIA card. Choose --device cpu "
                                           "or auto.");
        if (language == u"en")
            QCOMPARE(said, QStringLiteral("cuda: not available: this machine has no NVIDIA card. Choose the processor "
                                          "in the settings."));
    }

    /// What the core puts into its sentences is said in the same language as they are.
    void theCoresWordsAreGermanToo_data() {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("german");
        QTest::newRow("HEIC") << "x.heic is a HEIC photo, which this build can't read. Export it as JPEG or PNG."
                              << "ein HEIC-Foto";
        QTest::newRow("raw") << "x.cr2 is a camera raw (CR2) photo, which this build can't read. Export it as JPEG or "
                                "PNG."
                             << "ein Rohfoto einer Kamera (CR2)";
        QTest::newRow("text") << "notes.jpg isn't a picture (its content is text). Choose a JPEG, PNG, WebP, TIFF, GIF "
                                 "or BMP file."
                              << "Text";
        QTest::newRow("subject") << "No clear subject found (what stands out covers only 0.4 % of the picture). The "
                                    "whole photo will be drawn."
                                 << "bedeckt nur 0.4 % des Bildes";
        QTest::newRow("damage")
            << "x.png is damaged or incomplete (the file ends early). Only part of it could be read."
            << "die Datei endet zu früh";
        QTest::newRow("rights") << "x.png can't be opened: Permission denied."
                                << "keine Berechtigung";
        QTest::newRow("sentence in a sentence") << "/b/reed.json is left out: There is a brush \"reed\" already."
                                                << "/b/reed.json wird ausgelassen: Es gibt schon einen Pinsel „reed“.";
        QTest::newRow("brush") << "Couldn't read the brush x.json: \"nib.ratio\" must lie between 0.02 and 1, not 7."
                               << "„nib.ratio“ muss zwischen 0.02 und 1 liegen, nicht bei 7";
        QTest::newRow("size") << "x.png is too large: 900 MB, and at most 512 can be read. Save a smaller copy."
                              << "x.png ist zu groß: 900 MB";
    }
    void theCoresWordsAreGermanToo() {
        QFETCH(QString, said);
        QFETCH(QString, german);
        QCOMPARE(ui::localised(said.toStdString()), said);
        const ui::Language language(QLocale(QStringLiteral("de")));
        const QString text = ui::localised(said.toStdString());
        QVERIFY2(text.contains(german), qPrintable(text));
    }

    void noTwoPartsAnswerToTheSameKey_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("German") << QStringLiteral("de");
    }
    void noTwoPartsAnswerToTheSameKey() {
        QFETCH(QString, language);
        QStandardPaths::setTestModeEnabled(true);
        const ui::Language spoken{QLocale(language)};
        ui::MainWindow window(test::opener(std::make_shared<test::Script>()), std::make_unique<ui::ThreadRunner>());
        const auto isOnce = [](const QStringList& texts) {
            QStringList keys;
            for (const auto& text : texts)
                if (const QString key = QKeySequence::mnemonic(text).toString(); !key.isEmpty()) {
                    QVERIFY2(!keys.contains(key), qPrintable(key + QStringLiteral(" in ") + texts.join(u", ")));
                    keys += key;
                }
        };
        QStringList bar; // and the panels' labels, which are there at the same time
        for (const auto* menu : window.menuBar()->actions()) {
            bar += menu->text();
            QStringList items;
            for (const auto* item : menu->menu()->actions())
                items += item->text();
            isOnce(items);
        }
        for (const auto* label : window.findChildren<QLabel*>())
            if (label->buddy() != nullptr)
                bar += label->text();
        QVERIFY(bar.size() > 8);
        isOnce(bar);
    }

    /// Dialogs' buttons and keys come from Qt; half of a language would be worse than none.
    void qtSpeaksGermanToo() {
        const QKeySequence keys(QStringLiteral("Ctrl+O"));
        {
            const ui::Language german(QLocale(QStringLiteral("de_CH")));
            QCOMPARE(QDialogButtonBox(QDialogButtonBox::Cancel).button(QDialogButtonBox::Cancel)->text(),
                     QStringLiteral("Abbrechen"));
            QCOMPARE(keys.toString(QKeySequence::NativeText), QStringLiteral("Strg+O"));
        }
        QCOMPARE(keys.toString(QKeySequence::NativeText), QStringLiteral("Ctrl+O"));
    }
};

QTEST_MAIN(TranslationTest)
#include "translation_test.moc"
