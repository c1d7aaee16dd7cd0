// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "animation/mp4_writer.hpp"

#include "base/error.hpp"
#include "core/animation/animation_samples.hpp"
#include "support/film_reader.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/mp4_text.hpp"
#include "vector/stroke_painter.hpp"

#include <QImage>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

using namespace croquis;
using animation::Animation;
using animation::Motion;
using animation::Mp4Options;

namespace {

/// Four pixels share a colour, so at the rim of a red line in a small picture the brightness differs by that much;
/// where a line is missing it differs by 200.
constexpr int kColouredEdge = 56;

QByteArray bytesOf(const std::vector<std::byte>& film) {
    return {reinterpret_cast<const char*>(film.data()), static_cast<qsizetype>(film.size())};
}

QImage painted(const vector::Drawing& drawing, geometry::Colour paper, QSize size) {
    const auto rgba = vector::paint(vector::markedPage(drawing), {{size.width(), size.height()}, paper});
    return QImage(rgba.data(), size.width(), size.height(), size.width() * 4, QImage::Format_RGBA8888)
        .convertToFormat(QImage::Format_RGB32);
}

struct Difference {
    double mean = 0;    ///< of a channel
    int brightness = 0; ///< the largest
};

Difference difference(const QImage& a, const QImage& b) {
    Difference result;
    if (a.size() != b.size())
        return {255, 255};
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
            result.mean +=
                std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) + std::abs(qBlue(p) - qBlue(q));
            const auto bright = [](QRgb c) { return 0.2126 * qRed(c) + 0.7152 * qGreen(c) + 0.0722 * qBlue(c); };
            result.brightness =
                std::max(result.brightness, static_cast<int>(std::lround(std::abs(bright(p) - bright(q)))));
        }
    result.mean /= 3.0 * a.width() * a.height();
    return result;
}

QString textOf(const Difference& difference) {
    return QStringLiteral("mean %1, brightness %2").arg(difference.mean).arg(difference.brightness);
}

} // namespace

class Mp4WriterTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void anotherDecoderSeesTheDrawingBeingDrawn() {
        const Animation animation(test::threeStrokes(), {Motion::drawOn, 2, 0.5});
        const auto film = test::readFilm(bytesOf(writeMp4(animation, {.longSide = 320, .framesPerSecond = 10})));
        QCOMPARE(film.size, QSize(320, 160));
        QCOMPARE(film.frames.size(), 25);
        QCOMPARE(film.seconds, QList<double>(25, 0.1));
        QVERIFY(film.indexFirst);
        for (int k = 0; k < 25; ++k) {
            const auto seen = difference(film.frames[k], painted(animation.at(k / 10.0), {255, 255, 255}, film.size));
            QVERIFY2(seen.mean < 1 && seen.brightness <= kColouredEdge,
                     qPrintable(QString::number(k) + ": " + textOf(seen)));
        }
        QVERIFY(difference(film.frames.front(), film.frames.back()).brightness > 200);
    }

    void aConvergenceMovesOnItsPaper() {
        vector::Drawing drawing = test::threeStrokes();
        drawing.paper = geometry::Colour{250, 240, 220};
        const Animation animation(drawing, {Motion::convergence, 1, 0}, test::threeMoments());
        const auto film = test::readFilm(bytesOf(writeMp4(animation, {.longSide = 200, .framesPerSecond = 8})));
        QCOMPARE(film.frames.size(), 9);
        for (int k = 0; k < 9; ++k) {
            const auto seen = difference(film.frames[k], painted(animation.at(k / 8.0), *drawing.paper, film.size));
            QVERIFY2(seen.mean < 1 && seen.brightness <= kColouredEdge, qPrintable(textOf(seen)));
        }
    }

    void brushesAndOddSides() {
        vector::Drawing drawing = test::threeStrokes();
        drawing.brush = vector::brushFromText("charcoal");
        drawing.heightMm = 49; // 101 x 50 pixels
        const Animation animation(drawing, {Motion::drawOn, 0.5, 0});
        const auto film = test::readFilm(bytesOf(writeMp4(animation, {.longSide = 101, .framesPerSecond = 6})));
        QCOMPARE(film.size, QSize(102, 50));
        const auto seen = difference(film.frames.back(), painted(drawing, {255, 255, 255}, film.size));
        QVERIFY2(seen.mean < 1 && seen.brightness <= kColouredEdge, qPrintable(textOf(seen)));
    }

    void theSameTwiceAndWithItsRecord() {
        const Animation animation(test::threeStrokes(), {Motion::drawOn, 0.4, 0});
        Mp4Options options{.longSide = 64};
        options.provenanceJson = "{\"what\":\"" + std::string(70000, 'x') + "\"}";
        const auto first = writeMp4(animation, options), second = writeMp4(animation, options);
        QVERIFY(first == second);
        const std::string_view text(reinterpret_cast<const char*>(first.data()), first.size());
        QCOMPARE(vector::mp4Text(text, vector::kMp4RecordPrefix), std::optional(options.provenanceJson));
        QCOMPARE(test::readFilm(bytesOf(first)).frames.size(), 13);
        options.provenanceJson.clear();
        const auto without = writeMp4(animation, options);
        QVERIFY(first.size() > without.size() + 70000);
        QVERIFY(!vector::mp4Text({reinterpret_cast<const char*>(without.data()), without.size()},
                                 vector::kMp4RecordPrefix));
    }

    void itCanBeStopped() {
        const Animation animation(test::threeStrokes(), {Motion::drawOn, 1, 0});
        Mp4Options options{.longSide = 60};
        std::vector<double> shares;
        options.goesOn = [&](double share) {
            shares.push_back(share);
            return shares.size() < 20;
        };
        QVERIFY(writeMp4(animation, options).empty());
        QCOMPARE(shares.size(), std::size_t{20});
        QVERIFY(std::ranges::is_sorted(shares) && shares.back() > 0.6 && shares.back() < 0.7);
    }

    void optionsOutOfRangeAreRefused() {
        const Animation animation(test::threeStrokes(), {});
        for (const Mp4Options& wrong : {Mp4Options{.longSide = 15}, Mp4Options{.longSide = 4097},
                                        Mp4Options{.framesPerSecond = 0}, Mp4Options{.framesPerSecond = 61}})
            QVERIFY_THROWS_EXCEPTION(InvalidArgument, writeMp4(animation, wrong));
    }
};

QTEST_GUILESS_MAIN(Mp4WriterTest)
#include "mp4_writer_test.moc"
