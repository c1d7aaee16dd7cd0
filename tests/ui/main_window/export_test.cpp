// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/export_driver.hpp"
#include "vector/brush/brush_file.hpp"

#include <QAction>
#include <QDoubleSpinBox>
#include <QImageReader>
#include <QPushButton>
#include <QToolButton>

using namespace croquis;

/// The export dialog: its name and format agree, and nothing that is there is replaced unasked.
class ExportTest : public test::ExportDriver {
    Q_OBJECT

  private Q_SLOTS:
    void whatIsOfferedIsFree() {
        drawFox();
        const QByteArray photo = content("fox.png");
        put("fox.svg", "mine");
        put("fox-sketch.png", "mine");
        inTheDialog([&] {
            QCOMPARE(QFileInfo(field()->text()).fileName(), QStringLiteral("fox-2.svg"));
            format()->setCurrentIndex(1);
            QCOMPARE(QFileInfo(field()->text()).fileName(), QStringLiteral("fox-sketch-2.png"));
            format()->setCurrentIndex(0);
            QCOMPARE(QFileInfo(field()->text()).fileName(), QStringLiteral("fox-2.svg"));
            format()->setCurrentIndex(1);
            put("fox-sketch-2.png", "mine"); // meanwhile
            type(field()->text());
            QCOMPARE(exportAnd("keep"), QStringLiteral("fox-sketch-2.png is there already. Replace it?"));
            QVERIFY(QFile::remove(m_folder->filePath("fox-sketch-2.png")));
            QCOMPARE(exportAnd("keep"), QString());
        });
        QTRY_VERIFY(content("fox-sketch-2.png").startsWith("\x89PNG"));
        QCOMPARE(content("fox.png"), photo);
        QCOMPARE(content("fox.svg"), QByteArray("mine"));
        QCOMPARE(content("fox-sketch.png"), QByteArray("mine"));
    }

    void whatIsThereIsAskedAbout() {
        drawToTheEnd();
        put("mine.svg", "mine");
        inTheDialog([&] {
            type(QStringLiteral("mine.svg"));
            QCOMPARE(exportAnd("keep"), QStringLiteral("mine.svg is there already. Replace it?"));
            QVERIFY(dialog()->isVisible());
        });
        QCOMPARE(content("mine.svg"), QByteArray("mine"));
        inTheDialog([&] {
            type(QStringLiteral("mine"));
            QCOMPARE(exportAnd("replace"), QStringLiteral("mine.svg is there already. Replace it?"));
            QVERIFY(!dialog()->isVisible());
        });
        svgIsWritten();
        QVERIFY(content("mine.svg").startsWith("<?xml"));
    }

