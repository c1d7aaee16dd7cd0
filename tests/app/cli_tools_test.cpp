// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"

#include <QElapsedTimer>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <sys/resource.h>
#include <vector>

using namespace croquis;
using test::runCli;
using test::sample;

namespace {

/// One diagonal stroke on the canvas, moved by (dx, dy) canvas pixels.
QByteArray strokeSvg(double dx, double dy) {
    return QString(
               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 224 224\" width=\"224\" height=\"224\">"
               "<path d=\"M %1 %2 C 90 60 120 150 180 160\" fill=\"none\" stroke=\"black\" stroke-width=\"3\"/></svg>")
        .arg(60 + dx, 0, 'f', 6)
        .arg(70 + dy, 0, 'f', 6)
        .toUtf8();
}

QJsonObject scoreOf(const QTemporaryDir& folder, const QByteArray& svg, const QStringList& options = {}) {
    if (!test::putFile(folder.filePath("s.svg"), svg))
        return {};
    const auto outcome = runCli(QStringList{"score", sample("cat.jpg"), "s.svg"} + options, folder.path());
    return outcome.code == 0 ? QJsonDocument::fromJson(outcome.out.toUtf8()).object() : QJsonObject{};
}

} // namespace

class CliToolsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void scoreOfOurOwnSketchIsItsLoss_data() {
        QTest::addColumn<QString>("quality");
        for (const char* quality : {"draft", "normal"})
            QTest::newRow(quality) << QString(quality);
    }

    void scoreOfOurOwnSketchIsItsLoss() {
        QFETCH(QString, quality);
        const QTemporaryDir folder;
        const auto drawn = runCli({"draw", sample("cat.jpg"), "--iterations", "10", "--quality", quality, "-o",
                                   "cat.svg", "--progress", "json"},
                                  folder.path());
        QCOMPARE(drawn.code, 0);
        const auto result = QJsonDocument::fromJson(drawn.out.trimmed().split('\n').back().toUtf8()).object();
        const auto outcome = runCli({"score", sample("cat.jpg"), "cat.svg"}, folder.path());
        QCOMPARE(outcome.code, 0);
        const auto score = QJsonDocument::fromJson(outcome.out.toUtf8()).object();
        // The file rounds to 0.001 mm.
        QVERIFY(std::abs(score["loss"].toDouble() - result["loss"].toDouble()) < 1e-3 * result["loss"].toDouble());
        QCOMPARE(score["strokes"].toInt(), 16);
        QCOMPARE(score["quality"].toString(), quality);
        double sum = 0;
        for (const auto& term : score["terms"].toObject())
            sum += term.toDouble();
        QVERIFY(std::abs(sum - score["loss"].toDouble()) < 1e-6);
    }

    /// The network's loss bends within a fraction of a pixel, so the step is small and the comparison allows for what
    /// float leaves.
    void theGradientIsThatOfTheLoss() {
        const QTemporaryDir folder;
        const auto gradient = scoreOf(folder, strokeSvg(0, 0), {"--gradient"})["gradient"].toArray();
        QCOMPARE(gradient.size(), 1);
        constexpr double kStep = 0.002; // canvas pixels
        const auto loss = [&](double dx, double dy) { return scoreOf(folder, strokeSvg(dx, dy))["loss"].toDouble(); };
        const double x = (loss(kStep, 0) - loss(-kStep, 0)) / (2 * kStep),
                     y = (loss(0, kStep) - loss(0, -kStep)) / (2 * kStep);
        const auto first = gradient[0].toArray()[0].toArray();
        const double gx = first[0].toDouble(), gy = first[1].toDouble();
        const double cosine = (x * gx + y * gy) / (std::hypot(x, y) * std::hypot(gx, gy)),
                     ratio = std::hypot(gx, gy) / std::hypot(x, y);
        QVERIFY2(cosine > 0.95 && ratio > 0.8 && ratio < 1.25,
                 qPrintable(QString("%1 %2, %3 %4").arg(gx).arg(gy).arg(x).arg(y)));
    }

    void badSketchesAreNamed() {
        const QTemporaryDir folder;
        QVERIFY(test::putFile(folder.filePath("bad.svg"), "<svg"));
        QVERIFY(test::putFile(folder.filePath("none.svg"),
                              "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>"));
        for (const char* name : {"bad.svg", "none.svg", "gone.svg"}) {
            const auto outcome = runCli({"score", sample("cat.jpg"), name}, folder.path());
            QCOMPARE(outcome.code, 3);
            QVERIFY2(outcome.saysOneSentence() && outcome.err.contains(name), qPrintable(outcome.err));
        }
        QCOMPARE(runCli({"render", "bad.svg"}, folder.path()).code, 3);
        const auto empty = runCli({"render", "none.svg"}, folder.path());
        QVERIFY2(empty.code == 3 && empty.err.contains("none.svg holds no strokes"), qPrintable(empty.err));
    }

    void whatIsNoSketchIsNamed() {
        const QTemporaryDir folder;
        QVERIFY(test::putFile(folder.filePath("notes.md"), "# Notes\n\nNot a drawing.\n"));
        const auto says = [&](const QStringList& arguments, const char* words) {
            const auto outcome = runCli(arguments, folder.path());
            return outcome.code == 3 && outcome.saysOneSentence() && outcome.err.contains(words);
        };
        QVERIFY(says({"render", sample("cat.jpg")}, "cat.jpg: it isn't an SVG but a JPEG picture."));
        QVERIFY(says({"score", sample("cat.jpg"), "notes.md"}, "notes.md: it isn't an SVG but text."));
        QVERIFY(says({"draw", sample("cat.jpg"), "--from", "notes.md"}, "notes.md: it isn't an SVG but text."));
    }

    void renderPaintsAndRestyles() {
        const QTemporaryDir folder;
        QVERIFY(test::putFile(folder.filePath("s.svg"), strokeSvg(0, 0)));
        QCOMPARE(runCli({"render", "s.svg", "--pixels", "448"}, folder.path()).out, QString("s.png\n"));
        QCOMPARE(runCli({"render", "s.svg", "--pixels", "448", "-o", "red.png", "--colour", "#ff0000", "--width", "12",
                         "--paper", "#ffffff"},
                        folder.path())
                     .code,
                 0);
        const QImage plain(folder.filePath("s.png")), red(folder.filePath("red.png"));
        QCOMPARE(plain.size(), QSize(448, 448));
        const auto inked = [](const QImage& picture, auto isInk) {
            int count = 0;
            for (int y = 0; y < picture.height(); ++y)
                for (int x = 0; x < picture.width(); ++x)
                    count += isInk(picture.pixel(x, y));
            return count;
        };
        const int thin = inked(plain, [](QRgb p) { return qAlpha(p) > 127; }),
                  wide = inked(red, [](QRgb p) { return qRed(p) > 200 && qGreen(p) < 100; });
        QVERIFY2(thin > 500 && wide > 2 * thin, qPrintable(QString("%1 %2").arg(thin).arg(wide)));
        QCOMPARE(qRed(red.pixel(0, 0)), 255);
    }

    void sizesOutOfRangeAreRefusedBeforeTheSketchIsRead() {
        const QTemporaryDir folder;
        for (const QStringList& option : {QStringList{"--pixels", "0"},
                                          {"--pixels", "-5"},
                                          {"--pixels", "20001"},
                                          {"--pixels", "99999999999999"},
                                          {"--dpi", "0"},
                                          {"--width", "0mm"},
                                          {"--width", "-1"},
                                          {"--width", "1e9"},
                                          {"--colour", "red"},
                                          {"--paper", "white"},
                                          {"-o", "s.bmp"}}) {
            const auto outcome = runCli(QStringList{"render", "gone.svg"} + option, folder.path());
            QVERIFY2(outcome.code == 2 && !outcome.err.isEmpty(), qPrintable(option.join(' ') + outcome.err));
        }
        QVERIFY(test::putFile(folder.filePath("s.svg"), strokeSvg(0, 0)));
        QCOMPARE(runCli({"render", "s.svg", "--pixels", "1"}, folder.path()).code, 0);
        QCOMPARE(QImage(folder.filePath("s.png")).size(), QSize(1, 1));
    }

    void modelsAndDevicesAreListed() {
        const QTemporaryDir folder;
        const auto models = runCli({"models", "list"}, folder.path());
        QCOMPARE(models.code, 0);
        QVERIFY(models.out.contains("efficientnet-lite0") && models.out.contains("u2netp") &&
                models.out.contains("Apache-2.0"));
        QCOMPARE(runCli({"models", "verify"}, folder.path()).code, 0);
        const auto devices = runCli({"devices"}, folder.path());
        QCOMPARE(devices.code, 0);
        QVERIFY(devices.out.startsWith("cpu") && devices.out.contains("\ncuda"));
    }

    /// The engine (LibTorch, OpenCV) is opened on first use only.
    void helpDoesNotWaitForTheEngine() {
        const QTemporaryDir folder;
        QProcess linked;
        linked.start("ldd", {CROQUIS_CLI});
        QVERIFY(linked.waitForFinished(10000));
        const QByteArray libraries = linked.readAllStandardOutput();
        QVERIFY(libraries.contains("libc.so") && !libraries.contains("torch") && !libraries.contains("opencv") &&
                !libraries.contains("Qt"));
        std::vector<qint64> times;
        for (int k = 0; k < 7; ++k) {
            QElapsedTimer timer;
            timer.start();
            QCOMPARE(runCli({"--help"}, folder.path()).code, 0);
            times.push_back(timer.elapsed());
        }
        std::sort(times.begin(), times.end());
        QVERIFY2(times[3] <= 50, qPrintable(QString("%1 ms").arg(times[3])));
    }

    /// Ten times the iterations, the same peak memory.
    void memoryDoesNotGrowWithIterations() {
        const QTemporaryDir folder;
        const auto peakOf = [&](const char* iterations) {
            rusage usage{}; // its maximum is that of the largest child so far: the short run comes first
            const auto outcome =
                runCli({"draw", sample("cat.jpg"), "--iterations", iterations, "--history", "h.jsonl", "--overwrite"},
                       folder.path());
            ::getrusage(RUSAGE_CHILDREN, &usage);
            return outcome.code == 0 ? static_cast<double>(usage.ru_maxrss) / 1024 : -1;
        };
        const double few = peakOf("40"), many = peakOf("400");
        QVERIFY(few > 0 && many > 0);
        // Peaks vary by some 15 MB from run to run; keeping even a tenth of one view per iteration would add 21 MB more
        // than that.
        QVERIFY2(many < few + 36, qPrintable(QString("%1 MB, %2 MB").arg(few).arg(many)));
        QVERIFY2(many <= 700, qPrintable(QString("%1 MB").arg(many)));
    }
};

QTEST_GUILESS_MAIN(CliToolsTest)
#include "cli_tools_test.moc"
