// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/sketch_painter.hpp"

#include "core/raster/random_sketch.hpp"
#include "support/thread_time.hpp"

#include <QTest>

#include <algorithm>

using namespace croquis;
using namespace croquis::raster;

namespace {

constexpr int kRounds = 4;

// The best of many: what the code takes when nothing else disturbs it.
double secondsFor(const std::vector<float>& sketch, int times = 400) {
    const SketchPainter<float> painter({224, 224, 3});
    std::vector<float> picture(224 * 224);
    std::vector<float> gradient(sketch.size());
    const auto weights = test::pixelWeights<float>(224, 224, 1, false);
    PaintTape<float> tape;
    double best = 1;
    for (int i = 0; i < times; ++i) {
        const double start = test::threadSeconds();
        painter.paint(sketch, picture, tape);
        painter.gradient(sketch, weights, tape, gradient);
        best = std::min(best, test::threadSeconds() - start);
    }
    return best;
}

} // namespace

class RasterCostTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void costIsLinearInStrokes() {
        double few = 1, many = 1, most = 1;
        for (int round = 0; round < kRounds; ++round) { // the processor's clock goes up and down
            few = std::min(few, secondsFor(test::windingSketch<float>(16, 1), 100));
            many = std::min(many, secondsFor(test::windingSketch<float>(64, 1), 100));
            most = std::min(most, secondsFor(test::windingSketch<float>(256, 1), 100));
        }
        qInfo("16 strokes %.3f ms, 64 %.3f ms, 256 %.3f ms", 1e3 * few, 1e3 * many, 1e3 * most);
        QVERIFY(many < 6 * few);
        QVERIFY(most < 8 * many); // its tape leaves the cache
    }

    void strokesOffTheCanvasCostNextToNothing() {
        auto sketch = test::windingSketch<float>(256, 1);
        const double drawn = secondsFor(sketch);
        for (std::size_t i = 0; i < sketch.size(); i += 2)
            sketch[i] += 500;
        const double off = secondsFor(sketch);
        const double none = secondsFor({});
        QVERIFY(off - none < 0.02 * drawn);
    }
};

QTEST_APPLESS_MAIN(RasterCostTest)
#include "raster_cost_test.moc"
