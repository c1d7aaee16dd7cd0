// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "animation/gif_writer.hpp"

#include "animation/colour_table.hpp"
#include "base/error.hpp"
#include "core/animation/animation_samples.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/gif_text.hpp"
#include "vector/stroke_painter.hpp"

#include <QBuffer>
#include <QImage>
#include <QImageReader>
#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <random>
#include <set>
#include <string_view>

using namespace croquis;
using animation::Animation;
using animation::ColourTable;
using animation::GifOptions;
using animation::Motion;

namespace {

struct Decoded {
    QList<QImage> frames; ///< as they are seen
    QList<int> delays;    ///< milliseconds
    int loops = 0;        ///< -1: for ever
};

/// By Qt's reader, which shares nothing with giflib.
Decoded decoded(const std::vector<std::byte>& gif) {
    QByteArray bytes(reinterpret_cast<const char*>(gif.data()), static_cast<qsizetype>(gif.size()));
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer, "gif");
    Decoded result;
    for (QImage frame = reader.read(); !frame.isNull(); frame = reader.read()) {
        result.frames << frame.convertToFormat(QImage::Format_RGB32);
        result.delays << reader.nextImageDelay();
    }
    result.loops = reader.loopCount();
    return result;
}

int largestDifference(const QImage& a, const QImage& b) {
    int largest = a.size() == b.size() ? 0 : 255;
    for (int y = 0; y < a.height() && largest < 255; ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
            largest = std::max(
                {largest, std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q))});
        }
    return largest;
}

QImage paintedOn(const vector::Drawing& drawing, geometry::Colour paper, int longSide) {
    const auto size = vector::pictureSizeFor(vector::sketchOf(drawing), longSide);
    const auto rgba = vector::paint(vector::markedPage(drawing), {size, paper});
    return QImage(rgba.data(), size.width, size.height, size.width * 4, QImage::Format_RGBA8888)
        .convertToFormat(QImage::Format_RGB32);
}

} // namespace

class GifWriterTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void anotherReaderSeesTheDrawingBeingDrawn() {
        const Animation animation(test::threeStrokes(), {Motion::drawOn, 2, 0.5});
        const Decoded gif = decoded(writeGif(animation, {.longSide = 200, .framesPerSecond = 10}));
        QCOMPARE(gif.frames.size(), 21);
        QCOMPARE(gif.loops, -1);
        for (int k = 0; k < 20; ++k)
            QCOMPARE(gif.delays[k], 100);
        QCOMPARE(gif.delays.back(), 500);
        for (const int k : {0, 7, 13, 20})
            QVERIFY2(largestDifference(gif.frames[k], paintedOn(animation.at(k / 10.0), {255, 255, 255}, 200)) <= 2,
                     qPrintable(QString::number(k)));
        QCOMPARE(gif.frames[0].size(), QSize(200, 100));
        QVERIFY(largestDifference(gif.frames[0], gif.frames[20]) == 255);
    }

    void aConvergenceMovesOnItsPaper() {
        vector::Drawing drawing = test::threeStrokes();
        drawing.paper = geometry::Colour{250, 240, 220};
        const Animation animation(drawing, {Motion::convergence, 1, 0.2}, test::threeMoments());
        const Decoded gif = decoded(writeGif(animation, {.longSide = 100, .framesPerSecond = 8}));
        QCOMPARE(gif.frames.size(), 9);
        int time = 0;
        for (int k = 0; k < 9; ++k) {
            QVERIFY(largestDifference(gif.frames[k], paintedOn(animation.at(time / 1000.0), *drawing.paper, 100)) <= 2);
            time += gif.delays[k];
        }
        QCOMPARE(time, 1200); // 12 or 13 hundredths each, no error adds up
    }

    void manyColoursStayNear() {
        vector::Drawing drawing = test::threeStrokes();
        drawing.brush = vector::brushFromText("watercolour");
        drawing.layers.front().strokes[0].colour = {20, 90, 200};
        const Animation animation(drawing, {Motion::drawOn, 0.5, 0});
        const Decoded gif = decoded(writeGif(animation, {.longSide = 300, .framesPerSecond = 6}));
        QVERIFY(gif.delays.back() == gif.delays.front() && gif.delays.back() > 100); // though nothing is held
        QVERIFY(largestDifference(gif.frames.back(), paintedOn(drawing, {255, 255, 255}, 300)) <= 24);
    }

    void theSameTwiceAndWithItsRecord() {
        const Animation animation(test::threeStrokes(), {Motion::drawOn, 0.4, 0});
        GifOptions options{.longSide = 60};
        options.provenanceJson = "{\"what\":\"" + std::string(700, 'x') + "\"}";
        const auto first = writeGif(animation, options), second = writeGif(animation, options);
        QVERIFY(first == second);
        const std::string_view text(reinterpret_cast<const char*>(first.data()), first.size());
        QCOMPARE(vector::gifText(text, vector::kGifRecordPrefix), std::optional(options.provenanceJson));
        QVERIFY(!vector::gifText(text, "another-record:"));
        for (std::size_t length = 0; length + 1 < first.size();
             ++length) // found before the end, or said to be cut short
            try {
                QCOMPARE(vector::gifText(text.substr(0, length), vector::kGifRecordPrefix), options.provenanceJson);
            } catch (const ExportError&) {
                QVERIFY(length < 1600);
            }
        options.provenanceJson.clear();
        QVERIFY(first.size() > writeGif(animation, options).size() + 700);
    }

    void itCanBeStopped() {
        const Animation animation(test::threeStrokes(), {Motion::drawOn, 1, 0});
        GifOptions options{.longSide = 60};
        std::vector<double> shares;
        options.goesOn = [&](double share) {
            shares.push_back(share);
            return shares.size() < 30;
        };
        QVERIFY(writeGif(animation, options).empty());
        QCOMPARE(shares.size(), std::size_t{30});
        QVERIFY(std::ranges::is_sorted(shares) && shares.back() > 0.5 && shares.back() < 0.7);
    }

    void optionsOutOfRangeAreRefused() {
        const Animation animation(test::threeStrokes(), {});
        for (const GifOptions& wrong : {GifOptions{.longSide = 0}, GifOptions{.longSide = 4001},
                                        GifOptions{.framesPerSecond = 0}, GifOptions{.framesPerSecond = 51}})
            QVERIFY_THROWS_EXCEPTION(InvalidArgument, writeGif(animation, wrong));
    }

    void fewColoursAreKeptExactly() {
        std::vector<std::uint8_t> picture;
        for (int k = 0; k < 256; ++k)
            picture.insert(picture.end(), {static_cast<std::uint8_t>(k), static_cast<std::uint8_t>(255 - k), 7, 255});
        ColourTable table;
        table.add(picture);
        table.settle();
        const auto places = table.indices(picture);
        QCOMPARE(table.colours().size(), std::size_t{256});
        for (std::size_t k = 0; k < 256; ++k)
            QVERIFY((table.colours()[places[k]] ==
                     geometry::Colour{picture[4 * k], picture[4 * k + 1], picture[4 * k + 2]}));
    }

    void moreColoursAreShared() {
        std::mt19937 random(3);
        std::vector<std::uint8_t> picture(4 * 20000);
        for (auto& value : picture)
            value = static_cast<std::uint8_t>(random());
        ColourTable table;
        table.add(picture);
        table.settle();
        QCOMPARE(table.colours().size(), std::size_t{256});
        const auto places = table.indices(picture);
        double error = 0;
        for (std::size_t k = 0; k < places.size(); ++k) {
            const auto& colour = table.colours()[places[k]];
            error += std::abs(picture[4 * k] - colour.red) + std::abs(picture[4 * k + 1] - colour.green) +
                     std::abs(picture[4 * k + 2] - colour.blue);
        }
        // 256 boxes of the cube: about 40 a side, a quarter of it the mean distance to the middle.
        QVERIFY2(error / (3.0 * 20000) < 14, qPrintable(QString::number(error / (3.0 * 20000))));
        QCOMPARE((std::set<std::uint8_t>(places.begin(), places.end()).size()), std::size_t{256});
        const std::vector<std::uint8_t> other{1, 2, 3, 255};
        ColourTable small;
        small.add(other);
        small.settle();
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, small.indices(picture));
    }
};

QTEST_GUILESS_MAIN(GifWriterTest)
#include "gif_writer_test.moc"
