// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/photo.hpp"
#include "image/row_reducer.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace croquis;
using image::Raster;
using image::RowReducer;
using image::Size;

namespace {

Raster<std::uint8_t> noise(int width, int height, int channels) {
    std::mt19937 random(7);
    Raster<std::uint8_t> picture(width, height, channels);
    for (auto& value : picture.values)
        value = static_cast<std::uint8_t>(random() & 255u);
    return picture;
}

/// The mean over the target pixel's rectangle, by its definition; alpha (if any) flattens on white first.
double areaMean(const Raster<std::uint8_t>& picture, Size target, int x, int y, int channel) {
    const double scaleX = double(picture.width) / target.width;
    const double scaleY = double(picture.height) / target.height;
    double sum = 0;
    for (int v = 0; v < picture.height; ++v) {
        const double high = std::max(0.0, std::min(v + 1.0, (y + 1) * scaleY) - std::max<double>(v, y * scaleY));
        for (int u = 0; u < picture.width; ++u) {
            const double wide = std::max(0.0, std::min(u + 1.0, (x + 1) * scaleX) - std::max<double>(u, x * scaleX));
            double value = picture.at(u, v, channel);
            if (picture.channels == 4 && channel < 3) {
                const double alpha = picture.at(u, v, 3) / 255.0;
                value = std::floor(value * alpha + 255 * (1 - alpha) + 0.5);
            }
            sum += wide * high * value;
        }
    }
    return sum / (scaleX * scaleY);
}

} // namespace

class RowReducerTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void averagesOverTheArea_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("targetWidth");
        QTest::addColumn<int>("targetHeight");
        QTest::newRow("the same") << 9 << 5 << 9 << 5;
        QTest::newRow("halves") << 12 << 8 << 6 << 4;
        QTest::newRow("a little") << 13 << 11 << 12 << 10;
        QTest::newRow("a lot") << 31 << 23 << 3 << 2;
        QTest::newRow("one side only") << 17 << 4 << 5 << 4;
        QTest::newRow("to a pixel") << 7 << 9 << 1 << 1;
    }
    void averagesOverTheArea() {
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(int, targetWidth);
        QFETCH(int, targetHeight);
        for (const int channels : {3, 4}) {
            const auto picture = noise(width, height, channels);
            const Size target{targetWidth, targetHeight};
            RowReducer reducer({width, height}, target, channels);
            for (int y = 0; y < height; ++y)
                reducer.addRow(&picture.at(0, y));
            for (int y = 0; y < targetHeight; ++y) {
                for (int x = 0; x < targetWidth; ++x) {
                    for (int channel = 0; channel < 3; ++channel)
                        QVERIFY(std::abs(reducer.rgb().at(x, y, channel) - areaMean(picture, target, x, y, channel)) <
                                0.5001);
                    if (channels == 4)
                        QVERIFY(std::abs(reducer.alpha().at(x, y) - areaMean(picture, target, x, y, 3)) < 0.5001);
                }
            }
        }
    }

    void opaqueAlphaIsDropped() {
        auto picture = noise(6, 6, 4);
        for (std::size_t i = 3; i < picture.values.size(); i += 4)
            picture.values[i] = 255;
        RowReducer reducer({6, 6}, {3, 3}, 4);
        for (int y = 0; y < 6; ++y)
            reducer.addRow(&picture.at(0, y));
        QVERIFY(reducer.alpha().empty());
    }

    void sizesKeepTheirProportions() {
        QCOMPARE(image::reducedSize({2048, 1000}), (Size{2048, 1000}));
        QCOMPARE(image::reducedSize({4096, 2048}), (Size{2048, 1024}));
        QCOMPARE(image::reducedSize({3000, 4000}), (Size{1536, 2048}));
        QCOMPARE(image::reducedSize({1, 1000000}), (Size{1, 2048}));
        QCOMPARE(image::reducedSize({1, 1}), (Size{1, 1}));
    }
};

QTEST_APPLESS_MAIN(RowReducerTest)
#include "row_reducer_test.moc"
