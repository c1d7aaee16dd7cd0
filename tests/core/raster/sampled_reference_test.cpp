// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/sketch_painter.hpp"

#include "core/raster/random_sketch.hpp"
#include "core/raster/sampled_sketch.hpp"

#include <QTest>

#include <cmath>

using namespace croquis;
using namespace croquis::raster;
using croquis::test::SampledSketch;
using Samples = SampledSketch::Samples;

namespace {

constexpr int kSide = 224;
constexpr int kSamples = 16;

struct Painted {
    std::vector<float> picture;
    std::vector<double> gradient;
};

Painted paint(const std::vector<double>& sketch, const std::vector<double>& weights, float strokeWidth) {
    const SketchPainter<float> painter({kSide, kSide, strokeWidth});
    const std::vector<float> points(sketch.begin(), sketch.end());
    const std::vector<float> wanted(weights.begin(), weights.end());
    Painted painted{std::vector<float>(weights.size()), {}};
    std::vector<float> gradient(points.size());
    PaintTape<float> tape;
    painter.paint(points, painted.picture, tape);
    painter.gradient(points, wanted, tape, gradient);
    painted.gradient.assign(gradient.begin(), gradient.end());
    return painted;
}

double cosine(const std::vector<double>& a, const std::vector<double>& b) {
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        aa += a[i] * a[i];
        bb += b[i] * b[i];
        ab += a[i] * b[i];
    }
    return ab / std::sqrt(aa * bb);
}

} // namespace

class SampledReferenceTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void gradientPointsWhereTheSamplesSay_data() {
        QTest::addColumn<int>("strokes");
        QTest::addColumn<bool>("smooth");
        for (const int strokes : {4, 8, 16, 32, 64})
            for (const bool smooth : {true, false})
                QTest::addRow("%d strokes, %s weights", strokes, smooth ? "smooth" : "noisy") << strokes << smooth;
    }

    void gradientPointsWhereTheSamplesSay() {
        QFETCH(int, strokes);
        QFETCH(bool, smooth);
        // Time is the samples': of many strokes one sketch will do.
        for (unsigned seed = 1; seed <= (strokes > 16 ? 1U : 2U); ++seed) {
            const auto sketch = test::windingSketch<double>(strokes, seed + 100U * strokes, 40 * seed);
            const auto weights = test::pixelWeights<double>(kSide, kSide, seed, smooth);
            const auto gradient = paint(sketch, weights, 3).gradient;
            const auto reference =
                SampledSketch(kSide, kSide, kSamples, Samples::soft, 1.5, sketch).gradient(weights, 0.02);
            const double agreement = cosine(gradient, reference);
            qInfo("cosine %.5f", agreement);
            QVERIFY(agreement >= 0.995);
        }
    }

    // Differences of hard samples are themselves off by about half a per cent where the weights are noisy: with smooth
    // ones they will do.
    void hardSamplesSayTheSame() {
        for (const int strokes : {4, 16, 64}) {
            const auto sketch = test::windingSketch<double>(strokes, 50U + strokes);
            const auto weights = test::pixelWeights<double>(kSide, kSide, 5, true);
            const auto reference =
                SampledSketch(kSide, kSide, kSamples, Samples::hard, 1.5, sketch).gradient(weights, 0.25);
            QVERIFY(cosine(paint(sketch, weights, 3).gradient, reference) >= 0.995);
        }
    }

    void wildStrokesAgreeToo() {
        for (const bool smooth : {true, false}) {
            const auto sketch = test::wildSketch<double>(8, 21);
            const auto weights = test::pixelWeights<double>(kSide, kSide, 5, smooth);
            const auto reference =
                SampledSketch(kSide, kSide, kSamples, Samples::soft, 1.5, sketch).gradient(weights, 0.02);
            const double agreement = cosine(paint(sketch, weights, 3).gradient, reference);
            qInfo("cosine %.5f", agreement);
            QVERIFY(agreement >= 0.995);
        }
    }

    void pictureIsTheAreaThatTheSamplesCount_data() {
        QTest::addColumn<float>("strokeWidth");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("hairline") << 0.8F << 0.02;
        QTest::newRow("as in CLIPasso") << 3.0F << 0.006;
        QTest::newRow("broad") << 12.0F << 0.006;
    }

    void pictureIsTheAreaThatTheSamplesCount() {
        QFETCH(float, strokeWidth);
        QFETCH(double, tolerance);
        const auto sketch = test::windingSketch<double>(24, 31);
        const auto painted = paint(sketch, std::vector<double>(kSide * kSide), strokeWidth).picture;
        const auto sampled = SampledSketch(kSide, kSide, kSamples, Samples::soft, strokeWidth / 2, sketch).picture();
        double squares = 0;
        double ink = 0;
        double sampledInk = 0;
        int edges = 0;
        for (std::size_t i = 0; i < sampled.size(); ++i) {
            ink += 1 - double(painted[i]);
            sampledInk += 1 - sampled[i];
            if (sampled[i] > 0 && sampled[i] < 1) {
                squares += (painted[i] - sampled[i]) * (painted[i] - sampled[i]);
                ++edges;
            } else {
                QVERIFY(std::abs(painted[i] - sampled[i]) < 0.05);
            }
        }
        const double rootMeanSquare = std::sqrt(squares / edges);
        qInfo("rms error %.4f on %d outline pixels, ink %.5f of the samples'", rootMeanSquare, edges, ink / sampledInk);
        QVERIFY(rootMeanSquare < tolerance);
        QVERIFY(std::abs(ink / sampledInk - 1) < 0.005);
    }
};

QTEST_APPLESS_MAIN(SampledReferenceTest)
#include "sampled_reference_test.moc"
