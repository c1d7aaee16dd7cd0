// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"
#include "support/film_reader.hpp"

#include <QImageReader>
#include <QTemporaryDir>
#include <QTest>

using namespace croquis;
using test::fileContent;
using test::runCli;
using test::sample;

namespace {

constexpr int kUsage = 2;

const QStringList kDraw{"draw",      sample("cat.jpg"), "--strokes", "6",    "--iterations", "8",
                        "--quality", "draft",           "--mask",    "none", "--size",       "50mm"};

} // namespace

/// Sketches in motion, as the program writes them.
class CliAnimationTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aRunIsShownConverging() {
        const QTemporaryDir folder;
        const QStringList options{"--animate", "convergence", "-o",         "a.svg", "--gif",        "a.gif",
                                  "--hold",    "0.5",         "--duration", "1",     "--gif-pixels", "120"};
        const auto outcome = runCli(kDraw + options, folder.path());
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        QCOMPARE(outcome.out, QString("a.svg\na.gif\n"));
        const QByteArray svg = fileContent(folder.filePath("a.svg"));
        QCOMPARE(svg.count("@keyframes"), 6);
        QVERIFY(svg.count("d:path(") > 6 && svg.contains("1.5s linear infinite"));
        QImageReader gif(folder.filePath("a.gif"));
        QCOMPARE(gif.size(), QSize(120, 120));
        QCOMPARE(gif.imageCount(), 26);
        const QImage first = gif.read();
        QImage last = first;
        for (QImage frame = first; !frame.isNull(); frame = gif.read())
            last = frame;
        QVERIFY(first != last);

