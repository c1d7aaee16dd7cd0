// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"
#include "app/some_sketch.hpp"
#include "vector/provenance_file.hpp"

#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace croquis;
using test::isPage;
using test::putSketch;
using test::runCli;
using test::sample;
using test::someSketch;
using test::svgIn;

namespace {

constexpr int kUsage = 2;

} // namespace

/// An exported sketch in another look, on another page, as another kind of file.
class CliRenderTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void renderWritesWhatTheNameEndsIn() {
        const QTemporaryDir folder;
        QVERIFY(putSketch(folder));
        for (const auto& [name, begin] : {std::pair("a.svg", "<?xml"),
                                          {"a.png", "\x89PNG"},
                                          {"a.PDF", "%PDF-1.7"},
                                          {"a.hpgl", "IN;\nVS4;\nSP1;"},
                                          {"a.plt", "IN;\nVS4;\nSP1;"},
                                          {"a.gcode", "; G-code"},
                                          {"a.nc", "; G-code"}}) {
            const auto outcome = runCli({"render", "s.svg", "-o", name}, folder.path());
            QVERIFY2(outcome.code == 0 && outcome.out == QString(name) + "\n", qPrintable(outcome.err));
            QVERIFY2(test::fileContent(folder.filePath(name)).startsWith(begin), name);
        }
        for (const char* name : {"a.bmp", "a", "s.svg"}) {
            const auto refused = runCli({"render", "s.svg", "-o", name}, folder.path());
            QCOMPARE(refused.code, kUsage);
            QVERIFY2(refused.saysOneSentence() &&
                         refused.err.contains(".svg, .png, .gif, .mp4, .pdf, .hpgl, .plt, .gcode or .nc"),
                     qPrintable(refused.err));
        }
    }

    void renderingASketchAsItIsGivesItsBytes() {
        const QTemporaryDir folder;
        QVERIFY(putSketch(folder));
        QCOMPARE(runCli({"render", "s.svg", "-o", "again.svg"}, folder.path()).code, 0);
        QVERIFY(test::fileContent(folder.filePath("again.svg")) == test::fileContent(folder.filePath("s.svg")));
    }

    void thePageIsWhatWasAskedFor() {
        const QTemporaryDir folder;
        QVERIFY(putSketch(folder));
        QCOMPARE(
            runCli({"render", "s.svg", "-o", "a.svg", "--page", "A5-landscape", "--margin", "1cm"}, folder.path()).code,
            0);
        auto page = svgIn(folder, "a.svg");
        QVERIFY(page.inMillimetres && isPage(page, 210, 148));
        QVERIFY(std::abs(page.sketch.strokes[0].width - someSketch().layers[0].strokes[0].width * 128 / 200) < 1e-3);
        QCOMPARE(runCli({"render", "s.svg", "-o", "b.svg", "--page", "A4", "--width", "0.7mm"}, folder.path()).code, 0);
        QVERIFY(std::abs(svgIn(folder, "b.svg").sketch.strokes[0].width - 0.7) <
                1e-9); // what was asked for isn't scaled
        QCOMPARE(runCli({"render", "s.svg", "-o", "a.png", "--page", "100x50mm", "--dpi", "254"}, folder.path()).code,
                 0);
        QCOMPARE(QImage(folder.filePath("a.png")).size(), QSize(1000, 500));
        QCOMPARE(runCli({"render", "s.svg", "-o", "a.pdf", "--page", "Letter"}, folder.path()).code, 0);
        QVERIFY(test::fileContent(folder.filePath("a.pdf")).contains("/MediaBox [0 0 612 792]"));
    }

    void theRecordIsInEveryKindThatHoldsOne() {
        const QTemporaryDir folder;
        QVERIFY(putSketch(folder));
        for (const char* name : {"a.svg", "a.png", "a.pdf", "a.gcode"}) {
            QCOMPARE(runCli({"render", "s.svg", "-o", name, "--profile", "cutter", "--page", "A3"}, folder.path()).code,
                     0);
            const auto record = vector::readProvenance(folder.filePath(name).toStdString());
            auto expected = *someSketch().provenance;
            for (std::size_t i = 0; i < 2; ++i) // the map has gone along with the page
                QVERIFY(record.sketches[i].pageFromCanvas.a != expected.sketches[i].pageFromCanvas.a);
            expected.sketches[0].pageFromCanvas = record.sketches[0].pageFromCanvas;
            expected.sketches[1].pageFromCanvas = record.sketches[1].pageFromCanvas;
            expected.page = record.page;
            expected.settings[2].value = ""; // the width: a cutter's own
            expected.settings.push_back({"profile", "cutter"});
            expected.settings.push_back({"page", "A3"});
            QVERIFY2(record == expected, name);
        }
        // A damaged one spoils no drawing.
        QByteArray svg = test::fileContent(folder.filePath("s.svg"));
        svg.replace("&quot;schema&quot;", "&quot;scheme&quot;");
        QVERIFY(test::putFile(folder.filePath("d.svg"), svg));
        const auto outcome = runCli({"render", "d.svg", "-o", "d.pdf"}, folder.path());
        QVERIFY2(outcome.code == 0 && outcome.err.contains("how the sketch was made"), qPrintable(outcome.err));
    }

    /// What a foreign file asks for and doesn't get is said, by render and by sheet.
    void whatComesOutOtherwiseIsSaid() {
        const QTemporaryDir folder;
        QVERIFY(test::putFile(folder.filePath("f.svg"),
                              "<svg xmlns='http://www.w3.org/2000/svg' width='50mm' height='50mm' viewBox='0 0 50 50'>"
                              "<path d='M5 5L40 40' stroke='hsl(0,100%,50%)' stroke-dasharray='2'/></svg>"));
        const auto rendered = runCli({"render", "f.svg", "-o", "a.svg"}, folder.path());
        QVERIFY2(rendered.code == 0, qPrintable(rendered.err));
        QCOMPARE(rendered.err, QString("f.svg: Dashed strokes are drawn as whole ones.\n"));
        QVERIFY(svgIn(folder, "a.svg").sketch.strokes.at(0).colour == (geometry::Colour{255, 0, 0}));
        const auto sheet = runCli({"sheet", "f.svg", "-o", "s.svg"}, folder.path());
        QVERIFY2(sheet.code == 0 && sheet.err.contains("Dashed strokes"), qPrintable(sheet.err));
        const auto told = runCli({"render", "f.svg", "-o", "b.svg", "--progress", "json"}, folder.path());
        QVERIFY2(told.out.contains("\"event\":\"notice\""), qPrintable(told.out));
    }

    void aRestyledSketchIsRepeatedAsItLooks_data() {
        QTest::addColumn<QStringList>("drawn");
        QTest::addColumn<QStringList>("restyled");
        QTest::newRow("colours") << QStringList{"--colour", "#123456"}
                                 << QStringList{"--width", "5mm", "--colour", "#ff0000", "--paper", "#fff"};
        QTest::newRow("page") << QStringList{} << QStringList{"--page", "A5", "--margin", "20mm"};
        QTest::newRow("width goes along") << QStringList{"--width", "1mm"} << QStringList{"--page", "A6"};
        QTest::newRow("width stays") << QStringList{"--width", "1mm"} << QStringList{"--page", "A6", "--width", "2mm"};
        QTest::newRow("plotter") << QStringList{"--width", "1mm"}
                                 << QStringList{"--profile", "plotter", "--page", "A5", "--keep-order"};
        QTest::newRow("no paper") << QStringList{"--paper", "#ffeecc"} << QStringList{"--paper", "none"};
    }
    void aRestyledSketchIsRepeatedAsItLooks() {
        QFETCH(QStringList, drawn);
        QFETCH(QStringList, restyled);
        const QTemporaryDir folder;
        const QStringList draw{"draw", sample("cat.jpg"), "--iterations", "0",      "--strokes",
                               "4",    "--quality",       "draft",        "--mask", "none"};
        QCOMPARE(runCli(draw + QStringList{"-o", "a.svg"} + drawn, folder.path()).code, 0);
        const auto restyle = runCli(QStringList{"render", "a.svg", "-o", "b.svg"} + restyled, folder.path());
        QVERIFY2(restyle.code == 0, qPrintable(restyle.err));
        const auto again = runCli({"draw", sample("cat.jpg"), "--from", "b.svg", "-o", "c.svg"}, folder.path());
        QVERIFY2(again.code == 0, qPrintable(again.err));
        const auto one = svgIn(folder, "b.svg"), other = svgIn(folder, "c.svg");
        QVERIFY(isPage(other, one.sketch.width, one.sketch.height));
        QVERIFY(one.paper == other.paper);
        QCOMPARE(other.sketch.strokes.size(), one.sketch.strokes.size());
        for (std::size_t k = 0; k < one.sketch.strokes.size(); ++k) {
            const auto &a = one.sketch.strokes[k], &b = other.sketch.strokes[k];
            QVERIFY(a.colour == b.colour);
            QVERIFY2(std::abs(a.width - b.width) < 0.002, qPrintable(QString("%1 %2").arg(a.width).arg(b.width)));
            for (std::size_t i = 0; i < 4; ++i)
                QVERIFY(geometry::length(a.curve.points[i] - b.curve.points[i]) < 0.01);
        }
    }

    /// Marks are made of the numbers that a file holds, whether or not one lies between.
    void aRestyledSketchIsRepeatedToTheByte() {
        const QTemporaryDir folder;
        QCOMPARE(runCli({"draw", sample("cat.jpg"), "--iterations", "0", "--quality", "draft", "--mask", "none", "-o",
                         "a.svg"},
                        folder.path())
                     .code,
                 0);
        for (const char* brush : {"watercolour", "charcoal"}) {
            QCOMPARE(runCli({"render", "a.svg", "-o", "b.svg", "--overwrite", "--brush", brush, "--page", "A5"},
                            folder.path())
                         .code,
                     0);
            QCOMPARE(runCli({"draw", sample("cat.jpg"), "--from", "b.svg", "-o", "c.svg", "--overwrite"}, folder.path())
                         .code,
                     0);
            QVERIFY2(test::fileContent(folder.filePath("b.svg")) == test::fileContent(folder.filePath("c.svg")), brush);
        }
    }

    void whatDrawCannotRepeatIsSaid() {
        const QTemporaryDir folder;
        QCOMPARE(runCli({"draw", sample("cat.jpg"), "--iterations", "0", "--strokes", "4", "--quality", "draft",
                         "--mask", "none", "--page", "A4", "-o", "a.svg"},
                        folder.path())
                     .code,
                 0);
        const auto paged = runCli({"render", "a.svg", "-o", "b.svg", "--page", "A6"}, folder.path());
        QVERIFY2(paged.code == 0 && paged.err.contains("keeps the page of before"), qPrintable(paged.err));
        QCOMPARE(runCli({"render", "a.svg", "-o", "c.svg", "--width", "2mm"}, folder.path()).err, QString());
    }

    /// Every kind that has a record is as good as the SVG: the same bytes come of it, as it was and in another look.
    void whatHasARecordIsRendered_data() {
        QTest::addColumn<QStringList>("look");
        QTest::addColumn<QStringList>("others");
        QTest::newRow("pictures") << QStringList{"--frame",      "photo",          "--size",          "150mm",
                                                 "--brush",      "watercolour",    "--colour",        "#204060",
                                                 "--paper",      "#f7f1e3",        "--paper-texture", "laid",
                                                 "--vary-width", "importance:0.5", "--vary-opacity",  "length"}
                                  << QStringList{"--png", "a.png", "--pdf", "a.pdf"};
        QTest::newRow("levels") << QStringList{"--levels", "2,4", "--width", "1.5mm"}
                                << QStringList{"--png", "a.png", "--pdf", "a.pdf"};
        QTest::newRow("films") << QStringList{"--animate",    "draw-on", "--duration",   "0.2", "--hold",  "0.1",
                                              "--gif-pixels", "40",      "--mp4-pixels", "64",  "--brush", "marker"}
                               << QStringList{"--gif", "a.gif", "--mp4", "a.mp4"};
    }
    void whatHasARecordIsRendered() {
        QFETCH(QStringList, look);
        QFETCH(QStringList, others);
        const QTemporaryDir folder;
        QStringList draw{"draw", sample("cat.jpg"), "--iterations", "0", "--quality", "draft", "--mask", "none"};
        if (!look.contains("--levels"))
            draw += {"--strokes", "5"};
        const auto drawn = runCli(draw + look + others + QStringList{"-o", "a.svg"}, folder.path());
        QVERIFY2(drawn.code == 0, qPrintable(drawn.err));
        for (const QStringList& restyled :
             {QStringList{}, QStringList{"--brush", "ink", "--colour", "#ff0000", "--width", "2mm"},
              QStringList{"--vary-width", "none", "--paper", "none"}}) {
            QCOMPARE(
                runCli(QStringList{"render", "a.svg", "-o", "svg.svg", "--overwrite"} + restyled, folder.path()).code,
                0);
            const QByteArray wanted = test::fileContent(folder.filePath("svg.svg"));
            QVERIFY(wanted.contains("<path"));
            for (qsizetype i = 1; i < others.size(); i += 2) {
                const auto outcome = runCli(
                    QStringList{"render", others[i], "-o", "other.svg", "--overwrite"} + restyled, folder.path());
                QVERIFY2(outcome.code == 0 && outcome.err.isEmpty(), qPrintable(others[i] + ": " + outcome.err));
                QVERIFY2(test::fileContent(folder.filePath("other.svg")) == wanted, qPrintable(others[i]));
            }
        }
    }

    /// On a page the record has more digits than the SVG.
    void itsPageIsRenderedToo() {
        const QTemporaryDir folder;
        QCOMPARE(runCli({"draw", sample("cat.jpg"), "--iterations", "0", "--quality", "draft", "--mask", "none",
                         "--strokes", "5", "--page", "A5", "-o", "a.svg", "--pdf", "a.pdf", "--gcode", "a.nc"},
                        folder.path())
                     .code,
                 0);
        QCOMPARE(runCli({"render", "a.pdf", "-o", "b.svg"}, folder.path()).code, 0);
        const auto one = svgIn(folder, "a.svg"), other = svgIn(folder, "b.svg");
        QVERIFY(isPage(other, 148, 210));
        QCOMPARE(other.sketch.strokes.size(), one.sketch.strokes.size());
        for (std::size_t k = 0; k < one.sketch.strokes.size(); ++k) {
            const auto &a = one.sketch.strokes[k], &b = other.sketch.strokes[k];
            QVERIFY(std::abs(a.width - b.width) < 0.002 && a.colour == b.colour && a.id == b.id);
            for (std::size_t i = 0; i < 4; ++i)
                QVERIFY(geometry::length(a.curve.points[i] - b.curve.points[i]) < 0.002);
        }
        // A machine's file has them where the machine draws them, within the margins.
        QCOMPARE(runCli({"render", "a.nc", "-o", "c.svg"}, folder.path()).code, 0);
        const auto drawn = svgIn(folder, "c.svg");
        QVERIFY(isPage(drawn, 148, 210));
        QCOMPARE(drawn.sketch.strokes.size(), one.sketch.strokes.size());
        for (const auto& stroke : drawn.sketch.strokes) {
            const auto box = stroke.curve.boundingBox();
            QVERIFY(std::min(box.minimum.x, box.minimum.y) > 14.99 && box.maximum.x < 133.01 && box.maximum.y < 195.01);
        }
    }

    /// Records of before the page was in them: what was asked for, or the square.
    void olderRecordsAreRendered() {
        const QTemporaryDir folder;
        QByteArray gcode = test::fileContent(QStringLiteral(CROQUIS_TEST_DATA "/provenance/two.gcode"));
        QVERIFY(!gcode.isEmpty() && test::putFile(folder.filePath("old.gcode"), gcode));
        const auto outcome = runCli({"render", "old.gcode", "-o", "a.svg", "--brush", "ink"}, folder.path());
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        const auto document = svgIn(folder, "a.svg");
        QVERIFY(isPage(document, 30, 30));
        QCOMPARE(document.sketch.strokes.size(), std::size_t(2));
        QVERIFY(document.brushJson && document.brushJson->find("ink") != std::string::npos);
    }

    /// A stranger's record makes nothing of this machine be opened.
    void noRecordNamesAFile() {
        const QTemporaryDir folder;
        QByteArray gcode = test::fileContent(QStringLiteral(CROQUIS_TEST_DATA "/provenance/two.gcode"));
        QVERIFY(gcode.replace("\"brush\":\"pen\"", "\"brush\":\"./my.json\"").contains("my.json"));
        QVERIFY(test::putFile(folder.filePath("a.gcode"), gcode));
        QVERIFY(test::putFile(folder.filePath("my.json"), R"({"croquisBrush": 1, "name": "mine", "width": 3})"));
        const auto rendered = runCli({"render", "a.gcode", "-o", "a.svg"}, folder.path());
        QVERIFY2(rendered.code == 0 && rendered.err.contains("its brush can't be used"), qPrintable(rendered.err));
        QVERIFY(!test::fileContent(folder.filePath("a.svg")).contains("mine"));
        const auto drawn = runCli({"draw", sample("cat.jpg"), "--from", "a.gcode", "-o", "b.svg"}, folder.path());
        QVERIFY2(drawn.code == kUsage && drawn.saysOneSentence() && drawn.err.contains("a.gcode"),
                 qPrintable(drawn.err));
        QVERIFY(!QFile::exists(folder.filePath("b.svg")));
    }

    void whatHasNoneIsSaid() {
        const QTemporaryDir folder;
        QVERIFY(putSketch(folder));
        QImage picture(20, 20, QImage::Format_RGB32);
        picture.fill(Qt::white);
        QVERIFY(picture.save(folder.filePath("plain.png")));
        QVERIFY(test::putFile(folder.filePath("page.pdf"), "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"));
        QVERIFY(test::putFile(folder.filePath("foreign.nc"), "G21\nG0 X0 Y0\nM2\n"));
        QCOMPARE(runCli({"render", "s.svg", "-o", "s.plt"}, folder.path()).code, 0);
        QCOMPARE(runCli({"sheet", "s.svg", "-o", "sheet.pdf"}, folder.path()).code, 0);
        // Croquis writes it, but of a drawing that no photo, model and seed repeat.
        QVERIFY(test::putFile(folder.filePath("foreign.svg"),
                              "<svg xmlns='http://www.w3.org/2000/svg' width='20mm' height='20mm' "
                              "viewBox='0 0 20 20'><path d='M2 2L18 9' fill='none' stroke='#000'/></svg>"));
        QCOMPARE(runCli({"render", "foreign.svg", "-o", "foreign.pdf"}, folder.path()).code, 0);
        for (const auto& [file, words] : {std::pair("plain.png", "carries no record"),
                                          {"page.pdf", "carries no record"},
                                          {"foreign.pdf", "only sketches that Croquis drew from a photo do"},
                                          {"foreign.nc", "foreign.nc"},
                                          {"s.plt", "HPGL has no place for a record"},
                                          {"sheet.pdf", "contact sheet"},
                                          {"gone.pdf", "gone.pdf"}}) {
            const auto outcome = runCli({"render", file, "-o", "out.svg"}, folder.path());
            QVERIFY2(outcome.code == 3 && outcome.saysOneSentence() && outcome.err.contains(words) &&
                         outcome.err.contains(file),
                     qPrintable(outcome.err));
        }
        QVERIFY(!test::entries(folder.path()).contains("out.svg"));
    }
};

QTEST_GUILESS_MAIN(CliRenderTest)
#include "cli_render_test.moc"
