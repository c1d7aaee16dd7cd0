// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/random_strokes.hpp"

#include "base/error.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace croquis;
using geometry::Point;
using image::Plane;

namespace {

Plane planeOf(int width, std::vector<float> values) {
    Plane plane(width, static_cast<int>(values.size()) / width);
    plane.values = std::move(values);
    return plane;
}

} // namespace

class RandomStrokesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void probabilitiesAreASoftmaxOverTheSupport() {
        const Plane saliency = planeOf(3, {0.F, 0.2F, 1.F, 0.5F, 0.9F, 0.F}), edges = planeOf(3, {1, 1, 0, 1, 1, 1});
        const Plane masked = saliency::seedProbabilities(saliency, &edges, 0.3);
        const double sum = std::exp(0.2 / 0.3) + std::exp(0.5 / 0.3) + std::exp(0.9 / 0.3);
        const double expected[] = {
            0, std::exp(0.2 / 0.3) / sum, 0, std::exp(0.5 / 0.3) / sum, std::exp(0.9 / 0.3) / sum, 0};
        for (std::size_t i = 0; i < 6; ++i)
            QVERIFY(std::abs(masked.values[i] - expected[i]) < 1e-6);
        const Plane all = saliency::seedProbabilities(saliency, nullptr, 0.3);
        QVERIFY(std::abs(all.values[2] / all.values[1] - std::exp(0.8 / 0.3)) < 1e-4);
        const Plane none = saliency::seedProbabilities(Plane(3, 3), nullptr);
        QVERIFY(std::all_of(none.values.begin(), none.values.end(), [](float value) { return value == 0; }));
        QVERIFY_EXCEPTION_THROWN(saliency::seedProbabilities(saliency, nullptr, 0), InvalidArgument);
        QVERIFY_EXCEPTION_THROWN(saliency::seedProbabilities(saliency, &none, 0.3), InvalidArgument);
    }

    /// Ordered pairs come as the definition of drawing without replacement says: p_i p_j / (1 - p_i).
    void drawsWithoutReplacement() {
        const Plane probabilities = planeOf(2, {0.5F, 0.3F, 0.F, 0.2F});
        std::map<std::pair<int, int>, double> counts;
        constexpr int kDraws = 40000;
        for (int seed = 0; seed < kDraws; ++seed) {
            const auto points = saliency::drawSeedPoints(probabilities, 2, static_cast<std::uint64_t>(seed));
            const auto pixel = [](Point point) { return static_cast<int>(point.x + 2 * point.y); };
            ++counts[{pixel(points[0]), pixel(points[1])}];
        }
        double chi = 0;
        for (const int i : {0, 1, 3})
            for (const int j : {0, 1, 3})
                if (i != j) {
                    const double p = probabilities.values[static_cast<std::size_t>(i)],
                                 q = probabilities.values[static_cast<std::size_t>(j)],
                                 expected = kDraws * p * q / (1 - p);
                    chi += std::pow(counts[{i, j}] - expected, 2) / expected;
                }
        QCOMPARE(counts.size(), std::size_t(6));
        QVERIFY2(chi < 20.5, qPrintable(QString::number(chi))); // five degrees of freedom: one in a thousand
    }

    void pointsAreDistinctCornersOfLikelyPixels() {
        Plane probabilities(224, 224);
        for (int y = 50; y < 60; ++y)
            for (int x = 200; x < 220; ++x)
                probabilities.at(x, y) = 1 / 200.F;
        const auto points = saliency::drawSeedPoints(probabilities, 200, 7);
        std::set<std::pair<double, double>> distinct;
        for (const Point& point : points) {
            QVERIFY(point.x >= 200 && point.x < 220 && point.y >= 50 && point.y < 60 && point.x == std::floor(point.x));
            distinct.insert({point.x, point.y});
        }
        QCOMPARE(distinct.size(), std::size_t(200));
        QCOMPARE(saliency::drawSeedPoints(probabilities, 16, 7), saliency::drawSeedPoints(probabilities, 16, 7));
        QVERIFY(saliency::drawSeedPoints(probabilities, 16, 7) != saliency::drawSeedPoints(probabilities, 16, 1007));
        QVERIFY_EXCEPTION_THROWN(saliency::drawSeedPoints(probabilities, 201, 7), InvalidArgument);
        QVERIFY(saliency::drawSeedPoints(probabilities, 0, 7).empty());
        // That fewer were asked for wouldn't help.
        try {
            saliency::drawSeedPoints(Plane(224, 224), 16, 7);
            QFAIL("nothing is salient there");
        } catch (const InvalidArgument& error) {
            QVERIFY2(QString(error.what()).startsWith("Nothing in this picture is salient"), error.what());
        }
    }

    void walksAreChainsOfUniformSteps() {
        const std::vector<Point> starts(3000, Point{3, 220});
        const auto strokes = saliency::walkStrokes(starts, 224, 11);
        double sum = 0, square = 0, most = 0;
        int outside = 0;
        for (const auto& stroke : strokes) {
            QCOMPARE(stroke.points[0], starts[0]);
            for (std::size_t k = 1; k < 4; ++k) {
                const Point step = stroke.points[k] - stroke.points[k - 1];
                for (const double value : {step.x, step.y}) {
                    sum += value;
                    square += value * value;
                    most = std::max(most, std::abs(value));
                }
            }
            outside += stroke.points[3].x < 0 || stroke.points[3].y > 224 ? 1 : 0;
        }
        constexpr double kSteps = 18000;
        QVERIFY(most <= 5.6 && most > 5.59);
        QVERIFY(std::abs(sum / kSteps) < 0.1);
        QVERIFY(std::abs(square / kSteps - 11.2 * 11.2 / 12) < 0.25);
        QVERIFY(outside > 500);
        const auto fewer = saliency::walkStrokes(std::span(starts).first(5), 224, 11);
        QVERIFY(std::equal(fewer.begin(), fewer.end(), strokes.begin()));
        QVERIFY(strokes[0] != strokes[1]);
    }

    void pointsAnywhereFillTheCanvas() {
        const auto points = saliency::drawPointsAnywhere(224, 4000, 2);
        double x = 0, y = 0;
        for (const Point& point : points) {
            QVERIFY(point.x >= 0 && point.x < 224 && point.y >= 0 && point.y < 224);
            x += point.x / 4000;
            y += point.y / 4000;
        }
        QVERIFY(std::abs(x - 112) < 4 && std::abs(y - 112) < 4);
    }
};

QTEST_APPLESS_MAIN(RandomStrokesTest)
#include "random_strokes_test.moc"