    /// Where the last export went and as fine as the last picture, but of the size that the Look panel shows.
    void aQuickExportIsAsLargeAsTheSketch() {
        drawToTheEnd();
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("more")));
        inTheDialog([&] {
            format()->setCurrentIndex(1);
            dialog()->findChild<QDoubleSpinBox*>(QStringLiteral("exportSize"))->setValue(100);
            dialog()->findChild<QDoubleSpinBox*>(QStringLiteral("exportDpi"))->setValue(150);
            type(m_folder->filePath(QStringLiteral("more/a.png")));
            exportAnd("keep");
        });
        const auto sizeOf = [this](const char* name) {
            const QString file = m_folder->filePath(QStringLiteral("more/") + QLatin1String(name));
            [&] { QTRY_VERIFY2(message().contains(file), qPrintable(message())); }(); // and what is remembered of it is
            return QImageReader(file).size();
        };
        QCOMPARE(sizeOf("a.png"), QSize(591, 591));
        action("quickPng")->trigger();
        QCOMPARE(sizeOf("photo.png"), QSize(1181, 1181));
        QCOMPARE(m_window->findChild<QPushButton*>(QStringLiteral("messageAction"))->text(),
                 QStringLiteral("Open the folder"));
        quickExport();
        QVERIFY(content("more/photo.svg").contains("width=\"200mm\""));
        makeWindow(); // after another start, too
        drawToTheEnd();
        action("quickPng")->trigger();
        QCOMPARE(sizeOf("photo-2.png"), QSize(1181, 1181));
        auto look = document().look();
        look.page.longSideMm = 250;
        document().setLook(look);
        action("quickPng")->trigger();
        QCOMPARE(sizeOf("photo-3.png"), QSize(1476, 1476));
        quickExport();
        QVERIFY(content("more/photo-2.svg").contains("width=\"250mm\""));
    }

    /// Whoever points at it knows format, name and folder before anything is written, also after the last one.
    void aQuickExportSaysFirstWhatAndWhere() {
        drawToTheEnd();
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("more")));
        auto* button = m_window->findChild<QToolButton*>(QStringLiteral("quickExportButton"));
        const auto says = [&](const char* name, const char* format, const QString& folder, const char* file) {
            const auto* each = action(name);
            const QString words = each->text().remove(QLatin1Char('&'));
            QVERIFY2(words.contains(QLatin1String(format)) && words.contains(QDir(folder).dirName()),
                     qPrintable(words));
            QVERIFY2(each->toolTip().contains(QLatin1String(file)) &&
                         each->toolTip().contains(QDir::toNativeSeparators(folder)),
                     qPrintable(each->toolTip()));
        };
        says("quickExport", "SVG", m_folder->path(), "photo.svg");
        says("quickPng", "PNG", m_folder->path(), "photo.png");
        QCOMPARE(button->toolTip(), action("quickExport")->toolTip());
        QVERIFY2(button->text().contains(QStringLiteral("SVG")), qPrintable(button->text()));
        QTest::mouseClick(button, Qt::LeftButton);
        svgIsWritten();
        QVERIFY(QFile::exists(m_folder->filePath(QStringLiteral("photo.svg"))));
        QVERIFY2(message().contains(m_folder->filePath(QStringLiteral("photo.svg"))), qPrintable(message()));
        QCOMPARE(offered(), QStringLiteral("Open the folder"));
        says("quickExport", "SVG", m_folder->path(), "photo-2.svg");
        inTheDialog([&] {
            type(m_folder->filePath(QStringLiteral("more/a.svg")));
            exportAnd("keep");
        });
        says("quickExport", "SVG", m_folder->filePath(QStringLiteral("more")), "photo.svg");
    }

    void theStrokesLieOnWhatIsChosen_data() {
        QTest::addColumn<bool>("hasPaper");
        QTest::addColumn<QString>("chosen");
        QTest::addColumn<QColor>("corner");
        const QColor cream(0xf7, 0xf1, 0xe3);
        QTest::newRow("nothing is chosen") << false << QString() << QColor(Qt::transparent);
        QTest::newRow("white") << false << QStringLiteral("White") << QColor(Qt::white);
        QTest::newRow("the look's is chosen first") << true << QString() << cream;
        QTest::newRow("white instead") << true << QStringLiteral("White") << QColor(Qt::white);
        QTest::newRow("transparent instead") << true << QStringLiteral("Transparent") << QColor(Qt::transparent);
    }
    void theStrokesLieOnWhatIsChosen() {
        QFETCH(bool, hasPaper);
        QFETCH(QString, chosen);
        QFETCH(QColor, corner);
        drawToTheEnd();
        auto look = document().look();
        if (hasPaper)
            look.page.paper = geometry::Colour{0xf7, 0xf1, 0xe3};
        document().setLook(look);
        inTheDialog([&] {
            auto* paper = dialog()->findChild<QComboBox*>(QStringLiteral("exportPaper"));
            format()->setCurrentIndex(1);
            if (!chosen.isEmpty()) {
                QVERIFY(paper->findText(chosen) >= 0);
                paper->setCurrentIndex(paper->findText(chosen));
                Q_EMIT paper->activated(paper->currentIndex());
            }
            format()->setCurrentIndex(5); // a film has some ground always
            QCOMPARE(paper->findText(QStringLiteral("Transparent")), -1);
            format()->setCurrentIndex(1); // and what was chosen is remembered
            QCOMPARE(paper->findText(QStringLiteral("The look's paper")) >= 0, hasPaper);
            type(QStringLiteral("a.png"));
            exportAnd("keep");
        });
        QTRY_VERIFY2(QFile::exists(m_folder->filePath(QStringLiteral("a.png"))), qPrintable(message()));
        const QColor there = QImage(m_folder->filePath(QStringLiteral("a.png"))).pixelColor(0, 0);
        QCOMPARE(there.alpha(), corner.alpha());
        if (corner.alpha() > 0)
            QCOMPARE(there.rgb(), corner.rgb());
    }

    /// White on a page that is probably white looks empty; that is said, and there is a paper on which it doesn't.
    void lightInkIsNotLostUnawares() {
        drawToTheEnd();
        const auto isSaid = [this] {
            const auto labels = dialog()->findChildren<QLabel*>(QStringLiteral("caption"));
            return std::any_of(labels.begin(), labels.end(), [](const auto* label) {
                return label->isVisible() && label->text().contains(QStringLiteral("can hardly be seen"));
            });
        };
        inTheDialog([&] {
            for (const int one : {0, 1, 2, 5}) {
                format()->setCurrentIndex(one);
                QVERIFY2(!isSaid(), qPrintable(format()->currentText()));
            }
        });
        auto look = document().look();
        look.page.colour = geometry::Colour{255, 255, 255};
        document().setLook(look);
        inTheDialog([&] {
            auto* paper = dialog()->findChild<QComboBox*>(QStringLiteral("exportPaper"));
            format()->setCurrentIndex(5); // a film
            QVERIFY(paper->isVisible());
            QCOMPARE(paper->currentText(), QStringLiteral("Black"));
            QVERIFY(!isSaid());
            for (const int one : {0, 1, 2}) {
                format()->setCurrentIndex(one);
                QVERIFY(paper->isVisible());
                QCOMPARE(paper->currentText(), QStringLiteral("Transparent"));
                QVERIFY2(isSaid(), qPrintable(format()->currentText()));
            }
            format()->setCurrentIndex(1);
            paper->setCurrentIndex(paper->findText(QStringLiteral("Black")));
            Q_EMIT paper->activated(paper->currentIndex());
            QVERIFY(!isSaid());
            type(QStringLiteral("a.png"));
            exportAnd("keep");
        });
        QTRY_VERIFY2(QFile::exists(m_folder->filePath(QStringLiteral("a.png"))), qPrintable(message()));
        QCOMPARE(QImage(m_folder->filePath(QStringLiteral("a.png"))).pixelColor(0, 0), QColor(Qt::black));
    }

    /// What is said of a file is true of the brush at hand.
    void whatABrushLeavesIsNoPathAStroke() {
        drawToTheEnd();
        const auto said = [this] {
            QStringList words;
            for (const auto* label : dialog()->findChildren<QLabel*>(QStringLiteral("caption")))
                if (label->isVisible())
                    words += label->text();
            return words.join(QLatin1Char(' '));
        };
        inTheDialog([&] { QVERIFY2(said().contains(QStringLiteral("One path a stroke")), qPrintable(said())); });
        auto look = document().look();
        look.page.brush = vector::brushFromText("charcoal");
        document().setLook(look);
        inTheDialog([&] {
            QVERIFY2(!said().contains(QStringLiteral("One path a stroke")), qPrintable(said()));
            for (const int machine : {6, 7, 8}) {
                format()->setCurrentIndex(machine);
                QVERIFY2(said().contains(QStringLiteral("centre lines, not the brush")), qPrintable(said()));
            }
        });
    }

    /// Exports go where the last one went, but not where none can go.
    void aFolderThatTakesNothingIsNotKept() {
        drawToTheEnd();
        const auto kept = [] { return QSettings().value(QStringLiteral("exportFolder")).toString(); };
        inTheDialog([&] {
            type(QStringLiteral("first.svg"));
            exportAnd("keep");
        });
        svgIsWritten();
        const QString folder = kept();
        QVERIFY(QFileInfo(folder).isWritable());
        inTheDialog([&] {
            type(QStringLiteral("/proc/second.svg"));
            exportAnd("keep");
        });
        svgIsWritten();
        QCOMPARE(m_window->findChild<ui::MessageBar*>()->kind(), ui::MessageBar::Kind::warning);
        QCOMPARE(kept(), folder);
        QVERIFY2(!action("quickExport")->toolTip().contains(QStringLiteral("/proc")),
                 qPrintable(action("quickExport")->toolTip()));
    }

    void thePhotoIsNeverReplaced() {
        drawFox();
        const QByteArray photo = content("fox.png");
        inTheDialog([&] {
            format()->setCurrentIndex(1);
            type(QStringLiteral("fox.png"));
            QCOMPARE(exportAnd("replace"), QString());
            QVERIFY2(problem().startsWith(QStringLiteral("fox.png is the photo")), qPrintable(problem()));
        });
        QCOMPARE(content("fox.png"), photo);
    }

    void nameAndFormatAgree_data() {
        QTest::addColumn<int>("chosen");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("written"); // empty: refused
        QTest::newRow("completed") << 1 << "abc"
                                   << "abc.png";
        QTest::newRow("completed SVG") << 0 << "abc"
                                       << "abc.svg";
        QTest::newRow("a dot in the name") << 1 << "v1.2"
                                           << "v1.2.png";
        QTest::newRow("upper case") << 1 << "ABC.PNG"
                                    << "ABC.PNG";
        QTest::newRow("the name chooses SVG") << 1 << "abc.svg"
                                              << "abc.svg";
        QTest::newRow("the name chooses PNG") << 0 << "abc.png"
                                              << "abc.png";
        QTest::newRow("JPEG") << 1 << "pic.jpg"
                              << "";
        QTest::newRow("the name chooses PDF") << 0 << "pic.pdf"
                                              << "pic.pdf";
        QTest::newRow("another ending of a format") << 7 << "cut.PLT"
                                                    << "cut.PLT";
        QTest::newRow("the name chooses HPGL") << 1 << "cut.plt"
                                               << "cut.plt";
        QTest::newRow("WebM") << 5 << "film.webm"
                              << "";
        QTest::newRow("a folder that isn't there") << 4 << "nowhere/film.gif"
                                                   << "";
        QTest::newRow("a folder") << 0 << "."
                                  << "";
        QTest::newRow("nothing") << 0 << " "
                                 << "";
    }
    void nameAndFormatAgree() {
        QFETCH(int, chosen);
        QFETCH(QString, typed);
        QFETCH(QString, written);
        drawToTheEnd();
        const auto before = QDir(m_folder->path()).entryList(QDir::Files);
        inTheDialog([&] {
            format()->setCurrentIndex(chosen);
            type(typed);
            exportAnd("keep");
            QCOMPARE(problem().isEmpty(), !written.isEmpty());
            if (typed == QLatin1String("pic.jpg")) { // the format brings its ending
                format()->setCurrentIndex(0);
                QCOMPARE(field()->text(), QStringLiteral("pic.svg"));
            }
        });
        const auto files = [this] { return QDir(m_folder->path()).entryList(QDir::Files); };
        if (!written.isEmpty()) // a PNG is made on another thread
            QTRY_COMPARE(files().size(), before.size() + 1);
        const auto after = files();
        if (written.isEmpty()) {
            QCOMPARE(after, before);
            return;
        }
        const QString ending = QFileInfo(written).suffix().toLower();
        const QByteArray begins = ending == QLatin1String("svg")   ? "<?xml"
                                  : ending == QLatin1String("pdf") ? "%PDF"
                                  : ending == QLatin1String("plt") ? "IN;"
                                                                   : "\x89PNG";
        QVERIFY2(content(written).startsWith(begins), qPrintable(after.join(QLatin1Char(' '))));
    }
};

QTEST_MAIN(ExportTest)
#include "export_test.moc"
