// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cuda/raster_comparison.hpp"

#include <QTest>

#include <cstring>
#include <limits>

using namespace croquis;

namespace {

constexpr double kTolerance = 1e-5; // of the issue; the pictures are equal to the bit

bool sameBytes(const std::vector<float>& a, const std::vector<float>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

double loss(const std::vector<double>& picture, const std::vector<double>& weights) {
    double sum = 0;
    for (std::size_t k = 0; k < picture.size(); ++k)
        sum += picture[k] * weights[k];
    return sum;
}

} // namespace

/// The raster kernels' bodies, run on the processor with bounds and races checked.
class RasterBodiesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void drawWhatThePainterDraws_data() {
        QTest::addColumn<int>("strokes");
        QTest::addColumn<int>("sketches");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<float>("strokeWidth");
        QTest::newRow("one") << 1 << 1 << 64 << 64 << 3.0f;
        QTest::newRow("usual") << 16 << 3 << 224 << 224 << 3.0f;
        QTest::newRow("not divisible by a tile") << 9 << 2 << 101 << 67 << 3.0f;
        QTest::newRow("smaller than a tile") << 3 << 2 << 5 << 3 << 3.0f;
        QTest::newRow("many strokes") << 128 << 1 << 130 << 90 << 3.0f;
        QTest::newRow("many sketches") << 8 << 12 << 64 << 71 << 3.0f;
        QTest::newRow("broad") << 12 << 2 << 150 << 97 << 17.0f;
        QTest::newRow("hairlines") << 12 << 3 << 96 << 80 << 0.9f;
    }
    void drawWhatThePainterDraws() {
        QFETCH(int, strokes);
        QFETCH(int, sketches);
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(float, strokeWidth);
        const auto made = test::rasterCase(strokes, sketches, width, height, strokeWidth, 11);
        const auto run = test::rasterRun(made, true);
        const auto difference = test::compareWithPainter(made, run);
        QCOMPARE(difference.picture, 0.0);
        QVERIFY2(difference.gradient < kTolerance, qPrintable(QString::number(difference.gradient)));
    }

    void theOrderOfThreadsIsOfNoAccount() {
        const auto made = test::rasterCase(12, 3, 101, 67, 3, 21);
        const auto first = test::rasterRun(made, false);
        for (const auto order : {cuda::ThreadOrder::descending, cuda::ThreadOrder::scattered}) {
            const auto again = test::rasterRun(made, false, order);
            QVERIFY(sameBytes(again.picture.values, first.picture.values));
            QVERIFY(sameBytes(again.gradient.values, first.gradient.values));
        }
    }

    /// What the memory held before (NaN here) is of no account: a second iteration in the same memory.
    void nothingIsLeftOfTheIterationBefore() {
        const auto before = test::rasterCase(12, 2, 101, 67, 3, 31), now = test::rasterCase(12, 2, 101, 67, 3, 32);
        test::RasterRun<float> run(now.shape, 3, true);
        for (const auto* made : {&before, &now}) {
            run.paint({"points", made->points, true}, {"counts", made->counts, true});
            run.differentiate({"wanted", made->wanted, true});
        }
        const auto fresh = test::rasterRun(now, true);
        QVERIFY(sameBytes(run.picture.values, fresh.picture.values));
        QVERIFY(sameBytes(run.gradient.values, fresh.gradient.values));
    }

    void strokesThatCannotBeDrawnAreLeftOut() {
        auto made = test::rasterCase(6, 1, 96, 80, 3, 41);
        const float bad[] = {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(), 2e7f,
                             500.0f};
        for (int k = 0; k < 4; ++k)
            for (int i = 0; i < 8; ++i)
                if (k == 3 || i == 2 * k)
                    made.points[static_cast<std::size_t>(8 * k + i)] = bad[k];
        const auto run = test::rasterRun(made, true);
        const auto difference = test::compareWithPainter(made, run);
        QCOMPARE(difference.picture, 0.0);
        QVERIFY(difference.gradient < kTolerance);
        for (int i = 0; i < 32; ++i)
            QCOMPARE(run.gradient.values[static_cast<std::size_t>(i)], 0.0f);
        QVERIFY(std::any_of(run.gradient.values.begin() + 32, run.gradient.values.end(),
                            [](float number) { return number != 0; }));
    }

    void degenerateStrokes() {
        auto made = test::rasterCase(6, 1, 96, 80, 3, 51);
        const float shapes[5][8] = {{40, 40, 40, 40, 40, 40, 40, 40},            // a point
                                    {10, 10, 10, 10, 60, 60, 60, 60},            // coincident ends
                                    {10, 60, 80, 20, 10, 20, 80, 60},            // a cusp
                                    {10, 40, 90, -10, 0, -10, 70, 50},           // a loop
                                    {-4000, -3000, 5000, 9000, -6000, 2, 9, 3}}; // beyond what chords can follow
        for (int k = 0; k < 5; ++k)
            std::copy_n(shapes[k], 8, made.points.begin() + 8 * k);
        const auto run = test::rasterRun(made, true);
        const auto difference = test::compareWithPainter(made, run);
        QCOMPARE(difference.picture, 0.0);
        QVERIFY2(difference.gradient < kTolerance, qPrintable(QString::number(difference.gradient)));
    }

    /// As SketchPainter's own test has it: the odd difference steps across a pixel that splits.
    void theGradientIsThatOfThePicture() {
        const cuda::FieldShape shape{1, 5, 75, 58};
        const double h = 1e-6;
        int compared = 0, off = 0;
        for (const unsigned seed : {1U, 2U}) {
            test::TracedMemory<double> points("points", test::windingSketch<double>(5, seed, 30, 58), false);
            const test::TracedMemory<int> counts("counts", std::vector<int>{5}, false);
            const test::TracedMemory<double> wanted("wanted", test::pixelWeights<double>(75, 58, seed, false), false);
            test::RasterRun<double> run(shape, 3, false);
            run.paint(points, counts);
            run.differentiate(wanted);
            const auto analytic = run.gradient.values;
            for (std::size_t k = 0; k < points.values.size(); ++k) {
                const double kept = points.values[k];
                double sides[2];
                for (int side = 0; side < 2; ++side) {
                    points.values[k] = side == 0 ? kept - h : kept + h;
                    run.paint(points, counts);
                    sides[side] = loss(run.picture.values, wanted.values);
                }
                points.values[k] = kept;
                ++compared;
                off += std::abs((sides[1] - sides[0]) / (2 * h) - analytic[k]) > 1e-4 * (1 + std::abs(analytic[k]));
            }
        }
        QVERIFY2(off <= 0.02 * compared, qPrintable(QString("%1 of %2").arg(off).arg(compared)));
    }
};

QTEST_APPLESS_MAIN(RasterBodiesTest)
#include "raster_bodies_test.moc"
