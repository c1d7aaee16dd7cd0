// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimise/sketch_track.hpp"
#include "optimise/stroke_health.hpp"

#include <QTest>

using namespace croquis;
using geometry::CubicBezier;

namespace {

CubicBezier line(double x0, double y0, double x1, double y1) {
    const double dx = (x1 - x0) / 3, dy = (y1 - y0) / 3;
    return {{{{x0, y0}, {x0 + dx, y0 + dy}, {x1 - dx, y1 - dy}, {x1, y1}}}};
}

std::vector<std::size_t> deadOf(const std::vector<CubicBezier>& strokes) {
    const raster::StrokeRasteriser rasteriser{raster::RasterOptions{}};
    return optimise::deadStrokes(optimise::controlPointsOf(strokes), rasteriser);
}

using Indices = std::vector<std::size_t>;

} // namespace

class StrokeHealthTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void livingStrokesAreLeftAlone() {
        QCOMPARE(deadOf({line(20, 20, 100, 30), line(20, 60, 100, 50), line(50, 10, 55, 120)}), Indices{});
        QCOMPARE(deadOf({}), Indices{});
    }

    void offTheCanvasIsDead() {
        QCOMPARE(deadOf({line(20, 20, 100, 30), line(-50, 20, -10, 100), line(300, 300, 1e6, 300)}), (Indices{1, 2}));
    }

    void aDotIsDead() { QCOMPARE(deadOf({line(50, 50, 50.5, 50.5), line(20, 20, 100, 30)}), Indices{0}); }

    /// Of two that cover each other the later dies; a stroke hidden under two others dies as well.
    void hiddenIsDead() {
        QCOMPARE(deadOf({line(20, 20, 100, 30), line(20, 20, 100, 30)}), Indices{1});
        QCOMPARE(deadOf({line(20, 50, 60, 50), line(55, 50, 100, 50), line(30, 50, 90, 50)}), Indices{2});
        QCOMPARE(deadOf({line(20, 50, 60, 50), line(20, 50, 60, 50), line(20, 50, 60, 50)}), (Indices{1, 2}));
    }
};

QTEST_APPLESS_MAIN(StrokeHealthTest)
#include "stroke_health_test.moc"
