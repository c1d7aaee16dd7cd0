// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/sketch_painter.hpp"

#include "base/error.hpp"
#include "core/raster/random_sketch.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace croquis;
using namespace croquis::raster;

namespace {

template <class Real>
struct Painted {
    std::vector<Real> picture;
    std::vector<Real> gradient;

    friend bool operator==(const Painted&, const Painted&) = default;
};

template <class Real>
Painted<Real> paint(const std::vector<Real>& sketch, const RasterOptions& options, const std::vector<Real>& weights,
                    InstructionSet instructions = widestInstructionSet()) {
    const SketchPainter<Real> painter(options, instructions);
    Painted<Real> painted{std::vector<Real>(weights.size()), std::vector<Real>(sketch.size())};
    PaintTape<Real> tape;
    painter.paint(sketch, painted.picture, tape);
    painter.gradient(sketch, weights, tape, painted.gradient);
    return painted;
}

double loss(const std::vector<double>& sketch, const RasterOptions& options, const std::vector<double>& weights) {
    std::vector<double> picture(weights.size());
    PaintTape<double> tape;
    SketchPainter<double>(options).paint(sketch, picture, tape);
    return std::inner_product(picture.begin(), picture.end(), weights.begin(), 0.0);
}

bool allFinite(const auto& numbers) {
    return std::all_of(numbers.begin(), numbers.end(), [](auto v) { return std::isfinite(v); });
}

} // namespace

class SketchPainterTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void gradientIsThatOfThePictureDrawn_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<float>("strokeWidth");
        QTest::addColumn<double>("oddShare");
        QTest::newRow("usual") << 224 << 224 << 3.0F << 0.02;
        QTest::newRow("broad, not square") << 150 << 97 << 9.0F << 0.02;
        QTest::newRow("hairlines") << 66 << 66 << 0.9F << 0.2; // the bound on the slope at their round ends shows
    }

    // A pixel changes between whole and split at places of measure zero, where the picture has a step of about 0.001;
    // the odd difference across one is told from a wrong gradient by its size and rarity.
    void gradientIsThatOfThePictureDrawn() {
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(float, strokeWidth);
        QFETCH(double, oddShare);
        const RasterOptions options{width, height, strokeWidth};
        const double h = 1e-6;
        int compared = 0;
        int stepped = 0;
        for (const unsigned seed : {1U, 2U, 3U, 4U}) {
            auto sketch = test::windingSketch<double>(10, seed, 45, std::min(width, height));
            const auto weights = test::pixelWeights<double>(width, height, seed, false);
            const auto analytic = paint(sketch, options, weights).gradient;
            for (std::size_t k = 0; k < sketch.size(); ++k) {
                const double kept = sketch[k];
                sketch[k] = kept + h;
                const double up = loss(sketch, options, weights);
                sketch[k] = kept - h;
                const double down = loss(sketch, options, weights);
                sketch[k] = kept;
                ++compared;
                stepped += std::abs((up - down) / (2 * h) - analytic[k]) > 1e-4 * (1 + std::abs(analytic[k])) ? 1 : 0;
            }
        }
        qInfo("%d of %d differences off", stepped, compared);
        QVERIFY(stepped <= oddShare * compared);
    }

    void everyInstructionSetGivesTheSameBits() {
        const RasterOptions options{224, 224, 3};
        const auto sketch = test::wildSketch<float>(24, 5);
        const auto weights = test::pixelWeights<float>(224, 224, 5, false);
        const auto baseline = paint(sketch, options, weights, InstructionSet::baseline);
        QVERIFY(paint(sketch, options, weights, InstructionSet::baseline) == baseline);
        if (widestInstructionSet() == InstructionSet::baseline)
            QSKIP("This processor has the baseline instructions only.");
        QVERIFY(paint(sketch, options, weights, InstructionSet::avx2) == baseline);
        QVERIFY(paint(sketch, options, weights) == baseline);
    }

    void floatAgreesWithDouble() {
        const RasterOptions options{224, 224, 3};
        const auto sketch = test::windingSketch<double>(32, 6);
        const auto weights = test::pixelWeights<double>(224, 224, 6, true);
        const auto exact = paint(sketch, options, weights);
        const auto single = paint<float>({sketch.begin(), sketch.end()}, options, {weights.begin(), weights.end()});
        for (std::size_t i = 0; i < exact.picture.size(); ++i)
            QVERIFY(std::abs(exact.picture[i] - single.picture[i]) < 4e-3);
        const double largest =
            std::abs(*std::max_element(exact.gradient.begin(), exact.gradient.end(),
                                       [](double a, double b) { return std::abs(a) < std::abs(b); }));
        for (std::size_t i = 0; i < exact.gradient.size(); ++i)
            QVERIFY(std::abs(exact.gradient[i] - single.gradient[i]) < 4e-3 * largest);
    }

    void aStraightStrokeIsItsRectangle() {
        const std::vector<double> sketch{20, 30, 40, 30, 60, 30, 80, 30};
        const auto picture = paint(sketch, {100, 60, 3}, std::vector<double>(6000)).picture;
        for (int y = 0; y < 60; ++y) {
            const double inked = std::clamp(std::min(y + 1.0, 31.5) - std::max(double(y), 28.5), 0.0, 1.0);
            QVERIFY(std::abs(1 - picture[y * 100 + 50] - inked) < 1e-12);
        }
    }

    void aPointIsADisc() {
        const std::vector<double> sketch{30.3, 30.6, 30.3, 30.6, 30.3, 30.6, 30.3, 30.6};
        const auto picture = paint(sketch, {64, 64, 9}, std::vector<double>(4096)).picture;
        const double ink = 4096 - std::accumulate(picture.begin(), picture.end(), 0.0);
        QVERIFY(std::abs(ink - 63.617) < 0.3);
    }

    void sizesThatDoNotFillABlock_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        for (const auto& [width, height] :
             {std::pair{64, 64}, {65, 66}, {67, 224}, {448, 448}, {1, 1}, {3, 5}, {224, 1}})
            QTest::addRow("%d x %d", width, height) << width << height;
    }

    // The smaller canvas is a window on the larger one.
    void sizesThatDoNotFillABlock() {
        QFETCH(int, width);
        QFETCH(int, height);
        const auto sketch = test::wildSketch<float>(12, 8, 250);
        auto weights = test::pixelWeights<float>(480, 480, 9, false);
        for (int y = 0; y < 480; ++y)
            for (int x = 0; x < 480; ++x)
                if (x >= width || y >= height)
                    weights[y * 480 + x] = 0;
        std::vector<float> inner;
        for (int y = 0; y < height; ++y)
            inner.insert(inner.end(), weights.begin() + y * 480, weights.begin() + y * 480 + width);
        const auto large = paint(sketch, {480, 480, 3}, weights);
        const auto small = paint(sketch, {width, height, 3}, inner);
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                QCOMPARE(small.picture[y * width + x], large.picture[y * 480 + x]);
        for (std::size_t i = 0; i < small.gradient.size(); ++i)
            QVERIFY(std::abs(small.gradient[i] - large.gradient[i]) < 1e-3 * (1 + std::abs(large.gradient[i])));
    }

    void degenerateStrokesStayFinite_data() {
        QTest::addColumn<std::vector<float>>("stroke");
        const float nan = std::numeric_limits<float>::quiet_NaN();
        const float infinity = std::numeric_limits<float>::infinity();
        const auto row = [](const char* name, std::vector<float> stroke) { QTest::newRow(name) << stroke; };
        row("a point", {50, 50, 50, 50, 50, 50, 50, 50});
        row("a point on a pixel's centre", {50.5F, 50.5F, 50.5F, 50.5F, 50.5F, 50.5F, 50.5F, 50.5F});
        row("straight, equal spacing", {20, 20, 40, 20, 60, 20, 80, 20});
        row("straight through pixel centres", {20.5F, 20.5F, 40.5F, 20.5F, 60.5F, 20.5F, 80.5F, 20.5F});
        row("coincident at the start", {20, 20, 20, 20, 60, 50, 80, 20});
        row("coincident at both ends", {20, 20, 20, 20, 80, 50, 80, 50});
        row("the inner two coincide", {20, 20, 60, 70, 60, 70, 80, 20});
        row("closed", {20, 20, 60, 70, 70, 20, 20, 20});
        row("a cusp", {20, 20, 80, 80, 20, 80, 80, 20});
        row("a loop", {20, 20, 120, 80, -20, 80, 80, 20});
        row("back and forth", {20, 50, 110, 50, -10, 50, 80, 50});
        row("shorter than a pixel", {50, 50, 50.01F, 50, 50.02F, 50.01F, 50.02F, 50.02F});
        row("shorter than a float's grain", {50, 50, 50.00001F, 50, 50, 50.00001F, 50, 50});
        row("off the canvas", {-60, -60, -40, -60, -30, -20, -80, -10});
        row("a million pixels away", {1e6F, 1e6F, 1e6F + 50, 1e6F, 1e6F, 1e6F + 70, 1e6F, 1e6F});
        row("from a million pixels away", {-1e6F, -1e6F, 50, 50, 50, 60, 1e6F, 1e6F});
        row("as far as floats go", {-3e38F, -3e38F, 3e38F, 3e38F, 50, 60, 1e6F, 1e6F});
        row("not a number", {50, 50, nan, 50, 60, 60, 70, 70});
        row("infinite", {50, 50, 60, infinity, 60, 60, 70, 70});
    }

    void degenerateStrokesStayFinite() {
        QFETCH(std::vector<float>, stroke);
        const auto weights = test::pixelWeights<float>(100, 100, 2, false);
        const std::vector<float> other{10, 90, 40, 60, 70, 99, 95, 15};
        for (const float strokeWidth : {0.1F, 0.8F, 1.5F, 3.0F, 20.0F}) {
            std::vector<float> sketch = stroke;
            sketch.insert(sketch.end(), other.begin(), other.end());
            const auto painted = paint(sketch, {100, 100, strokeWidth}, weights);
            QVERIFY(allFinite(painted.gradient));
            for (const float value : painted.picture)
                QVERIFY(value >= 0 && value <= 1);
            if (!allFinite(stroke)) {
                for (int k = 0; k < 8; ++k)
                    QCOMPARE(painted.gradient[k], 0.0F);
                QVERIFY(painted.picture == paint(other, {100, 100, strokeWidth}, weights).picture);
            }
        }
    }

    void randomDegenerateStrokesStayFinite() {
        std::mt19937 generator(12);
        std::uniform_int_distribution<int> grid(0, 4);
        const auto weights = test::pixelWeights<float>(64, 64, 2, false);
        for (int i = 0; i < 400; ++i) {
            std::vector<float> sketch(16);
            for (float& number : sketch)
                number =
                    8.5F + 10.0F * static_cast<float>(grid(generator)); // many points coincide, many lines are straight
            const auto painted = paint(sketch, {64, 64, 3}, weights);
            QVERIFY(allFinite(painted.gradient));
            QVERIFY(allFinite(painted.picture));
            for (const float number : painted.gradient)
                QVERIFY(std::abs(number) < 1000);
        }
    }

    void hiddenStrokesHaveNoGradient() {
        const std::vector<float> sketch{10, 30, 30, 30, 50, 30, 90, 30, 30, 30, 40, 31, 50, 29, 60, 30};
        const auto weights = test::pixelWeights<float>(100, 60, 3, false);
        std::vector<float> cover = sketch;
        for (float shift : {-1.5F, 1.5F, -3.0F, 3.0F, -4.5F, 4.5F})
            for (int k = 0; k < 8; ++k)
                cover.push_back(sketch[k] + (k % 2 == 1 ? shift : 0));
        const auto painted = paint(cover, {100, 60, 2}, weights);
        for (int k = 8; k < 16; ++k)
            QCOMPARE(painted.gradient[k], 0.0F);
    }

    void refusesWhatDoesNotFit() {
        QVERIFY_EXCEPTION_THROWN(SketchPainter<float>({0, 10, 3}), InvalidArgument);
        QVERIFY_EXCEPTION_THROWN(SketchPainter<float>({10, 20000, 3}), InvalidArgument);
        QVERIFY_EXCEPTION_THROWN(SketchPainter<float>({10, 10, 0}), InvalidArgument);
        QVERIFY_EXCEPTION_THROWN(SketchPainter<float>({10, 10, std::numeric_limits<float>::quiet_NaN()}),
                                 InvalidArgument);
        const SketchPainter<float> painter({10, 10, 3});
        std::vector<float> picture(100);
        std::vector<float> points(8);
        PaintTape<float> tape;
        QVERIFY_EXCEPTION_THROWN(painter.paint(std::vector<float>(7), picture, tape), ShapeMismatch);
        std::vector<float> shorter(99);
        QVERIFY_EXCEPTION_THROWN(painter.paint(points, shorter, tape), ShapeMismatch);
        painter.paint(points, picture, tape);
        QVERIFY_EXCEPTION_THROWN(painter.gradient(points, shorter, tape, points), ShapeMismatch);
        std::vector<float> more(16);
        QVERIFY_EXCEPTION_THROWN(painter.gradient(more, picture, tape, more), ShapeMismatch);
    }

    void anEmptySketchIsPaper() {
        const auto painted = paint<float>({}, {20, 10, 3}, std::vector<float>(200));
        QVERIFY(std::all_of(painted.picture.begin(), painted.picture.end(), [](float v) { return v == 1; }));
    }
};

QTEST_APPLESS_MAIN(SketchPainterTest)
#include "sketch_painter_test.moc"