        // The still of it, and the same bytes again from its own record.
        QCOMPARE(runCli({"render", "a.svg", "-o", "still.svg"}, folder.path()).code, 0);
        QCOMPARE(fileContent(folder.filePath("still.svg")).count("@keyframes"), 0);
        for (const char* record : {"a.svg", "a.gif"}) {
            const auto again =
                runCli({"draw", sample("cat.jpg"), "--from", record, "-o", "b.svg", "--gif", "b.gif", "--overwrite"},
                       folder.path());
            QVERIFY2(again.code == 0, qPrintable(again.err));
            QCOMPARE(fileContent(folder.filePath("b.svg")), svg);
            QCOMPARE(fileContent(folder.filePath("b.gif")), fileContent(folder.filePath("a.gif")));
        }
        // A still one is drawn as such.
        for (const QStringList& still : {QStringList{"-o", "c.png"},
                                         {"-o", "c.svg", "--animate", "none"},
                                         {"-o", "d.svg", "--from", "still.svg"}}) {
            const auto drawn = runCli(QStringList{"draw", sample("cat.jpg")} +
                                          (still.contains("--from") ? still : still + QStringList{"--from", "a.svg"}),
                                      folder.path());
            QVERIFY2(drawn.code == 0, qPrintable(drawn.err));
        }
        for (const char* name : {"c.svg", "d.svg"})
            QCOMPARE(fileContent(folder.filePath(name)).count("@keyframes"), 0);
    }

    void anySvgIsDrawnOn() {
        const QTemporaryDir folder;
        QVERIFY(test::putFile(folder.filePath("x.svg"),
                              "<svg xmlns='http://www.w3.org/2000/svg' width='40mm' height='20mm' viewBox='0 0 40 20'>"
                              "<path d='M2 2L30 15' stroke='red' fill='none'/><path d='M3 3h9' stroke='#000'/></svg>"));
        for (const char* brush : {"pen", "ink"}) {
            const auto svg = runCli({"render", "x.svg", "--animate", "draw-on", "--brush", brush, "-o", "y.svg",
                                     "--overwrite", "--page", "A6"},
                                    folder.path());
            QVERIFY2(svg.code == 0, qPrintable(svg.err));
            QCOMPARE(fileContent(folder.filePath("y.svg")).count("@keyframes"), 2);
            const auto gif = runCli({"render", "x.svg", "--brush", brush, "-o", "y.gif", "--overwrite", "--gif-frames",
                                     "5", "--gif-pixels", "80"},
                                    folder.path());
            QVERIFY2(gif.code == 0, qPrintable(gif.err));
            QCOMPARE(QImageReader(folder.filePath("y.gif")).imageCount(), 21);
        }
    }

    void whatCannotMoveIsRefusedBeforeAnythingIsDrawn_data() {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("word") << QStringList{"--animate", "wiggle"};
        QTest::newRow("nothing to move") << QStringList{"--animate", "draw-on", "-o", "a.png"};
        QTest::newRow("plotter") << QStringList{"--animate", "draw-on", "--profile", "plotter"};
        QTest::newRow("no motion") << QStringList{"--duration", "3"};
        QTest::newRow("duration") << QStringList{"--animate", "draw-on", "--duration", "0"};
        QTest::newRow("hold") << QStringList{"--animate", "draw-on", "--hold", "61"};
        QTest::newRow("pixels") << QStringList{"--gif", "a.gif", "--gif-pixels", "5000"};
        QTest::newRow("frames") << QStringList{"--gif", "a.gif", "--gif-frames", "0"};
        QTest::newRow("MP4's pixels") << QStringList{"--mp4", "a.mp4", "--mp4-pixels", "5000"};
        QTest::newRow("MP4's frames") << QStringList{"-o", "a.mp4", "--mp4-frames", "0"};
        QTest::newRow("an MP4's plotter") << QStringList{"-o", "a.mp4", "--profile", "plotter"};
        QTest::newRow("brush converging") << QStringList{"--animate", "convergence", "--brush", "ink"};
    }
    void whatCannotMoveIsRefusedBeforeAnythingIsDrawn() {
        QFETCH(QStringList, options);
        const QTemporaryDir folder;
        const auto outcome = runCli(kDraw + options, folder.path());
        QVERIFY2(outcome.code == kUsage && outcome.saysOneSentence(), qPrintable(outcome.err));
        QCOMPARE(test::entries(folder.path()), QStringList());
    }

    void aFilmIsMade() {
        const QTemporaryDir folder;
        const auto outcome =
            runCli(kDraw + QStringList{"-o", "a.svg", "--mp4", "a.mp4", "--animate", "convergence", "--duration", "1",
                                       "--hold", "0.5", "--mp4-pixels", "120", "--mp4-frames", "12"},
                   folder.path());
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        QCOMPARE(outcome.out, QString("a.svg\na.mp4\n"));
        const auto film = test::readFilm(fileContent(folder.filePath("a.mp4")));
        QCOMPARE(film.size, QSize(120, 120));
        QCOMPARE(film.frames.size(), 18);
        QVERIFY(film.frames.front() != film.frames[11]);
        QCOMPARE(runCli({"draw", sample("cat.jpg"), "--from", "a.mp4", "--animate", "convergence", "--duration", "1",
                         "--hold", "0.5", "-o", "b.svg"},
                        folder.path())
                     .code,
                 0);
        QCOMPARE(fileContent(folder.filePath("b.svg")), fileContent(folder.filePath("a.svg")));
        QCOMPARE(
            runCli({"render", "a.svg", "-o", "r.mp4", "--mp4-pixels", "64", "--duration", "0.5"}, folder.path()).code,
            0);
        QCOMPARE(test::readFilm(fileContent(folder.filePath("r.mp4"))).size, QSize(64, 64));
    }

    void nothingIsKnownOfHowAFileConverged() {
        const QTemporaryDir folder;
        QCOMPARE(runCli(kDraw + QStringList{"-o", "a.svg"}, folder.path()).code, 0);
        const auto outcome = runCli({"render", "a.svg", "--animate", "convergence", "-o", "b.svg"}, folder.path());
        QCOMPARE(outcome.code, kUsage);
        QVERIFY2(outcome.err.contains("draw-on"), qPrintable(outcome.err));
    }
};

QTEST_GUILESS_MAIN(CliAnimationTest)
#include "cli_animation_test.moc"
