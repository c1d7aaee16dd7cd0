// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "geometry/cubic_bezier.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace croquis::geometry;

namespace {

constexpr int kCurves = 200;

std::vector<CubicBezier> randomCurves() {
    std::mt19937 generator(7);
    std::uniform_real_distribution<double> value(-100, 300);
    std::vector<CubicBezier> curves(kCurves);
    for (CubicBezier& curve : curves)
        for (Point& p : curve.points)
            p = {value(generator), value(generator)};
    curves.push_back({{Point{5, 5}, Point{5, 5}, Point{5, 5}, Point{5, 5}}});
    curves.push_back({{Point{0, 0}, Point{10, 0}, Point{20, 0}, Point{30, 0}}});
    curves.push_back({{Point{0, 0}, Point{0, 0}, Point{40, 10}, Point{40, 10}}});
    curves.push_back({{Point{0, 0}, Point{100, 100}, Point{0, 100}, Point{100, 0}}}); // a cusp
    curves.push_back({{Point{0, 0}, Point{30, 0}, Point{-20, 0}, Point{10, 0}}});     // back and forth
    return curves;
}

Point bernstein(const CubicBezier& curve, double t) {
    const double u = 1 - t;
    const auto& p = curve.points;
    return u * u * u * p[0] + 3 * u * u * t * p[1] + 3 * u * t * t * p[2] + t * t * t * p[3];
}

double sampledLength(const CubicBezier& curve, int steps) {
    double sum = 0;
    for (int i = 0; i < steps; ++i)
        sum += length(bernstein(curve, double(i + 1) / steps) - bernstein(curve, double(i) / steps));
    return sum;
}

double distanceToSegment(Point p, Point a, Point b) {
    const Point e = b - a;
    const double length2 = dot(e, e);
    const double w = length2 > 0 ? std::clamp(dot(p - a, e) / length2, 0.0, 1.0) : 0;
    return length(p - (a + w * e));
}

} // namespace

class CubicBezierTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void isTheBernsteinPolynomial() {
        for (const CubicBezier& curve : randomCurves()) {
            QCOMPARE(curve.at(0), curve.points[0]);
            QCOMPARE(curve.at(1), curve.points[3]);
            for (const double t : {0.1, 0.37, 0.5, 0.99})
                QVERIFY(length(curve.at(t) - bernstein(curve, t)) < 1e-10);
        }
    }

    void derivativeIsTheCentralDifference() {
        const double h = 1e-5;
        for (const CubicBezier& curve : randomCurves())
            for (const double t : {0.0, 0.2, 0.5, 0.9, 1.0}) {
                const Point difference = 1 / (2 * h) * (bernstein(curve, t + h) - bernstein(curve, t - h));
                QVERIFY(length(curve.derivative(t) - difference) < 1e-5);
            }
    }

    void reversedRunsBackwards() {
        for (const CubicBezier& curve : randomCurves())
            for (const double t : {0.0, 0.3, 0.8})
                QVERIFY(length(curve.reversed().at(t) - curve.at(1 - t)) < 1e-10);
    }

    void partsLieOnTheCurveAndAreAsLongAsAsked() {
        for (const CubicBezier& curve : randomCurves())
            for (const double share : {0.0, 0.2, 0.5, 0.95, 1.0}) {
                const double t = curve.parameterAt(share);
                const CubicBezier part = curve.until(t);
                for (const double u : {0.0, 0.4, 1.0})
                    QVERIFY(length(part.at(u) - curve.at(t * u)) < 1e-10);
                QVERIFY(std::abs(part.arcLength() - share * curve.arcLength()) <= 1e-3 * curve.arcLength());
            }
    }

    void boxHoldsTheCurveTightly() {
        for (const CubicBezier& curve : randomCurves()) {
            const Box box = curve.boundingBox();
            Box sampled{curve.points[0], curve.points[0]};
            for (int i = 0; i <= 4000; ++i) {
                const Point p = bernstein(curve, i / 4000.0);
                sampled.minimum = {std::min(sampled.minimum.x, p.x), std::min(sampled.minimum.y, p.y)};
                sampled.maximum = {std::max(sampled.maximum.x, p.x), std::max(sampled.maximum.y, p.y)};
            }
            const auto near = [](double inner, double outer) { return outer - inner > -1e-9 && outer - inner < 1e-3; };
            QVERIFY(near(-sampled.minimum.x, -box.minimum.x));
            QVERIFY(near(-sampled.minimum.y, -box.minimum.y));
            QVERIFY(near(sampled.maximum.x, box.maximum.x));
            QVERIFY(near(sampled.maximum.y, box.maximum.y));
        }
    }

    void arcLengthIsTheLimitOfPolylines() {
        for (const CubicBezier& curve : randomCurves()) {
            const double arc = curve.arcLength();
            QVERIFY(arc <= curve.polygonLength() * (1 + 1e-12));
            QVERIFY(std::abs(arc - sampledLength(curve, 20000)) < 1e-6 * (1 + arc));
        }
    }

    void scribblesAreToldFromLines() {
        const CubicBezier straight{{{{0, 0}, {10, 0}, {20, 0}, {30, 0}}}},
            loop{{{{0, 0}, {60, 40}, {-30, 40}, {30, 0}}}}, cusp{{{{0, 0}, {30, 30}, {0, 30}, {30, 0}}}}, point{},
            far{{{{0, 0}, {1e300, 0}, {-1e300, 0}, {0, 0}}}};
        for (const CubicBezier& line : {straight, loop, cusp, point})
            QVERIFY(!line.isScribble());
        QVERIFY((CubicBezier{{{{-5, -3}, {40, -2}, {-40, 2}, {5, 3}}}}).isScribble());
        far.isScribble(); // is harmless
        QVERIFY((CubicBezier{{{{5, 5}, {40, 0}, {-30, 0}, {5, 5}}}}).isClosed());
        for (const CubicBezier& open : {straight, loop, cusp, point})
            QVERIFY(!open.isClosed());
    }

    void flattenedStaysWithinItsTolerance() {
        for (const CubicBezier& curve : randomCurves())
            for (const double tolerance : {5.0, 0.3, 0.01}) {
                const std::vector<Point> vertices = curve.flatten(tolerance);
                QCOMPARE(vertices.front(), curve.points[0]);
                QCOMPARE(vertices.back(), curve.points[3]);
                const auto segments = static_cast<int>(vertices.size()) - 1;
                for (int i = 0; i < segments; ++i)
                    for (const double w : {0.1, 0.5, 0.8}) {
                        const Point p = bernstein(curve, (i + w) / segments);
                        QVERIFY(distanceToSegment(p, vertices[i], vertices[i + 1]) <= tolerance);
                    }
            }
    }

    void flattenedSpendsFewSegments() {
        const CubicBezier straight{{Point{0, 0}, Point{10, 0}, Point{20, 0}, Point{30, 0}}};
        QCOMPARE(straight.flatten(0.1).size(), std::size_t(2));
        const CubicBezier bent{{Point{0, 0}, Point{0, 100}, Point{100, 100}, Point{100, 0}}};
        QVERIFY(bent.flatten(0.1).size() < 40);
        QCOMPARE(bent.flatten(1e-12, 50).size(), std::size_t(51));
        QCOMPARE(bent.flatten(0, 3).size(), std::size_t(4));
        QCOMPARE(bent.flatten(0.1, 0).size(), std::size_t(2));
    }
};

QTEST_APPLESS_MAIN(CubicBezierTest)
#include "cubic_bezier_test.moc"
