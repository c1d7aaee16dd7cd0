// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/feature_spots.hpp"

#include <QTest>

#include <cmath>
#include <functional>

using namespace croquis;
using geometry::Point;
using image::Plane;

namespace {

Plane drawn(const std::function<double(double, double)>& luma) {
    Plane plane(96, 80);
    for (int y = 0; y < plane.height; ++y)
        for (int x = 0; x < plane.width; ++x)
            plane.at(x, y) = static_cast<float>(luma(x + 0.5, y + 0.5));
    return plane;
}

double bump(double x, double y, Point centre, double sigmaX, double sigmaY) {
    const double u = (x - centre.x) / sigmaX, v = (y - centre.y) / sigmaY;
    return std::exp(-0.5 * (u * u + v * v));
}

const Plane kEverywhere(96, 80, 1, 1.F);

} // namespace

class FeatureSpotsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void findsADarkSpotItsSizeAndContrast() {
        const auto luma = drawn([](double x, double y) { return 0.8 - 0.6 * bump(x, y, {40.5, 30.5}, 3, 3); });
        const auto spots = saliency::featureSpots(luma, kEverywhere);
        QVERIFY(!spots.empty());
        QVERIFY(geometry::length(spots[0].centre - Point{40.5, 30.5}) < 0.1);
        QVERIFY(spots[0].sigma == 3.2 || spots[0].sigma == 2.3);
        // A Gaussian of sigma b seen through one of s: s^2 b^2 / (b^2 + s^2)^2 of its depth.
        const double s = spots[0].sigma, expected = 0.6 * s * s * 9 / std::pow(9 + s * s, 2);
        QVERIFY2(std::abs(spots[0].strength - expected) < 0.1 * expected,
                 qPrintable(QString::number(spots[0].strength)));
    }

    void aDarkLineABrightSpotAndAnEdgeAreNone() {
        QVERIFY(saliency::featureSpots(drawn([](double, double y) { return 1 - std::exp(-0.1 * (y - 40) * (y - 40)); }),
                                       kEverywhere)
                    .empty());
        QVERIFY(
            saliency::featureSpots(drawn([](double x, double) { return x < 48 ? 0.0 : 1.0; }), kEverywhere).empty());
        const auto bright = saliency::featureSpots(drawn([](double x, double y) {
                                                       return 0.2 + 0.6 * bump(x, y, {40.5, 30.5}, 3, 3);
                                                   }),
                                                   kEverywhere);
        for (const auto& spot : bright) // none but the faint ring round it
            QVERIFY(geometry::length(spot.centre - Point{40.5, 30.5}) > 4);
    }

    void anOvalSpotPointsAlongItsLongerSide() {
        const auto spots = saliency::featureSpots(drawn([](double x, double y) {
                                                      return 1 - 0.7 * bump(x, y, {40.5, 30.5}, 4.5, 2.5);
                                                  }),
                                                  kEverywhere);
        QVERIFY(!spots.empty());
        QVERIFY(std::abs(spots[0].axis.x) > 0.99);
        QVERIFY(std::abs(geometry::length(spots[0].axis) - 1) < 1e-9);
    }

    void theWeightLeavesOutlinesOut() {
        Plane weight = kEverywhere;
        for (int y = 0; y < weight.height; ++y)
            for (int x = 0; x < 60; ++x)
                weight.at(x, y) = 0;
        const auto luma = drawn([](double x, double y) {
            return 1 - 0.7 * bump(x, y, {30.5, 30.5}, 3, 3) - 0.3 * bump(x, y, {78.5, 50.5}, 3, 3);
        });
        const auto spots = saliency::featureSpots(luma, weight);
        QVERIFY(!spots.empty());
        QVERIFY(geometry::length(spots[0].centre - Point{78.5, 50.5}) < 0.1);
    }

    void strongestComesFirstAndThereAreAFewDozenAtMost() {
        const auto luma = drawn([](double x, double y) {
            return 0.5 + 0.4 * std::sin(x * 0.9) * std::sin(y * 0.9) * (0.2 + 0.8 * x / 96);
        });
        const auto spots = saliency::featureSpots(luma, kEverywhere);
        QCOMPARE(spots.size(), std::size_t{64});
        for (std::size_t k = 1; k < spots.size(); ++k)
            QVERIFY(spots[k].strength <= spots[k - 1].strength);
    }
};

QTEST_GUILESS_MAIN(FeatureSpotsTest)
#include "feature_spots_test.moc"
