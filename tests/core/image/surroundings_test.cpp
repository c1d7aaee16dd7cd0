// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/surroundings.hpp"

#include "image/canvas_target.hpp"
#include "image/moment_ellipse.hpp"

#include <QTest>

#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <vector>

using namespace croquis::image;

namespace {

Plane drawn(const std::function<bool(double, double)>& isInside) {
    Plane plane(kCanvasSide, kCanvasSide);
    for (int y = 0; y < kCanvasSide; ++y)
        for (int x = 0; x < kCanvasSide; ++x)
            plane.at(x, y) = isInside(x + 0.5, y + 0.5) ? 1.F : 0.F;
    return plane;
}

const Plane kWholePhoto(kCanvasSide, kCanvasSide, 1, 1.F);

} // namespace

class SurroundingsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aBarIsDrawnWithWhatStandsRoundIt() {
        const Plane rocket = drawn([](double x, double y) { return std::abs(x - 112) < 10 && std::abs(y - 112) < 95; });
        const Plane present = withSurroundings(rocket, kWholePhoto);
        QCOMPARE(present.at(112, 112), 1.F);
        QCOMPARE(present.at(112 + 38, 112), 1.F); // 29 px beyond its edge
        const float faded = present.at(112 + 50, 112), away = present.at(112 + 80, 112);
        QVERIFY(faded > 0.1F && faded < 0.5F);
        QVERIFY(away < 1e-3F);
    }

    void aLyingOrSlantedBarIsOneToo() {
        const Plane slanted = drawn([](double x, double y) {
            const double u = (x + y - 224) / std::numbers::sqrt2, v = (x - y) / std::numbers::sqrt2;
            return std::abs(u) < 100 && std::abs(v) < 6;
        });
        QVERIFY(withSurroundings(slanted, kWholePhoto).values != slanted.values);
    }

    void otherSubjectsStayAsTheyAre() {
        const auto disc = drawn([](double x, double y) { return std::hypot(x - 112, y - 112) < 90; });
        const auto bottle = drawn([](double x, double y) { return std::abs(x - 112) < 24 && std::abs(y - 112) < 95; });
        const auto ring = drawn([](double x, double y) { return std::abs(std::hypot(x - 112, y - 112) - 90) < 4; });
        for (const Plane& outline : {disc, bottle, ring, Plane(kCanvasSide, kCanvasSide)})
            QCOMPARE(withSurroundings(outline, kWholePhoto).values, outline.values);
    }

    void nothingIsDrawnBeyondThePhoto() {
        const Plane rocket = drawn([](double x, double y) { return std::abs(x - 112) < 10 && std::abs(y - 112) < 95; });
        const Plane leftHalf = drawn([](double x, double) { return x < 130; });
        const Plane present = withSurroundings(rocket, leftHalf);
        QCOMPARE(present.at(90, 112), 1.F);
        QCOMPARE(present.at(135, 112), 0.F);
    }

    void theEllipseHasTheRegionsMoments() {
        std::vector<std::uint32_t> pixels;
        for (std::uint32_t y = 0; y < 224; ++y)
            for (std::uint32_t x = 0; x < 224; ++x) {
                const double u = (x + 0.5 - 100) * 0.8 + (y + 0.5 - 90) * 0.6,
                             v = (y + 0.5 - 90) * 0.8 - (x + 0.5 - 100) * 0.6;
                if (u * u / 3600 + v * v / 400 < 1)
                    pixels.push_back(y * 224 + x);
            }
        const MomentEllipse ellipse = momentEllipse(pixels, 224);
        QVERIFY(std::abs(ellipse.longHalf - 60) < 0.3 && std::abs(ellipse.shortHalf - 20) < 0.3);
        QVERIFY(std::abs(ellipse.centre.x - 100) < 0.1 && std::abs(ellipse.centre.y - 90) < 0.1);
        QVERIFY(std::abs(std::abs(ellipse.axis.x) - 0.8) < 0.01 && ellipse.axis.x * ellipse.axis.y > 0);
        QCOMPARE(momentEllipse({}, 224).longHalf, 0.0);
    }
};

QTEST_GUILESS_MAIN(SurroundingsTest)
#include "surroundings_test.moc"
