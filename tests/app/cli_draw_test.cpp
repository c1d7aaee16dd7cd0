// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"
#include "vector/provenance_file.hpp"
#include "vector/svg_reader.hpp"

#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <csignal>

using namespace croquis;
using test::runCli;
using test::sample;

namespace {

constexpr int kBadInput = 3;

std::size_t strokesIn(const QString& svg) {
    return vector::readSvg(svg.toStdString()).sketch.strokes.size();
}

/// sum |a - b| / sum of ink, of two pictures on white.
double inkDifference(const QString& a, const QString& b) {
    const auto onWhite = [](const QString& path) {
        QImage picture = QImage(path).convertToFormat(QImage::Format_ARGB32);
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x) {
                const QRgb pixel = picture.pixel(x, y);
                const int alpha = qAlpha(pixel), grey = (qGray(pixel) * alpha + 255 * (255 - alpha)) / 255;
                picture.setPixel(x, y, qRgb(grey, grey, grey));
            }
        return picture;
    };
    const QImage first = onWhite(a), second = onWhite(b);
    if (first.size() != second.size())
        return 1;
    double difference = 0, ink = 0;
    for (int y = 0; y < first.height(); ++y)
        for (int x = 0; x < first.width(); ++x) {
            difference += std::abs(qRed(first.pixel(x, y)) - qRed(second.pixel(x, y)));
            ink += 255 - qRed(first.pixel(x, y));
        }
    return difference / ink;
}

} // namespace

class CliDrawTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aPhotoBecomesASketch() {
        const QTemporaryDir folder;
        const auto outcome = runCli({"draw", sample("cat.jpg"), "-o", "cat.svg", "--png", "cat.png"}, folder.path());
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        QCOMPARE(outcome.out, QString("cat.svg\ncat.png\n"));
        QCOMPARE(outcome.err, QString());
        QCOMPARE(test::entries(folder.path()), (QStringList{"cat.png", "cat.svg"}));
        QCOMPARE(strokesIn(folder.filePath("cat.svg")), std::size_t{16});
        const QImage picture(folder.filePath("cat.png"));
        QCOMPARE(picture.width(), 2362); // 200 mm at 300 dpi
        QVERIFY(picture.hasAlphaChannel());
        QCOMPARE(qAlpha(picture.pixel(0, 0)), 0);
        QVERIFY(std::abs(picture.dotsPerMeterX() - 11811) <= 1);
    }

    void theSameDrawGivesTheSameBytesAndFromRepeatsThem() {
        const QTemporaryDir folder;
        const QStringList options{"draw",         sample("coffee.jpg"),
                                  "--iterations", "20",
                                  "--strokes",    "12",
                                  "--seed",       "3",
                                  "--size",       "120mm",
                                  "--width",      "1.5mm",
                                  "--colour",     "#223344",
                                  "--paper",      "#f4ecd8",
                                  "--frame",      "photo"};
        QCOMPARE(runCli(options + QStringList{"-o", "a.svg", "--png", "a.png"}, folder.path()).code, 0);
        QCOMPARE(runCli(options + QStringList{"-o", "b.svg", "--png", "b.png"}, folder.path()).code, 0);
        const QByteArray svg = test::fileContent(folder.filePath("a.svg"));
        QVERIFY(svg.size() > 1000);
        QCOMPARE(QImage(folder.filePath("a.png")).pixel(0, 0), qRgb(0xf4, 0xec, 0xd8));
        QVERIFY(svg == test::fileContent(folder.filePath("b.svg")));
        QVERIFY(test::fileContent(folder.filePath("a.png")) == test::fileContent(folder.filePath("b.png")));
        for (const char* source : {"a.svg", "a.png"}) {
            const auto again =
                runCli({"draw", sample("coffee.jpg"), "--from", source, "-o", "c.svg", "--overwrite"}, folder.path());
            QVERIFY2(again.code == 0, qPrintable(again.err));
            QVERIFY(svg == test::fileContent(folder.filePath("c.svg")));
        }
        // What is given beside --from wins.
        QCOMPARE(
            runCli({"draw", sample("coffee.jpg"), "--from", "a.svg", "--strokes", "5", "-o", "d.svg"}, folder.path())
                .code,
            0);
        QCOMPARE(strokesIn(folder.filePath("d.svg")), std::size_t{5});
    }

    void otherThreadCountsGiveTheSameBytes() {
        const QTemporaryDir folder;
        QStringList files;
        for (const char* threads : {"1", "2", "3"}) {
            files << folder.filePath(QString("%1.svg").arg(threads));
            QCOMPARE(runCli({"draw", sample("cat.jpg"), "--iterations", "15", "--quality", "draft", "--threads",
                             threads, "-o", files.back()},
                            folder.path())
                         .code,
                     0);
        }
        const auto withoutCount = [](const QString& file) {
            static const QRegularExpression kCount("(threads&quot;:(?:&quot;)?)\\d");
            QString svg = test::fileContent(file);
            return svg.replace(kCount, "\\1N");
        };
        QVERIFY(withoutCount(files[0]).contains("threads&quot;:N") && withoutCount(files[0]).contains("<path"));
        QCOMPARE(withoutCount(files[1]), withoutCount(files[0]));
        QCOMPARE(withoutCount(files[2]), withoutCount(files[0]));
    }

    void anIndependentRendererAgreesWithOurPng() {
        const QString renderer = QStandardPaths::findExecutable("rsvg-convert");
        if (renderer.isEmpty())
            QSKIP("rsvg-convert is not installed");
        const QTemporaryDir folder;
        QCOMPARE(runCli({"draw", sample("cat.jpg"), "--iterations", "10", "--quality", "draft", "--strokes", "32", "-o",
                         "cat.svg", "--png", "cat.png", "--dpi", "127"},
                        folder.path())
                     .code,
                 0);
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(renderer, {"-w", "1000", "-h", "1000", "-o", "theirs.png", "cat.svg"});
        QVERIFY(process.waitForFinished(60000) && process.exitCode() == 0);
        const double difference = inkDifference(folder.filePath("cat.png"), folder.filePath("theirs.png"));
        QVERIFY2(difference < 0.01, qPrintable(QString::number(difference)));
    }

    void nothingIsOverwrittenUnasked() {
        const QTemporaryDir folder;
        QVERIFY(test::putFile(folder.filePath("cat.svg"), "mine"));
        const QStringList options{"draw",      sample("cat.jpg"), "--iterations", "0",
                                  "--quality", "draft",           "-o",           "cat.svg"};
        QCOMPARE(runCli(options, folder.path()).out, QString("cat-2.svg\n"));
        QCOMPARE(runCli(options, folder.path()).out, QString("cat-3.svg\n"));
        QCOMPARE(test::fileContent(folder.filePath("cat.svg")), QByteArray("mine"));
        QCOMPARE(runCli(options + QStringList{"--overwrite"}, folder.path()).out, QString("cat.svg\n"));
        QVERIFY(test::fileContent(folder.filePath("cat.svg")).startsWith("<?xml"));
    }

    void severalSeedsKeepTheBest() {
        const QTemporaryDir folder;
        const auto outcome = runCli({"draw", sample("cat.jpg"), "--iterations", "10", "--quality", "draft", "--seeds",
                                     "3", "-o", "best.svg", "--history", "h.jsonl"},
                                    folder.path());
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        const auto provenance = vector::readProvenance(folder.filePath("best.svg").toStdString());
        const auto lines = test::fileContent(folder.filePath("h.jsonl")).trimmed().split('\n');
        QCOMPARE(lines.size(), 11);
        const auto sketches = QJsonDocument::fromJson(lines.back()).object()["sketches"].toArray();
        QCOMPARE(sketches.size(), 3);
        double lowest = 1e9;
        for (const auto& line : lines)
            for (const auto& sketch : QJsonDocument::fromJson(line).object()["sketches"].toArray())
                if (sketch.toObject()["best"].toBool())
                    lowest = std::min(lowest, sketch.toObject()["loss"].toDouble());
        QVERIFY(std::abs(provenance.sketches.at(0).loss - lowest) < 1e-9);
    }

    void progressAsJsonLines() {
        const QTemporaryDir folder;
        const auto outcome =
            runCli({"draw", sample("cat.jpg"), "--iterations", "5", "--progress", "json"}, folder.path());
        QCOMPARE(outcome.code, 0);
        int iterations = 0;
        QString file;
        for (const auto& line : outcome.out.trimmed().split('\n')) {
            const auto object = QJsonDocument::fromJson(line.toUtf8()).object();
            QVERIFY2(object.contains("event"), qPrintable(line));
            iterations += object["event"] == "iteration";
            if (object["event"] == "result")
                file = object["files"].toArray().at(0).toString();
        }
        QCOMPARE(iterations, 6);
        QCOMPARE(strokesIn(folder.filePath(file)), std::size_t{16});
    }

    void foldersAndABadPhotoAmongGoodOnes() {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir("in"));
        QVERIFY(QFile::copy(sample("cat.jpg"), folder.filePath("in/a cat.jpg")));
        QVERIFY(QFile::copy(sample("coffee.jpg"), folder.filePath("in/cup.jpg")));
        QVERIFY(test::putFile(folder.filePath("in/bad.jpg"), "not a picture"));
        QVERIFY(test::putFile(folder.filePath("in/notes.txt"), "left alone"));
        const auto outcome =
            runCli({"draw", "in", "-o", "out", "--iterations", "0", "--quality", "draft"}, folder.path());
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.contains("bad.jpg"), qPrintable(outcome.err));
        QCOMPARE(test::entries(folder.filePath("out")), (QStringList{"a cat.svg", "croquis-draw.jsonl", "cup.svg"}));
    }

    /// Nothing of the photo before is left: neither in the strokes nor in the record.
    void aPhotoIsDrawnTheSameAfterAnother() {
        const QTemporaryDir folder;
        const QStringList common{"--iterations", "1", "--quality", "draft"};
        QCOMPARE(runCli(QStringList{"draw", sample("horse.png"), "-o", "alone.svg"} + common, folder.path()).code, 0);
        QVERIFY(QDir(folder.path()).mkdir("both"));
        const auto both =
            runCli(QStringList{"draw", sample("cat.jpg"), sample("horse.png"), "-o", "both"} + common, folder.path());
        QCOMPARE(both.code, 0);
        QCOMPARE(test::fileContent(folder.filePath("both/horse.svg")), test::fileContent(folder.filePath("alone.svg")));
    }

    /// Flattened on white nothing of it is to be seen, but its outline is.
    void aWhiteCutOutIsDrawnByItsOutline() {
        const QTemporaryDir folder;
        QImage picture(96, 96, QImage::Format_ARGB32);
        for (int y = 0; y < 96; ++y)
            for (int x = 0; x < 96; ++x)
                picture.setPixel(x, y, std::hypot(x - 48, y - 48) < 30 ? qRgba(255, 255, 255, 255) : 0);
        QVERIFY(picture.save(folder.filePath("white.png")));
        const auto outcome =
            runCli({"draw", "white.png", "--strokes", "4", "--quality", "draft", "--iterations", "0"}, folder.path());
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        for (const auto& stroke : vector::readSvg(folder.filePath("white.svg").toStdString()).sketch.strokes) {
            const geometry::Point middle = stroke.curve.at(0.5), centre{100, 100}; // of a page of 200 mm
            QVERIFY2(geometry::length(middle - centre) > 40, "on the outline");
        }
    }

    void aDryRunWritesNothing() {
        const QTemporaryDir folder;
        const auto outcome = runCli({"draw", sample("cat.jpg"), "--png", "x.png", "--dry-run"}, folder.path());
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.contains("cat.svg") && outcome.out.contains("x.png"));
        QVERIFY2(QRegularExpression(": 16 strokes, \\d+ iterations, 1 seed, fp32, ").match(outcome.out).hasMatch(),
                 qPrintable(outcome.out));
        const auto more =
            runCli({"draw", sample("cat.jpg"), "--iterations", "7", "--seeds", "3", "--dry-run"}, folder.path());
        QVERIFY2(more.out.contains(", 7 iterations, 3 seeds, "), qPrintable(more.out));
        QVERIFY(test::entries(folder.path()).isEmpty());
    }

    void aDryRunFindsWhatTheRunWould() {
        const QTemporaryDir folder;
        QVERIFY(test::putFile(folder.filePath("cat.svg"), "mine"));
        QVERIFY(QDir(folder.path()).mkdir("other"));
        QVERIFY(QFile::copy(sample("cat.jpg"), folder.filePath("other/cat.jpg")));
        const QStringList options{"draw", sample("cat.jpg"), "other/cat.jpg", "-o", ".", "--dry-run"};
        auto outcome = runCli(options, folder.path());
        QVERIFY2(outcome.code == 0 && outcome.out.contains("./cat-2.svg\n") && outcome.out.contains("./cat-3.svg\n"),
                 qPrintable(outcome.out + outcome.err));
        outcome = runCli({"draw", sample("cat.jpg"), "--overwrite", "--dry-run"}, folder.path());
        QVERIFY2(outcome.out.contains("cat.svg\n"), qPrintable(outcome.out));

        QImage wall(60, 40, QImage::Format_RGB32);
        wall.fill(Qt::gray);
        QVERIFY(wall.save(folder.filePath("wall.png")));
        outcome = runCli({"draw", "wall.png", "--dry-run"}, folder.path());
        QVERIFY2(outcome.code == kBadInput && outcome.err.contains("almost uniform"), qPrintable(outcome.err));
    }

    void anotherMaskThanTheSketchWasMadeWithIsSaid() {
        const QTemporaryDir folder;
        QImage mask(60, 40, QImage::Format_Grayscale8);
        mask.fill(0);
        for (int y = 8; y < 32; ++y)
            for (int x = 10; x < 50; ++x)
                mask.setPixel(x, y, qRgb(255, 255, 255));
        QVERIFY(mask.save(folder.filePath("mask.png")));
        const auto drawn = runCli({"draw", sample("cat.jpg"), "--strokes", "4", "--iterations", "0", "--quality",
                                   "draft", "--mask", "mask.png", "-o", "a.svg"},
                                  folder.path());
        QVERIFY2(drawn.code == 0 && !drawn.err.contains("whole photo"), qPrintable(drawn.err));
        const QStringList again{"draw", sample("cat.jpg"), "--from", "a.svg", "-o", "b.svg", "--overwrite"};
        QVERIFY(!runCli(again, folder.path()).err.contains("is not the mask"));
        QCOMPARE(test::fileContent(folder.filePath("b.svg")), test::fileContent(folder.filePath("a.svg")));
        mask.setPixel(0, 0, qRgb(90, 90, 90));
        QVERIFY(mask.save(folder.filePath("mask.png")));
        const auto other = runCli(again, folder.path());
        QVERIFY2(other.code == 0 && other.err.contains("mask.png is not the mask"), qPrintable(other.err));
    }

    /// As if another version had drawn it, with another model for faces.
    void anotherProgramOrFaceModelIsSaid() {
        const QTemporaryDir folder;
        const QStringList quick{"--strokes", "4", "--iterations", "0", "--quality", "draft"};
        QCOMPARE(runCli(QStringList{"draw", sample("cat.jpg"), "-o", "a.svg"} + quick, folder.path()).code, 0);
        QByteArray svg = test::fileContent(folder.filePath("a.svg"));
        const auto put = [&svg](const QByteArray& after, const QByteArray& value) {
            const auto at = svg.indexOf(after);
            return at >= 0 && !svg.replace(at + after.size(), value.size(), value).isEmpty();
        };
        QVERIFY(put("version&quot;:&quot;", "9"));
        QVERIFY(put("haarcascade_frontalface&quot;,&quot;sha256&quot;:&quot;", QByteArray(64, 'f')));
        QVERIFY(test::putFile(folder.filePath("other.svg"), svg));
        const auto again = runCli({"draw", sample("cat.jpg"), "--from", "other.svg", "-o", "b.svg"}, folder.path());
        QVERIFY2(again.code == 0 && again.err.contains("another model for faces") &&
                     again.err.contains("drawn by Croquis 9"),
                 qPrintable(again.err));
    }

    /// An option that nobody typed is told together with the file that asks for it.
    void anImpossibleRecordIsSaid() {
        const QTemporaryDir folder;
        QCOMPARE(runCli({"draw", sample("cat.jpg"), "--strokes", "4", "--iterations", "0", "--quality", "draft", "-o",
                         "a.svg"},
                        folder.path())
                     .code,
                 0);
        const QByteArray svg = test::fileContent(folder.filePath("a.svg"));
        const auto says = [&](const char* is, const char* becomes, int code, const QString& words) {
            QByteArray changed = svg;
            changed.replace(is, becomes);
            const auto outcome = changed != svg && test::putFile(folder.filePath("b.svg"), changed)
                                     ? runCli({"draw", sample("cat.jpg"), "--from", "b.svg"}, folder.path())
                                     : test::Outcome();
            return outcome.code == code && outcome.saysOneSentence() && outcome.err.contains(words);
        };
        QVERIFY(says("strokes&quot;:&quot;4", "strokes&quot;:&quot;many", 3,
                     "b.svg records --strokes many, which can't be."));
        QVERIFY(says("colour&quot;:&quot;#000000", "colour&quot;:&quot;red", 2,
                     "not \"red\". What isn't given is taken from b.svg."));
        QVERIFY(says("brush&quot;:&quot;pen", "brush&quot;:&quot;../x/y", 2, "What isn't given is taken from b.svg."));
    }

    void interruptedItWritesTheBestSoFar() {
        const QTemporaryDir folder;
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(CROQUIS_CLI, {"draw", sample("cat.jpg"), "--iterations", "100000", "--progress", "json"});
        QByteArray seen;
        while (!seen.contains("\"iteration\":12,") && process.waitForReadyRead(60000))
            seen += process.readAllStandardOutput();
        QVERIFY(seen.contains("\"iteration\":12,"));
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(5000));
        QCOMPARE(process.exitCode(), 130);
        QCOMPARE(test::entries(folder.path()), QStringList{"cat.svg"});
        QCOMPARE(strokesIn(folder.filePath("cat.svg")), std::size_t{16});

        // The best: what was drawn at the start and seen lastly scores worse.
        seen += process.readAllStandardOutput();
        double first = 0, least = 0, last = 0; // of those that are scored: every tenth and the last
        int at = 0;
        for (const QByteArray& line : seen.split('\n')) {
            const auto event = QJsonDocument::fromJson(line).object();
            if (event["event"].toString() != "iteration")
                continue;
            last = event["loss"].toDouble();
            at = event["iteration"].toInt();
            first = first == 0 ? last : first;
            if (at % 10 == 0)
                least = least == 0 ? last : std::min(least, last);
        }
        QVERIFY(at >= 12);
        least = std::min(least, last);
        const double kept = vector::readProvenance(folder.filePath("cat.svg").toStdString()).sketches.at(0).loss;
        QVERIFY2(kept < first && kept <= least, qPrintable(QString("%1 of %2 to %3").arg(kept).arg(first).arg(least)));
    }

    void fewerStrokesOnlyWhereAllowed() {
        const QTemporaryDir folder;
        QImage line(300, 300, QImage::Format_RGB32);
        line.fill(Qt::white);
        for (int x = 40; x < 260; ++x)
            for (int y = 148; y < 153; ++y)
                line.setPixel(x, y, qRgb(0, 0, 0));
        QVERIFY(line.save(folder.filePath("line.png")));
        const QStringList options{"draw", "line.png", "--strokes", "24", "--iterations", "5", "--mask", "none"};
        const auto all = runCli(options + QStringList{"-o", "all.svg"}, folder.path());
        QVERIFY2(all.code == 0, qPrintable(all.err));
        QCOMPARE(strokesIn(folder.filePath("all.svg")), std::size_t{24});
        QCOMPARE(runCli(options + QStringList{"-o", "few.svg", "--allow-fewer"}, folder.path()).code, 0);
        QVERIFY(strokesIn(folder.filePath("few.svg")) < 24);
    }
};

QTEST_GUILESS_MAIN(CliDrawTest)
#include "cli_draw_test.moc"
