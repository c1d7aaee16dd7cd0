// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"
#include "vector/svg_reader.hpp"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <memory>

using namespace croquis;
using test::runCli;
using test::sample;

namespace {

constexpr int kDone = 0, kSomeFailed = 1, kUsage = 2;

QByteArray card(const char* content, const char* size = "width='100mm' height='50mm' viewBox='0 0 100 50'") {
    return QByteArray("<svg xmlns='http://www.w3.org/2000/svg' ") + size + "><g fill='none' stroke='black' " +
           "stroke-width='0.3'>" + content + "</g></svg>";
}

} // namespace

/// What the program says of what it does otherwise than one might think, and how it ends.
class CliToldTest : public QObject {
    Q_OBJECT

  private:
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const char* name) const { return m_folder->filePath(QLatin1String(name)); }
    test::Outcome run(const QStringList& arguments) const { return runCli(arguments, m_folder->path()); }
    test::Outcome render(const QStringList& options) const {
        return run(QStringList{"render", "card.svg", "--overwrite"} + options);
    }

  private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(test::putFile(path("card.svg"), card("<rect x='25' y='10' width='50' height='30'/>")));
    }

    void aPlotSaysThatItIsScaled() {
        const auto scaled = render({"--profile", "cutter", "--page", "A4", "-o", "a.svg"});
        QVERIFY2(scaled.err.startsWith("card.svg: scaled to 180 %, 1 path, "), qPrintable(scaled.err));
        QVERIFY(test::fileContent(path("a.svg")).contains("Z\""));
        const auto kept = render({"--profile", "cutter", "--page", "A4", "--actual-size", "-o", "b.svg"});
        QVERIFY2(kept.code == kDone && !kept.err.contains("scaled"), qPrintable(kept.err));
        const auto box = vector::readSvg(path("b.svg").toStdString()).sketch.strokes.at(0).curve.boundingBox();
        QCOMPARE(box.maximum.x - box.minimum.x, 50.0);
        const auto refused = render({"--profile", "cutter", "--page", "60x60mm", "--actual-size", "-o", "c.svg"});
        QVERIFY2(refused.code != kDone && refused.saysOneSentence() && refused.err.contains("50.0 x 30.0 mm"),
                 qPrintable(refused.err));
        QVERIFY2(!refused.err.contains("Turned"), qPrintable(refused.err)); // room for 30 mm either way
        const auto high = render({"--profile", "cutter", "--page", "60x80mm", "--actual-size", "-o", "c.svg"});
        QVERIFY2(high.code == kUsage && high.err.contains("Turned, the page has room for it: --page 80x60mm."),
                 qPrintable(high.err));
        QCOMPARE(render({"--actual-size", "-o", "d.svg"}).code, kUsage); // nothing is plotted
        const auto json = render({"--profile", "cutter", "--page", "A4", "--progress", "json", "-o", "e.svg"});
        QCOMPARE(QJsonDocument::fromJson(json.out.split('\n')[1].toUtf8()).object()["scale"].toDouble(), 1.8);
    }

    void theTimeIsThatOfTheFile() {
        QByteArray lines;
        for (int k = 0; k < 32; ++k)
            lines += "<path d='M10 " + QByteArray::number(8 + k) + "h80'/>";
        QVERIFY(test::putFile(path("card.svg"), card(lines)));
        const auto seconds = [&](const QStringList& options) {
            const auto outcome = render(options + QStringList{"--progress", "json"});
            return QJsonDocument::fromJson(outcome.out.split('\n')[1].toUtf8()).object()["seconds"].toDouble();
        };
        const QStringList servo{"-o", "a.gcode", "--pen-down", "M3 S90", "--pen-up", "M5", "--dwell"};
        QVERIFY(std::abs(seconds(servo + QStringList{"2"}) - seconds(servo + QStringList{"0"}) - 65 * 2) < 1e-6);
        const auto byZ = render({"-o", "a.gcode"});
        QVERIFY2(byZ.err.contains("m from the page's corner and back") && byZ.err.contains("0.54 s a lift"),
                 qPrintable(byZ.err)); // 5 mm down at 10 mm/s, up at 120
        const auto slow = render({"-o", "a.hpgl", "--pen-speed", "4"});
        QVERIFY2(slow.err.contains("at 10 mm/s down") && slow.err.contains("it is 10 mm/s instead of 4"),
                 qPrintable(slow.err));
        QVERIFY(!render({"-o", "a.hpgl"}).err.contains("instead of"));
        const auto hours = render({"-o", "a.gcode", "--pen-speed", "0.1"});
        QVERIFY2(QRegularExpression("about \\d+ h \\d+ min at 0.1 mm/s").match(hours.err).hasMatch(),
                 qPrintable(hours.err));
    }

    void eachKindOfFileHasItsOwnTime() {
        const auto drawn = run({"draw", sample("cat.jpg"), "--strokes", "4", "--quality", "draft", "--mask", "none",
                                "--iterations", "0", "-o", "a.gcode", "--hpgl", "a.hpgl"});
        QCOMPARE(drawn.code, kDone);
        QVERIFY2(drawn.err.contains("(.gcode): ") && drawn.err.contains("(.hpgl): "), qPrintable(drawn.err));
    }

    void aTextureWithoutAPaperIsToldOf() {
        const auto bare = render({"--paper-texture", "laid", "-o", "a.svg"});
        QVERIFY2(bare.code == kDone && bare.err.contains("--paper-texture laid doesn't show"), qPrintable(bare.err));
        QVERIFY(render({"--paper-texture", "laid", "--paper", "#ffe0a0", "-o", "b.svg"}).err.isEmpty());
    }

    void aSheetTakesTheSketchesPaperOrSaysSo() {
        QVERIFY(QDir(m_folder->path()).mkdir("s"));
        for (const char* name : {"s/a.svg", "s/b.svg"})
            QCOMPARE(render({"--paper", "#ffe0a0", "--paper-texture", "laid", "-o", name}).code, kDone);
        const auto alike = run({"sheet", "s", "-o", "alike.svg"});
        QVERIFY2(alike.code == kDone && alike.err.isEmpty(), qPrintable(alike.err));
        const QByteArray sheet = test::fileContent(path("alike.svg"));
        QVERIFY(sheet.contains("#ffe0a0") && sheet.contains("<croquis:paper-texture>laid"));
        QCOMPARE(render({"--paper", "#a0e0ff", "-o", "s/c.svg"}).code, kDone);
        const auto mixed = run({"sheet", "s", "-o", "mixed.svg"});
        QVERIFY2(mixed.code == kDone && mixed.err.contains("that of 3 sketches is left out"), qPrintable(mixed.err));
        const auto one = run({"sheet", "s", "-o", "one.svg", "--paper", "#a0e0ff"});
        QVERIFY2(one.err.contains("that of 2 sketches is left out"), qPrintable(one.err));
    }

    void whatMovesOnce() {
        QCOMPARE(render({"--animate", "draw-on", "--loop", "once", "-o", "a.svg"}).code, kDone);
        QVERIFY(test::fileContent(path("a.svg")).contains(" 1 both}"));
        QCOMPARE(render({"--loop", "once", "-o", "a.gif"}).code, kDone);
        QVERIFY(!test::fileContent(path("a.gif")).contains("NETSCAPE"));
        QCOMPARE(render({"-o", "b.gif"}).code, kDone);
        QVERIFY(test::fileContent(path("b.gif")).contains("NETSCAPE"));
        QCOMPARE(render({"--animate", "draw-on", "--loop", "twice", "-o", "c.svg"}).code, kUsage);
        QCOMPARE(render({"--loop", "once", "-o", "c.svg"}).code, kUsage);
    }

    /// Where nothing that is written can hold it, that is said.
    void whatPlaysDecidesOfAFilm() {
        const QString told = QStringLiteral("--loop once changes nothing in an MP4");
        const auto film = render({"--loop", "once", "--duration", "0.2", "--hold", "0", "-o", "a.mp4"});
        QVERIFY2(film.err.contains(told), qPrintable(film.err));
        QVERIFY2(!film.err.contains("sides are even"), qPrintable(film.err));
        const auto odd = render({"--mp4-pixels", "301", "--duration", "0.2", "--hold", "0", "-o", "odd.mp4"});
        QVERIFY2(odd.err.contains("the longer one is 302 pixels, not 301"), qPrintable(odd.err));
        const auto gif = render({"--loop", "once", "-o", "once.gif"});
        QVERIFY2(!gif.err.contains(told), qPrintable(gif.err));
        const auto drawn = [this](const QStringList& more) {
            return run(QStringList{"draw", test::sample("cat.jpg"), "--dry-run", "--loop", "once"} + more).err;
        };
        QVERIFY2(drawn({"--mp4", "b.mp4"}).contains(told), qPrintable(drawn({"--mp4", "b.mp4"})));
        QVERIFY(!drawn({"--mp4", "b.mp4", "--gif", "b.gif"}).contains(told));
        QVERIFY(!drawn({"--mp4", "b.mp4", "--animate", "draw-on"}).contains(told));
    }

    void aPageMayHaveSpaces() {
        QCOMPARE(render({"--page", "210 x 297 mm", "-o", "a.svg"}).code, kDone);
        QVERIFY(test::fileContent(path("a.svg")).contains("width=\"210mm\" height=\"297mm\""));
    }

    /// Whether it is the first call or goes on: some of the photos that were meant failed.
    void theExitCodeIsThatOfTheWholeFolder() {
        QVERIFY(QDir(m_folder->path()).mkdir("photos"));
        QVERIFY(QFile::copy(sample("cat.jpg"), path("photos/cat.jpg")));
        QVERIFY(test::putFile(path("photos/bad.jpg"), "\xff\xd8\xff\xe0 and nothing more"));
        const QStringList draw{"draw",      "photos", "-o",     "out/", "--strokes",    "4",
                               "--quality", "draft",  "--mask", "none", "--iterations", "0"};
        for (const QStringList& more :
             {QStringList(), QStringList(), QStringList{"--dry-run"}, QStringList{"--shard", "1/1"}})
            QCOMPARE(run(draw + more).code, kSomeFailed);
        QVERIFY(QFile::exists(path("out/cat.svg")));
        QVERIFY(QFile::remove(path("photos/cat.jpg"))); // a folder of that one
        QCOMPARE(run(draw).code, 3);
    }
};

QTEST_GUILESS_MAIN(CliToldTest)
#include "cli_told_test.moc"
