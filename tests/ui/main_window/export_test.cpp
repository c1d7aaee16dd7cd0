// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/export_driver.hpp"

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
        QVERIFY(content("mine.svg").startsWith("<?xml"));
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
