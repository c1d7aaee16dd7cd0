// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"
#include "app/some_sketch.hpp"
#include "core/plot/machine_reader.hpp"
#include "vector/provenance_file.hpp"
#include "vector/svg_writer.hpp"

#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
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

QString textIn(const QTemporaryDir& folder, const char* name) {
    return QString::fromUtf8(test::fileContent(folder.filePath(name)));
}

} // namespace

class CliPlotTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aPlotLiesWithinItsMarginsAndSaysWhatItTakes() {
        const QTemporaryDir folder;
        QVERIFY(putSketch(folder));
        const QStringList plot{"render", "s.svg", "--profile", "plotter", "--page", "A4", "--margin", "20mm"};
        const auto outcome = runCli(plot + QStringList{"-o", "p.svg"}, folder.path());
        QCOMPARE(outcome.code, 0);
        static const QRegularExpression says(
            "^s.svg: scaled to [\\d.]+ %, 24 paths, 2 pens, pen down [\\d.]+ m, travel ([\\d.]+) m "
            "\\(([\\d.]+) m in file order\\), the ways from one pen to the next not counted, 24 lifts, "
            "about \\d+ s at 40 mm/s down, 120 mm/s up and 0.4 s a lift\\.\n$");
        const auto match = says.match(outcome.err);
        QVERIFY2(match.hasMatch(), qPrintable(outcome.err));
        QVERIFY(match.captured(1).toDouble() < match.captured(2).toDouble());
        const auto document = svgIn(folder, "p.svg");
        QCOMPARE(document.sketch.strokes.size(), std::size_t{24});
        QCOMPARE(document.layers.size(), std::size_t{4}); // in and out
        for (const auto& stroke : document.sketch.strokes) {
            const auto box = stroke.curve.boundingBox();
            QVERIFY(std::min(box.minimum.x, box.minimum.y) > 20 - 0.001);
            QVERIFY(box.maximum.x < 190.001 && box.maximum.y < 277.001);
        }
        const auto json =
            runCli(plot + QStringList{"-o", "j.svg", "--progress", "json", "--lift-time", "2"}, folder.path());
        QVERIFY(json.err.isEmpty());
        const auto event = QJsonDocument::fromJson(json.out.split('\n')[1].toUtf8()).object();
        QCOMPARE(event["event"].toString(), QString("plot"));
        QCOMPARE(event["paths"].toInt(), 24);
        QVERIFY(std::abs(event["seconds"].toDouble() - event["penDownMm"].toDouble() / 40 -
                         event["travelMm"].toDouble() / 120 - 24 * 2) < 1e-6);
        QCOMPARE(QJsonDocument::fromJson(json.out.split('\n')[2].toUtf8()).object()["files"].toArray()[0].toString(),
                 QString("j.svg"));
    }

    void allKindsPlotTheSame() {
        const QTemporaryDir folder;
        QVERIFY(putSketch(folder));
        for (const char* name : {"p.svg", "p.hpgl", "p.gcode"})
            QCOMPARE(runCli({"render", "s.svg", "-o", name, "--profile", "plotter"}, folder.path()).code, 0);
        const auto strokes = svgIn(folder, "p.svg").sketch.strokes;
        const auto hpgl = test::readHpgl(textIn(folder, "p.hpgl"));
        const auto gcode = test::readGcode(textIn(folder, "p.gcode"), "G0 Z5", "G1 Z0 F600");
        QCOMPARE(hpgl.size(), strokes.size());
        QCOMPARE(gcode.size(), strokes.size());
        for (std::size_t i = 0; i < strokes.size(); ++i) {
            const auto& begin = strokes[i].curve.points[0];
            QVERIFY(std::hypot(gcode[i].points[0].first - begin.x, 200 - gcode[i].points[0].second - begin.y) < 0.002);
            QVERIFY(std::hypot(hpgl[i].points[0].first - begin.x, 200 - hpgl[i].points[0].second - begin.y) < 0.02);
        }
        // Their own pen, at their own speed.
        QCOMPARE(runCli({"render", "s.svg", "-o", "servo.nc", "--pen-up", "M5", "--pen-down", "M3 S90", "--pen-speed",
                         "20", "--keep-order"},
                        folder.path())
                     .code,
                 0);
        const QString servo = textIn(folder, "servo.nc");
        QCOMPARE(test::readGcode(servo, "M5", "M3 S90", "G4 P0.2").size(), strokes.size());
        QCOMPARE(runCli({"render", "s.svg", "-o", "marlin.nc", "--pen-up", "M280 P0 S90", "--pen-down", "M280 P0 S40",
                         "--gcode-for", "marlin", "--dwell", "0.3", "--travel-speed", "50"},
                        folder.path())
                     .code,
                 0);
        const QString marlin = textIn(folder, "marlin.nc");
        QCOMPARE(test::readGcode(marlin, "M280 P0 S90", "M280 P0 S40", "G4 P300").size(), strokes.size());
        QVERIFY(marlin.contains(" F3000\n"));
        // On a sheet of an HP 7475A within its reach: 11040 by 7721 units, the long side along x.
        QCOMPARE(runCli({"render", "s.svg", "-o", "a4.plt", "--page", "A4"}, folder.path()).code, 0);
        for (const auto& line : test::readHpgl(textIn(folder, "a4.plt"), 1))
            for (const auto& [x, y] : line.points)
                QVERIFY(x >= 0 && y >= 0 && x <= 11040 && y <= 7721);
        QVERIFY(servo.contains(" F1200\n"));
    }

    /// How the pen is moved is recorded, and repeated where a machine's file is written again.
    void machineOptionsAreRepeated() {
        const QTemporaryDir folder;
        const QStringList draw{"draw", sample("cat.jpg"), "--iterations", "0",      "--strokes",
                               "4",    "--quality",       "draft",        "--mask", "none"};
        const QStringList pen{"--pen-up",    "M5",     "--pen-down",     "M3 S90", "--dwell",     "0.3",
                              "--pen-speed", "20",     "--travel-speed", "50",     "--lift-time", "1.5",
                              "--gcode-for", "marlin", "--hpgl-for",     "corner", "--pens",      "3"};
        const auto drawn = runCli(draw + pen + QStringList{"-o", "a.svg", "--gcode", "a.nc"}, folder.path());
        QVERIFY2(drawn.code == 0, qPrintable(drawn.err));
        QVERIFY(textIn(folder, "a.nc").contains("\nM3 S90\nG4 P300\n"));
        const auto settings = vector::readProvenance(folder.filePath("a.nc").toStdString());
        for (qsizetype i = 0; i < pen.size(); i += 2) {
            const std::string* value = vector::findSetting(settings, pen[i].mid(2).toStdString());
            QVERIFY2(value != nullptr && *value == pen[i + 1].toStdString(), qPrintable(pen[i]));
        }
        const auto again =
            runCli({"draw", sample("cat.jpg"), "--from", "a.nc", "-o", "b.svg", "--gcode", "b.nc"}, folder.path());
        QVERIFY2(again.code == 0, qPrintable(again.err));
        QCOMPARE(textIn(folder, "b.nc"), textIn(folder, "a.nc"));
        // Where no machine's file is written they change nothing, and keep nobody from drawing.
        const auto plain = runCli({"draw", sample("cat.jpg"), "--from", "a.nc", "-o", "c.svg"}, folder.path());
        QVERIFY2(plain.code == 0, qPrintable(plain.err));
        // What render is told is in the record as well, though the page stays.
        QCOMPARE(runCli({"render", "a.svg", "-o", "d.nc", "--pen-down", "M3 S40"}, folder.path()).code, 0);
        const auto told = vector::readProvenance(folder.filePath("d.nc").toStdString());
        QCOMPARE(*vector::findSetting(told, "pen-down"), std::string("M3 S40"));
        QVERIFY(vector::findSetting(told, "pen-up") == nullptr); // raised as by default
    }

    /// More colours than the machine has pens.
    void pensRunOut() {
        const QTemporaryDir folder;
        auto drawing = someSketch();
        for (std::size_t i = 0; i < 24; ++i)
            drawing.layers[0].strokes[i].colour = {static_cast<std::uint8_t>(30 * (i % 8)), 10, 10};
        QVERIFY(test::putFile(folder.filePath("s.svg"), QByteArray::fromStdString(vector::writeSvg(drawing))));
        const QStringList plot{"render", "s.svg", "--page", "A4", "-o", "a.plt"};
        const auto refused = runCli(plot, folder.path());
        QVERIFY2(refused.code != 0 && refused.saysOneSentence() && refused.err.contains("6 pens") &&
                     refused.err.contains("takes 8") && refused.err.contains("--pens 6"),
                 qPrintable(refused.err));
        const auto merged = runCli(plot + QStringList{"--pens", "6"}, folder.path());
        QVERIFY2(merged.code == 0 && merged.err.contains("24 paths, 6 pens"), qPrintable(merged.err));
        QVERIFY(textIn(folder, "a.plt").contains("SP6;") && !textIn(folder, "a.plt").contains("SP7;"));
    }

    /// Whatever its sheet, and however many colours.
    void aCutterIsNoHp7475a() {
        const QTemporaryDir folder;
        QVERIFY(putSketch(folder));
        const QStringList cut{"render", "s.svg", "--profile", "cutter", "--page", "A4", "--margin", "5mm"};
        QCOMPARE(runCli(cut + QStringList{"-o", "a.plt"}, folder.path()).code, 0);
        QCOMPARE(runCli(cut + QStringList{"-o", "b.plt", "--hpgl-for", "corner"}, folder.path()).code, 0);
        QCOMPARE(textIn(folder, "a.plt"), textIn(folder, "b.plt"));
    }

    void wrongUsage() {
        const QTemporaryDir folder;
        QVERIFY(putSketch(folder));
        for (const auto& [options, word] : {std::pair(QStringList{"--profile", "laser"}, "profile"),
                                            {{"--page", "A99"}, "A99"},
                                            {{"--page", "A4", "--margin", "wide"}, "--margin"},
                                            {{"--page", "A4", "--margin", "110mm"}, "margin"},
                                            {{"--margin", "5mm"}, "--page"},
                                            {{"--keep-order"}, "--keep-order"},
                                            {{"--join", "0.3mm"}, "--join"},
                                            {{"--profile", "plotter", "--margin", "4mm"}, "5 mm"},
                                            {{"--profile", "plotter", "--join", "-1mm"}, "joined"},
                                            {{"--profile", "plotter", "--pen-speed", "0"}, "speed"},
                                            {{"--profile", "plotter", "--gcode-for", "heidenhain"}, "heidenhain"},
                                            {{"--profile", "plotter", "--hpgl-for", "dxy"}, "dxy"},
                                            {{"--profile", "plotter", "--dwell", "61"}, "wait"},
                                            {{"--pens", "2"}, "--pens"},
                                            {{"--profile", "plotter", "--brush", "ink"}, "--brush"},
                                            {{"-o", "x.nc", "--paper", "#fff"}, "--paper"},
                                            {{"--profile", "plotter", "--pens", "0"}, "--pens"},
                                            {{"-o", "x.plt", "--hpgl-for", "hp7475a", "--page", "A5"}, "7475A"},
                                            {{"--profile", "plotter", "--pen-down", "M3\nM30"}, "pen command"},
                                            {{"--pixels", "100", "-o", "x.svg"}, "--pixels"},
                                            {{"--progress", "loud"}, "progress"}}) {
            const auto outcome = runCli(QStringList{"render", "s.svg"} + options, folder.path());
            QVERIFY2(outcome.code == kUsage && outcome.err.contains(word),
                     qPrintable(options.join(' ') + ": " + outcome.err));
        }
        for (const QStringList& options : {QStringList{"--pdf", "x.svg"},
                                           {"--hpgl", "x.gcode"},
                                           {"--gcode", "x"},
                                           {"--page", "A4", "--size", "100mm"},
                                           {"-o", "a.pdf", "--pdf", "a.pdf", "--png", "a.pdf"},
                                           {"--pdf", ""}}) {
            const auto outcome = runCli(QStringList{"draw", sample("cat.jpg"), "--dry-run"} + options, folder.path());
            QVERIFY2(outcome.code == kUsage, qPrintable(options.join(' ')));
        }
        QCOMPARE(test::entries(folder.path()), QStringList{"s.svg"});
    }

    void aPhotoIsDrawnForEveryMachine() {
        const QTemporaryDir folder;
        const QStringList draw{"draw", sample("cat.jpg"), "--iterations", "5",      "--quality", "draft", "--mask",
                               "none", "--profile",       "plotter",      "--page", "A5"};
        const auto outcome = runCli(draw + QStringList{"-o", "c.svg", "--png", "c.png", "--pdf", "c.pdf", "--hpgl",
                                                       "c.plt", "--gcode", "c.nc", "--dpi", "100"},
                                    folder.path());
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        QCOMPARE(outcome.out, QString("c.svg\nc.png\nc.pdf\nc.plt\nc.nc\n"));
        QVERIFY(outcome.err.startsWith("cat.jpg (.svg, .png, .pdf): scaled to "));
        const auto document = svgIn(folder, "c.svg");
        QVERIFY(isPage(document, 148, 210));
        QCOMPARE(document.sketch.strokes.size(), std::size_t{16});
        QCOMPARE(test::readHpgl(textIn(folder, "c.plt")).size(), std::size_t{16});
        QCOMPARE(QImage(folder.filePath("c.png")).height(), 827);
        // Any of them repeats it, page and profile too.
        for (const char* from : {"c.pdf", "c.nc"}) {
            QCOMPARE(
                runCli({"draw", sample("cat.jpg"), "--from", from, "-o", "again.svg", "--overwrite"}, folder.path())
                    .code,
                0);
            QVERIFY2(test::fileContent(folder.filePath("again.svg")) == test::fileContent(folder.filePath("c.svg")),
                     from);
        }
        const auto hpgl = runCli({"draw", sample("cat.jpg"), "--from", "c.plt", "-o", "no.svg"}, folder.path());
        QVERIFY2(hpgl.code == 3 && hpgl.err.contains("HPGL has no place for a record"), qPrintable(hpgl.err));
        // A size given now stands for the page recorded then.
        QCOMPARE(
            runCli({"draw", sample("cat.jpg"), "--from", "c.svg", "-o", "sized.svg", "--size", "100mm"}, folder.path())
                .code,
            0);
        QVERIFY(isPage(svgIn(folder, "sized.svg"), 100, 100));
        // A plot on the sketch's own page is repeated there.
        QCOMPARE(runCli({"draw", sample("cat.jpg"), "--from", "sized.svg", "-o", "resized.svg"}, folder.path()).code,
                 0);
        QVERIFY(test::fileContent(folder.filePath("resized.svg")) == test::fileContent(folder.filePath("sized.svg")));
    }

    void vpypeReadsThePlot() {
        const QString vpype = QStandardPaths::findExecutable("vpype");
        if (vpype.isEmpty())
            QSKIP("vpype isn't installed (PyPI)");
        const QTemporaryDir folder;
        QVERIFY(putSketch(folder));
        const auto stat = [&](const QStringList& options) {
            if (runCli(QStringList{"render", "s.svg", "--profile", "plotter", "--page", "A4", "--overwrite", "-o",
                                   "p.svg"} +
                           options,
                       folder.path())
                    .code != 0)
                return QString();
            QProcess process;
            process.setWorkingDirectory(folder.path());
            process.start(vpype, {"read", "p.svg", "stat"});
            process.waitForFinished(120000);
            return QString::fromUtf8(process.readAll());
        };
        const auto number = [](const QString& text, const char* name, int which) {
            auto found = QRegularExpression(QString(name) + ": ([\\d.]+)").globalMatch(text);
            for (int i = 0; i < which && found.hasNext(); ++i)
                found.next();
            return found.hasNext() ? found.next().captured(1).toDouble() : -1;
        };
        const QString ordered = stat({}), inFileOrder = stat({"--keep-order"});
        QVERIFY2(ordered.contains("Layer 1\n") && ordered.contains("Layer 2\n"), qPrintable(ordered));
        QVERIFY(ordered.contains("(793.7") && ordered.contains("1122.5")); // A4 in CSS pixels
        for (int layer = 0; layer < 3; ++layer) {                          // and the sum
            QCOMPARE(number(ordered, "Path count", layer), layer < 2 ? 12.0 : 24.0);
            QVERIFY(number(ordered, "Pen-up length", layer) > 0);
            QVERIFY(number(ordered, "Pen-up length", layer) <= number(inFileOrder, "Pen-up length", layer));
        }
    }
};

QTEST_GUILESS_MAIN(CliPlotTest)
#include "cli_plot_test.moc"
