// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cuda/raster_comparison.hpp"

#include <QTest>

using namespace croquis;

/// The raster kernels' bodies against SketchPainter, over the sizes that the program meets.
class RasterMatrixTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void drawWhatThePainterDraws_data() {
        QTest::addColumn<int>("strokes");
        QTest::addColumn<int>("sketches");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        const std::pair<int, int> canvases[] = {{64, 64},   {65, 63},   {127, 97}, {224, 224},
                                                {225, 223}, {448, 448}, {447, 301}};
        for (const auto& [width, height] : canvases)
            for (const int strokes : {1, 2, 7, 16, 33, 64, 128})
                for (const int sketches : {1, 2, 5, 12}) {
                    if (std::int64_t{width} * height * strokes * sketches > 4'000'000)
                        continue; // what is large in more ways than one: below
                    QTest::addRow("%d strokes, %d sketches, %d x %d", strokes, sketches, width, height)
                        << strokes << sketches << width << height;
                }
        QTest::newRow("most of both, 225 x 223") << 128 << 12 << 225 << 223;
        QTest::newRow("most strokes, 448 x 448") << 128 << 2 << 448 << 448;
        QTest::newRow("most sketches, 447 x 301") << 16 << 12 << 447 << 301;
    }
    void drawWhatThePainterDraws() {
        QFETCH(int, strokes);
        QFETCH(int, sketches);
        QFETCH(int, width);
        QFETCH(int, height);
        const auto made = test::rasterCase(strokes, sketches, width, height, 3, 1 + strokes + sketches);
        const bool traced = std::int64_t{width} * height * sketches < 300'000; // 48 bytes a pixel
        const auto difference = test::compareWithPainter(made, test::rasterRun(made, traced));
        QCOMPARE(difference.picture, 0.0);
        QVERIFY2(difference.gradient < 1e-5, qPrintable(QString::number(difference.gradient)));
    }
};

QTEST_APPLESS_MAIN(RasterMatrixTest)
#include "raster_matrix_test.moc"
