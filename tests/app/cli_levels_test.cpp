// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"
#include "vector/provenance_file.hpp"
#include "vector/svg_drawing.hpp"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

using namespace croquis;
using test::fileContent;
using test::runCli;
using test::sample;

namespace {

constexpr int kUsage = 2, kBadInput = 3;

QStringList draw(const QStringList& options) {
    return QStringList{"draw",  sample("cat.jpg"), "--iterations", "4",      "--quality",
                       "draft", "--mask",          "none",         "--size", "50mm"} +
           options;
}

} // namespace

/// Several sketches on one page: a strip of levels, a contact sheet.
class CliLevelsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void levelsLieSideBySide() {
        const QTemporaryDir folder;
        const auto outcome = runCli(draw({"--levels", "8,3,5", "-o", "a.svg", "--pdf", "a.pdf", "--gif", "a.gif",
                                          "--gif-pixels", "90", "--gif-frames", "2"}),
                                    folder.path());
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        const auto strip = vector::readSvg(folder.filePath("a.svg").toStdString());
        QCOMPARE(strip.sketch.width, 150.0);
        const auto layers = vector::drawingOf(strip).layers;
        QCOMPARE(layers.size(), std::size_t{3});
        QCOMPARE(layers[0].label, std::string("1 - 3 strokes"));
        QCOMPARE(layers[2].label, std::string("3 - 8 strokes"));
        QCOMPARE(strip.sketch.strokes.size(), std::size_t{16});
        QVERIFY(fileContent(folder.filePath("a.pdf")).contains("/MediaBox [0 0 425.19685 141.73228]"));
        QCOMPARE(QImage(folder.filePath("a.gif")).size(), QSize(90, 30));
        for (const char* record : {"a.svg", "a.pdf", "a.gif"}) { // each repeats all of them
            const auto again =
                runCli({"draw", sample("cat.jpg"), "--from", record, "-o", "b.svg", "--overwrite"}, folder.path());
            QVERIFY2(again.code == 0, qPrintable(again.err));
            QCOMPARE(fileContent(folder.filePath("b.svg")), fileContent(folder.filePath("a.svg")));
        }
        QCOMPARE(
            runCli({"draw", sample("cat.jpg"), "--from", "a.svg", "--strokes", "4", "-o", "c.svg"}, folder.path()).code,
            0); // what is given wins
        const auto single = vector::readSvg(folder.filePath("c.svg").toStdString());
        QCOMPARE(vector::drawingOf(single).layers.size(), std::size_t{1});
        QCOMPARE(single.sketch.strokes.size(), std::size_t{4});
    }

    void wrongLevels_data() {
        QTest::addColumn<QStringList>("options");
        for (const char* text : {"4", "4,4", "0,4", "4,129", "4,", ",4", "4;8", "4, 8", "1,2,3,4,5,6,7,8,9", "vier"})
            QTest::newRow(text) << QStringList{"--levels", text};
        QTest::newRow("strokes") << QStringList{"--levels", "4,8", "--strokes", "5"};
        QTest::newRow("seeds") << QStringList{"--levels", "4,8", "--seeds", "2"};
        QTest::newRow("convergence") << QStringList{"--levels", "4,8", "--animate", "convergence"};
    }
    void wrongLevels() {
        QFETCH(QStringList, options);
        const QTemporaryDir folder;
        const auto outcome = runCli(draw(options), folder.path());
        QVERIFY2(outcome.code == kUsage && outcome.saysOneSentence(), qPrintable(outcome.err));
        QCOMPARE(test::entries(folder.path()), QStringList());
    }

    void aContactSheet() {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir("in"));
        const QByteArray head =
            "<svg xmlns='http://www.w3.org/2000/svg' width='40mm' height='20mm' viewBox='0 0 40 20'>";
        for (const char* name : {"in/b.svg", "in/a.svg", "c.svg"})
            QVERIFY(test::putFile(
                folder.filePath(name),
                head + "<path d='M2 2L30 15' stroke='red' fill='none'/><path d='M3 3h9' stroke='#000'/></svg>"));
        for (const char* target : {"s.svg", "s.pdf", "s.png"}) {
            const auto outcome =
                runCli({"sheet", "in", "c.svg", "-o", target, "--page", "A5", "--dpi", "40"}, folder.path());
            QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
            QCOMPARE(outcome.out, QString(target) + "\n");
        }
        const auto sheet = vector::readSvg(folder.filePath("s.svg").toStdString());
        QCOMPARE(sheet.sketch.strokes.size(), std::size_t{6});
        const auto layers = vector::drawingOf(sheet).layers;
        QCOMPARE(layers.size(), std::size_t{3});
        QCOMPARE(layers[0].label, std::string("1 - a"));
        QCOMPARE(layers[2].label, std::string("3 - c"));
        QCOMPARE(sheet.captions.size(), std::size_t{3});
        QCOMPARE(sheet.captions[1].text, std::string("b, 2 strokes"));
        for (const auto& caption : sheet.captions)
            QVERIFY(caption.middle.x > 15 && caption.middle.y < 210 - 15);
        QVERIFY(fileContent(folder.filePath("s.pdf")).startsWith("%PDF"));
        QCOMPARE(QImage(folder.filePath("s.png")).height(), 331);
        QCOMPARE(runCli({"sheet", "in", "c.svg", "-o", "plain.svg", "--no-captions"}, folder.path()).code, 0);
        QCOMPARE(runCli({"sheet", "in", "c.svg", "-o", "again.svg", "--from", "plain.svg"}, folder.path()).code, 0);
        for (const char* name : {"plain.svg", "again.svg"})
            QVERIFY(!fileContent(folder.filePath(name)).contains("<text"));
    }

    /// Other alphabets are told of where they can't be shown, and stay whole where they can.
    void aSheetTellsOfLettersItCannotShow() {
        const QTemporaryDir folder;
        const QByteArray svg = "<svg xmlns='http://www.w3.org/2000/svg' width='40mm' height='20mm' viewBox='0 0 40 20'>"
                               "<path d='M2 2L30 15' stroke='red' fill='none'/></svg>";
        const QStringList names{QStringLiteral("кошка.svg"), QStringLiteral("<chat été>.svg")};
        for (const auto& name : names)
            QVERIFY(test::putFile(folder.filePath(name), svg));
        for (const auto& [target, words] : {std::pair("s.png", "boxes"), {"s.pdf", "question marks"}, {"s.svg", ""}}) {
            const auto outcome =
                runCli(QStringList{"sheet"} + names + QStringList{"-o", target, "--dpi", "40"}, folder.path());
            QCOMPARE(outcome.code, 0);
            QCOMPARE(outcome.err.contains(QStringLiteral(": к о ш а of \"кошка, 1 stroke\". An SVG keeps")),
                     *words != 0);
            QVERIFY2(outcome.err.contains(words) && !outcome.err.contains("chat"), qPrintable(outcome.err));
        }
        const auto again = runCli({"render", "s.svg", "-o", "t.png", "--dpi", "40"}, folder.path());
        QVERIFY2(again.err.contains(QStringLiteral("к о ш а of")), qPrintable(again.err));
        const auto plotted = runCli({"render", "s.svg", "-o", "p.png", "--profile", "plotter"}, folder.path());
        QVERIFY2(!plotted.err.contains("of captions"), qPrintable(plotted.err)); // which it leaves out
    }

    /// Any picture of a sketch holds it: with strokes, paper, texture and brush as its SVG does.
    void aSheetTakesOtherFilesThanSvgs() {
        const QTemporaryDir folder;
        QCOMPARE(runCli(draw({"--strokes", "4", "--brush", "ink", "--paper", "#ffeecc", "--paper-texture", "laid", "-o",
                              "a.svg", "--png", "a.png"}),
                        folder.path())
                     .code,
                 0);
        for (const char* name : {"a.svg", "a.png"})
            QCOMPARE(runCli({"sheet", name, "-o", QString(name) + ".svg"}, folder.path()).code, 0);
        const auto ofSvg = vector::readSvg(folder.filePath("a.svg.svg").toStdString());
        const auto ofPng = vector::readSvg(folder.filePath("a.png.svg").toStdString());
        QCOMPARE(ofPng.sketch.strokes.size(), std::size_t{4});
        QVERIFY(ofPng.sketch.strokes == ofSvg.sketch.strokes);
        QVERIFY(ofPng.paper && ofPng.paper == ofSvg.paper && ofPng.brushJson == ofSvg.brushJson);
        QCOMPARE(ofPng.paperTexture, std::string("laid"));
        const auto photo = runCli({"sheet", sample("cat.jpg"), "-o", "b.svg"}, folder.path());
        QVERIFY2(photo.code == kBadInput && photo.saysOneSentence(), qPrintable(photo.err));
    }

    /// Each level says how many strokes it has, wherever the strip is laid, unless that isn't wanted.
    void levelsAreCaptioned() {
        const QTemporaryDir folder;
        QCOMPARE(runCli(draw({"--levels", "1,3", "-o", "a.svg"}), folder.path()).code, 0);
        const auto captions = vector::readSvg(folder.filePath("a.svg").toStdString()).captions;
        QCOMPARE(captions.size(), std::size_t{2});
        QCOMPARE(captions[0].text, std::string("1 stroke"));
        QCOMPARE(captions[1].text, std::string("3 strokes"));
        QVERIFY(captions[0].middle.x == 25 && captions[1].middle.x == 75);
        QVERIFY(captions[0].middle.y > 47 && captions[0].middle.y < 50);
        QCOMPARE(runCli({"render", "a.svg", "-o", "page.svg", "--page", "A6"}, folder.path()).code, 0);
        const auto page = vector::readSvg(folder.filePath("page.svg").toStdString()).captions;
        QVERIFY(page.size() == 2 && page[0].middle.x > 15 && page[1].middle.x < 105 - 15);
        QVERIFY(page[0].sizeMm < 0.8 * captions[0].sizeMm);
        QCOMPARE(runCli({"render", "a.svg", "-o", "p.svg", "--profile", "plotter"}, folder.path()).code, 0);
        QVERIFY(vector::readSvg(folder.filePath("p.svg").toStdString()).captions.empty());
        QCOMPARE(
            runCli({"draw", sample("cat.jpg"), "--from", "a.svg", "--no-captions", "-o", "b.svg"}, folder.path()).code,
            0);
        QCOMPARE(runCli({"draw", sample("cat.jpg"), "--from", "b.svg", "-o", "c.svg"}, folder.path()).code, 0);
        QVERIFY(vector::readSvg(folder.filePath("c.svg").toStdString()).captions.empty());
    }

    /// A bad one of a folder is told and doesn't end it; a bad one that was named does.
    void aBadSketchOfAFolderIsLeftOut() {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir("in"));
        const QByteArray good =
            "<svg xmlns='http://www.w3.org/2000/svg' width='40mm' height='20mm' viewBox='0 0 40 20'>"
            "<path d='M2 2L30 15' stroke='red' fill='none'/></svg>";
        QVERIFY(test::putFile(folder.filePath("in/a.svg"), good) && test::putFile(folder.filePath("in/c.svg"), good));
        QVERIFY(test::putFile(folder.filePath("in/b.svg"), "<svg"));
        const auto outcome = runCli({"sheet", "in", "-o", "s.svg"}, folder.path());
        QVERIFY2(outcome.code == 1 && outcome.err.contains("b.svg"), qPrintable(outcome.err));
        const auto layers = vector::drawingOf(vector::readSvg(folder.filePath("s.svg").toStdString())).layers;
        QCOMPARE(layers.size(), std::size_t{2});
        QCOMPARE(layers[1].label, std::string("2 - c"));
        QCOMPARE(runCli({"sheet", "in/a.svg", "in/b.svg", "-o", "t.svg"}, folder.path()).code, kBadInput);
        QVERIFY(!QFile::exists(folder.filePath("t.svg")));
        QVERIFY(QFile::remove(folder.filePath("in/a.svg")) && QFile::remove(folder.filePath("in/c.svg")));
        QCOMPARE(runCli({"sheet", "in", "-o", "t.svg"}, folder.path()).code, kBadInput);
    }

    /// Any sheet tells how it was laid out, for the same sketches or for others; it is no sketch to be drawn again.
    void aContactSheetIsRepeated() {
        const QTemporaryDir folder;
        QCOMPARE(runCli(draw({"--strokes", "4", "-o", "a.svg"}), folder.path()).code, 0);
        QCOMPARE(runCli({"sheet", "a.svg", "a.svg", "a.svg", "-o", "s.svg", "--page", "A5-landscape", "--columns", "3",
                         "--gap", "3mm", "--brush", "ink", "--paper", "#ffeecc"},
                        folder.path())
                     .code,
                 0);
        QCOMPARE(runCli({"sheet", "a.svg", "a.svg", "a.svg", "--from", "s.svg", "-o", "s.pdf"}, folder.path()).code, 0);
        for (const char* from : {"s.svg", "s.pdf"}) {
            const auto again = runCli(
                {"sheet", "a.svg", "a.svg", "a.svg", "--from", from, "-o", "t.svg", "--overwrite"}, folder.path());
            QVERIFY2(again.code == 0, qPrintable(again.err));
            QCOMPARE(fileContent(folder.filePath("t.svg")), fileContent(folder.filePath("s.svg")));
            const auto refused = runCli({"draw", sample("cat.jpg"), "--from", from, "-o", "u.svg"}, folder.path());
            QVERIFY2(refused.code == kBadInput && refused.err.contains("contact sheet"), qPrintable(refused.err));
        }
        const auto record = vector::readProvenance(folder.filePath("s.pdf").toStdString());
        QCOMPARE(record.sketches.size(), std::size_t{3});
        QCOMPARE(record.sketches[2].curves.size(), std::size_t{4});
        const auto none = runCli({"sheet", "a.svg", "--from", "a.svg", "-o", "v.svg"}, folder.path());
        QVERIFY2(none.code == kBadInput && none.err.contains("no contact sheet"), qPrintable(none.err));
    }

    void wrongSheets_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::newRow("its own sketch") << QStringList{"c.svg", "-o", "c.svg"} << kUsage;
        QTest::newRow("format") << QStringList{"c.svg", "-o", "c.gif"} << kUsage;
        QTest::newRow("page") << QStringList{"c.svg", "-o", "s.pdf", "--page", "B9"} << kUsage;
        QTest::newRow("columns") << QStringList{"c.svg", "-o", "s.pdf", "--columns", "0"} << kUsage;
        QTest::newRow("no room") << QStringList{"c.svg", "-o", "s.pdf", "--margin", "104mm"} << kUsage;
        QTest::newRow("no sketch") << QStringList{"-o", "s.pdf"} << kUsage;
        QTest::newRow("empty folder") << QStringList{".", "empty", "-o", "s.pdf"} << kBadInput;
        QTest::newRow("not there") << QStringList{"d.svg", "-o", "s.pdf"} << kBadInput;
        QTest::newRow("not XML") << QStringList{"bad.svg", "-o", "s.pdf"} << kBadInput;
        QTest::newRow("no strokes") << QStringList{"none.svg", "-o", "s.pdf"} << kBadInput;
    }
    void wrongSheets() {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir("empty"));
        QVERIFY(test::putFile(folder.filePath("bad.svg"), "\0\1<<<"));
        QVERIFY(test::putFile(folder.filePath("none.svg"),
                              "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"));
        QVERIFY(test::putFile(
            folder.filePath("c.svg"),
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M1 1h5' stroke='red'/></svg>"));
        const auto before = test::entries(folder.path());
        const auto outcome = runCli(QStringList{"sheet"} + arguments, folder.path());
        QCOMPARE(outcome.code, code);
        QVERIFY2(code == kUsage || outcome.saysOneSentence(), qPrintable(outcome.err));
        QCOMPARE(test::entries(folder.path()), before);
    }
};

QTEST_GUILESS_MAIN(CliLevelsTest)
#include "cli_levels_test.moc"
