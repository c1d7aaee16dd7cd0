// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/plane_filters.hpp"

#include "base/random_stream.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace croquis;
using image::Plane;

namespace {

Plane noise(int width, int height) {
    base::RandomStream random(7, base::RandomPurpose::reseeding);
    Plane plane(width, height);
    for (float& value : plane.values)
        value = static_cast<float>(random.uniform());
    return plane;
}

float repeated(const Plane& plane, int x, int y) {
    return plane.at(std::clamp(x, 0, plane.width - 1), std::clamp(y, 0, plane.height - 1));
}

} // namespace

class PlaneFiltersTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void gaussianIsTheWeightedMeanOverFourSigma() {
        const Plane plane = noise(23, 17);
        const double sigma = 1.5;
        const Plane soft = saliency::blurred(plane, sigma);
        for (const auto& [x, y] : {std::pair{11, 8}, {0, 0}, {22, 3}, {5, 16}}) {
            double sum = 0, weights = 0;
            for (int v = -6; v <= 6; ++v) {
                for (int u = -6; u <= 6; ++u) {
                    const double weight = std::exp(-(u * u + v * v) / (2 * sigma * sigma));
                    sum += weight * repeated(plane, x + u, y + v);
                    weights += weight;
                }
            }
            QVERIFY(std::abs(soft.at(x, y) - sum / weights) < 1e-5);
        }
    }

    /// Wide ones are computed on a smaller plane.
    void aWideGaussianIsNoWorse() {
        Plane plane(224, 200);
        for (int y = 0; y < 200; ++y)
            for (int x = 0; x < 224; ++x)
                plane.at(x, y) = std::hypot(x - 90, y - 120) < 50 ? 1.F : 0.F;
        const double sigma = 40;
        const Plane soft = saliency::blurred(plane, sigma);
        for (const auto& [x, y] : {std::pair{90, 120}, {0, 0}, {223, 30}, {150, 199}}) {
            double sum = 0, weights = 0;
            for (int v = -160; v <= 160; ++v)
                for (int u = -160; u <= 160; ++u) {
                    const double weight = std::exp(-(u * u + v * v) / (2 * sigma * sigma));
                    sum += weight * repeated(plane, x + u, y + v);
                    weights += weight;
                }
            QVERIFY2(std::abs(soft.at(x, y) - sum / weights) < 5e-3,
                     qPrintable(QString::number(soft.at(x, y) - sum / weights)));
        }
    }

    void gaussianMayMirrorThePlaneAtItsEdge() {
        const Plane plane = noise(9, 7);
        Plane wide(27, 21); // three times three, each mirrored
        for (int y = 0; y < 21; ++y)
            for (int x = 0; x < 27; ++x)
                wide.at(x, y) = plane.at(x < 9    ? 8 - x
                                         : x < 18 ? x - 9
                                                  : 26 - x,
                                         y < 7    ? 6 - y
                                         : y < 14 ? y - 7
                                                  : 20 - y);
        const Plane soft = saliency::blurred(plane, 1.5, saliency::Border::mirrored),
                    whole = saliency::blurred(wide, 1.5);
        for (int y = 0; y < 7; ++y)
            for (int x = 0; x < 9; ++x)
                QVERIFY(std::abs(soft.at(x, y) - whole.at(x + 9, y + 7)) < 1e-5);
    }

    void gaussianReachesFourSigmaAndNoFurther() {
        Plane plane(64, 9);
        plane.at(32, 4) = 1;
        const Plane soft = saliency::blurred(plane, 2);
        QVERIFY(soft.at(24, 4) > 0);
        QCOMPARE(soft.at(23, 4), 0.F);
    }

    void sobelOfARampIsEightTimesItsSlope() {
        Plane plane(12, 12);
        for (int y = 0; y < 12; ++y)
            for (int x = 0; x < 12; ++x)
                plane.at(x, y) = 0.25F * static_cast<float>(x) - 0.5F * static_cast<float>(y);
        const auto gradient = saliency::sobel(plane);
        QCOMPARE(gradient.x.at(6, 6), 2.F);
        QCOMPARE(gradient.y.at(6, 6), -4.F);
    }

    void percentileInterpolatesInsideOnly() {
        Plane plane(6, 1), inside(6, 1, 1, 1.F);
        plane.values = {4, 100, 1, 3, 2, 5};
        inside.values[1] = 0;
        QCOMPARE(saliency::percentileInside(plane, inside, 50), 3.F);
        QCOMPARE(saliency::percentileInside(plane, inside, 90), 4.6F);
        QCOMPARE(saliency::percentileInside(plane, inside, 100), 5.F);
        QCOMPARE(saliency::percentileInside(plane, Plane(6, 1), 90), 0.F);
    }

    void distanceCountsFromTheNearestPixelOutside() {
        Plane area(20, 20, 1, 1.F);
        area.at(10, 10) = 0;
        const Plane distance = saliency::distanceToOutside(area);
        QCOMPARE(distance.at(10, 10), 0.F);
        QVERIFY(std::abs(distance.at(13, 14) - 5) < 1e-4);
        QCOMPARE(distance.at(0, 5), 1.F);
        QCOMPARE(distance.at(2, 18), 2.F);
    }

    void crestsFollowTheTopOfARidge() {
        Plane ridge(30, 30), alongX(30, 30, 1, 0.F), alongY(30, 30, 1, 1.F);
        for (int y = 0; y < 30; ++y)
            for (int x = 0; x < 30; ++x)
                ridge.at(x, y) = static_cast<float>(std::exp(-0.1 * (x - 12) * (x - 12)));
        const Plane crest = saliency::crests(ridge, alongX, alongY);
        for (int x = 5; x < 20; ++x)
            QCOMPARE(crest.at(x, 15), x == 12 ? 1.F : 0.F);
    }

    void samplesBetweenPixelCentres() {
        Plane plane(4, 4);
        plane.at(1, 2) = 1;
        QCOMPARE(saliency::sampled(plane, 1.5, 2.5), 1.F);
        QCOMPARE(saliency::sampled(plane, 2.0, 2.5), 0.5F);
        QCOMPARE(saliency::sampled(plane, 1.25, 3.0), 0.375F);
        QCOMPARE(saliency::sampled(plane, -50, 99), plane.at(0, 3));
    }

    void smallPartsVanish() {
        Plane marked(40, 20);
        for (int x = 2; x < 14; ++x)
            marked.at(x, 3) = 1;
        for (int y = 10; y < 15; ++y)
            marked.at(30, y) = 1;
        const Plane large = saliency::largeParts(marked, 8);
        QCOMPARE(large.at(5, 3), 1.F);
        QCOMPARE(large.at(30, 12), 0.F);
    }
};

QTEST_GUILESS_MAIN(PlaneFiltersTest)
#include "plane_filters_test.moc"
