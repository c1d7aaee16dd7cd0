// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "base/random_stream.hpp"
#include "loss/shape_keeper.hpp"

#include <QTest>

#include <cmath>
#include <vector>

using namespace croquis;
using geometry::CubicBezier;

namespace {

std::vector<CubicBezier> randomStrokes(int count, std::uint64_t seed) {
    base::RandomStream random(seed, base::RandomPurpose::strokeWalk);
    std::vector<CubicBezier> strokes(static_cast<std::size_t>(count));
    for (auto& stroke : strokes)
        for (auto& point : stroke.points)
            point = {224 * random.uniform(), 224 * random.uniform()};
    return strokes;
}

std::vector<float> numbersOf(const std::vector<CubicBezier>& strokes) {
    std::vector<float> numbers;
    for (const auto& stroke : strokes)
        for (const auto& point : stroke.points)
            numbers.insert(numbers.end(), {static_cast<float>(point.x), static_cast<float>(point.y)});
    return numbers;
}

double valueOf(const loss::ShapeKeeper& keeper, const std::vector<float>& points) {
    std::vector<float> ignored(points.size());
    return keeper(points, 1, ignored);
}

} // namespace

class ShapeKeeperTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void startsAtZeroAndIgnoresTranslation() {
        const auto start = randomStrokes(5, 1);
        const loss::ShapeKeeper keeper(start);
        auto points = numbersOf(start);
        QVERIFY(valueOf(keeper, points) < 1e-9);
        for (float& value : points)
            value += 8;
        QVERIFY(valueOf(keeper, points) < 1e-6);
    }

    /// One stroke bent by d at its second point: D2 changes by -2d and d, so the term is 5 d^2 / 200.
    void bendingAndShorteningCostWhatTheFormulaSays() {
        const CubicBezier line{{{{0, 0}, {10, 0}, {20, 0}, {30, 0}}}};
        const loss::ShapeKeeper keeper({line}), two({line, line});
        auto bent = numbersOf({line});
        bent[3] += 4;
        QVERIFY(std::abs(valueOf(keeper, bent) - 5 * 16 / 200.0) < 1e-6);
        auto both = bent;
        both.insert(both.end(), bent.begin(), bent.end());
        QVERIFY(std::abs(valueOf(two, both) - 2 * valueOf(keeper, bent)) < 1e-6);
        std::vector<float> shorter{0, 0, 5, 0, 10, 0, 15, 0};
        QVERIFY(std::abs(valueOf(keeper, shorter) - 20 * 0.4 * 0.4) < 1e-6);
    }

    void gradientAgreesWithCentralDifferences() {
        auto start = randomStrokes(4, 2);
        const auto elsewhere = randomStrokes(4, 3);
        start[2].points[0] = start[1].points[3]; // and one pair of ends that met
        const loss::ShapeKeeper keeper(start);
        auto points = numbersOf(elsewhere);
        for (std::size_t k = 0; k < 8; ++k)
            points[k] = points[k] * 0.1f; // one short stroke: the second term is at work
        std::vector<float> gradient(points.size());
        keeper(points, 2.5, gradient);
        for (std::size_t k = 0; k < points.size(); ++k) {
            constexpr float kStep = 0.0625f;
            auto up = points, down = points;
            up[k] += kStep;
            down[k] -= kStep;
            const double expected = 2.5 * (valueOf(keeper, up) - valueOf(keeper, down)) / (2.0 * kStep);
            QVERIFY2(std::abs(gradient[k] - expected) < 2e-3 * (std::abs(expected) + 1),
                     qPrintable(QString::number(k)));
        }
    }

    /// Two lines that meet at (30, 0) and part by d: d^2 / 4.
    void endsThatMetAreHeldTogether() {
        const CubicBezier first{{{{0, 0}, {10, 0}, {20, 0}, {30, 0}}}},
            second{{{{30, 0}, {30, 9}, {30, 19}, {30, 29}}}};
        const auto apart = [](CubicBezier curve, double dx) {
            for (auto& point : curve.points)
                point.x += dx;
            return curve;
        };
        const loss::ShapeKeeper keeper({first, second});
        QVERIFY(valueOf(keeper, numbersOf({apart(first, 7), apart(second, 7)})) < 1e-6);
        QVERIFY(std::abs(valueOf(keeper, numbersOf({first, apart(second, 3)})) - 9 / 4.0) < 1e-6);
        const loss::ShapeKeeper strangers({first, apart(second, 1)});
        QVERIFY2(valueOf(strangers, numbersOf({first, apart(second, 4)})) < 1e-6, "near is not met");
        loss::ShapeKeeper replaced({first, second});
        replaced.replace(1, apart(second, 50));
        QVERIFY2(valueOf(replaced, numbersOf({first, apart(second, 90)})) < 1e-6, "another stroke has met nobody");
    }

    void eachEndHasOnePartner() {
        const CubicBezier there{{{{0, 0}, {10, 0}, {20, 0}, {30, 0}}}}, back{{{{30, 0}, {20, 9}, {10, 9}, {0, 9}}}};
        const CubicBezier loop{{{{30, 0}, {60, -30}, {60, 30}, {30, 0}}}}, dot{{{{5, 5}, {5, 5}, {5, 5}, {5, 5}}}};
        const loss::ShapeKeeper keeper({there, back, loop, dot});
        const auto& shapes = keeper.start();
        QCOMPARE(shapes[0].met[0], -1);
        QCOMPARE(shapes[0].met[1], 2);
        QCOMPARE(shapes[1].met[0], 1);
        QCOMPARE(shapes[2].met[0], 5);
        QCOMPARE(shapes[2].met[1], 4);
        QCOMPARE(shapes[3].met[0], -1);
    }

    void aPointOfAStrokeGivesFiniteGradients() {
        const CubicBezier dot{{{{5, 5}, {5, 5}, {5, 5}, {5, 5}}}};
        const loss::ShapeKeeper keeper({dot});
        auto points = numbersOf({dot});
        std::vector<float> gradient(8);
        QVERIFY(std::isfinite(keeper(points, 1, gradient)));
        for (const float value : gradient)
            QVERIFY(std::isfinite(value));
        std::vector<float> wrong(7);
        QVERIFY_THROWS_EXCEPTION(ShapeMismatch, keeper(points, 1, wrong));
    }
};

QTEST_APPLESS_MAIN(ShapeKeeperTest)
#include "shape_keeper_test.moc"
