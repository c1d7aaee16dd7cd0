// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/stroke_coverage.hpp"

#include "core/raster/random_sketch.hpp"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

using namespace croquis::raster;
using namespace croquis;

namespace {

using Points = std::array<double, 8>;

// The part of the unit square beyond the line n.p = u, by cutting the square with it.
double areaBeyond(double u, double nx, double ny) {
    const std::array<std::array<double, 2>, 4> square{{{-0.5, -0.5}, {0.5, -0.5}, {0.5, 0.5}, {-0.5, 0.5}}};
    std::vector<std::array<double, 2>> cut;
    for (int i = 0; i < 4; ++i) {
        const auto& p = square[i];
        const auto& q = square[(i + 1) % 4];
        const double dp = nx * p[0] + ny * p[1] - u;
        const double dq = nx * q[0] + ny * q[1] - u;
        if (dp >= 0)
            cut.push_back(p);
        if ((dp >= 0) != (dq >= 0))
            cut.push_back({p[0] + dp / (dp - dq) * (q[0] - p[0]), p[1] + dp / (dp - dq) * (q[1] - p[1])});
    }
    double twice = 0;
    for (std::size_t i = 0; i < cut.size(); ++i) {
        const auto& p = cut[i];
        const auto& q = cut[(i + 1) % cut.size()];
        twice += p[0] * q[1] - p[1] * q[0];
    }
    return twice / 2;
}

double distanceTo(const Points& p, double x, double y, double t) {
    const double u = 1 - t;
    const std::array<double, 4> b{u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t};
    double cx = 0;
    double cy = 0;
    for (int k = 0; k < 4; ++k) {
        cx += b[k] * p[2 * k];
        cy += b[k] * p[2 * k + 1];
    }
    return std::hypot(x - cx, y - cy);
}

// The foot by dense search and bisection around the best sample.
double searchedFoot(const Points& p, double x, double y) {
    constexpr int samples = 2000;
    int best = 0;
    for (int i = 1; i <= samples; ++i)
        if (distanceTo(p, x, y, double(i) / samples) < distanceTo(p, x, y, double(best) / samples))
            best = i;
    double low = std::max(0.0, (best - 1.0) / samples);
    double high = std::min(1.0, (best + 1.0) / samples);
    for (int i = 0; i < 100; ++i) {
        const double a = low + (high - low) / 3;
        const double b = high - (high - low) / 3;
        (distanceTo(p, x, y, a) < distanceTo(p, x, y, b) ? high : low) =
            distanceTo(p, x, y, a) < distanceTo(p, x, y, b) ? b : a;
    }
    return (low + high) / 2;
}

double refined(const CubicTerms<double>& curve, double x, double y, double t) {
    for (int i = 0; i < 8; ++i)
        t = nearerFoot(curve, x, y, t, 1.0);
    return t;
}

// The coverage that the header describes, by the exact foot: what slopeOf() must be the derivative of.
double coverageAt(const Points& p, double x, double y, double start, double radius) {
    const CubicTerms<double> curve = cubicTerms(p.data());
    const double t = refined(curve, x, y, start);
    return radius >= kWideRadius<double> ? coverageOf<true>(footAt(curve, x, y, t), radius, 1.0).value
                                         : coverageOf<false>(footAt(curve, x, y, t), radius, 1.0).value;
}

} // namespace

class StrokeCoverageTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void tailIsTheAreaOfTheCutSquare() {
        for (int degree = 0; degree < 360; degree += 5) {
            const double nx = std::cos(degree * 0.017453292519943295);
            const double ny = std::sin(degree * 0.017453292519943295);
            const double large = std::max(std::abs(nx), std::abs(ny));
            const double small = std::min(std::abs(nx), std::abs(ny));
            for (double u = 0; u < 0.8; u += 0.013) {
                const Tail<double> tail = tailBeyond(u, large, small, 1 / large);
                QVERIFY(std::abs(tail.area - areaBeyond(u, nx, ny)) < 1e-12);
            }
        }
    }

    void tailDerivativesAreDifferences() {
        const double h = 1e-6;
        const auto area = [](double u, double large, double small) {
            return tailBeyond(u, large, small, 1 / large).area;
        };
        for (double small = 0.05; small < 0.7; small += 0.07) {
            const double large = std::sqrt(1 - small * small);
            for (double u = 0.011; u < 0.8; u += 0.037) {
                const Tail<double> tail = tailBeyond(u, large, small, 1 / large);
                QVERIFY(std::abs(tail.chord + (area(u + h, large, small) - area(u - h, large, small)) / (2 * h)) <
                        1e-5);
                QVERIFY(std::abs(tail.byLarger - (area(u, large + h, small) - area(u, large - h, small)) / (2 * h)) <
                        1e-5);
                QVERIFY(std::abs(tail.bySmaller - (area(u, large, small + h) - area(u, large, small - h)) / (2 * h)) <
                        1e-5);
            }
        }
    }

    void stepsTowardsTheFootAreOfThirdOrder() {
        const auto sketch = test::windingSketch<double>(60, 3);
        double fromFar = 0;
        double fromNear = 0;
        for (int stroke = 0; stroke < 60; ++stroke) {
            Points p;
            std::copy_n(sketch.begin() + 8 * stroke, 8, p.begin());
            const CubicTerms<double> curve = cubicTerms(p.data());
            for (double t = 0.08; t < 0.95; t += 0.17)
                for (const double side : {-1.7, 1.3}) {
                    const Foot<double> on = footAt(curve, 0.0, 0.0, t);
                    const double speed = std::hypot(on.dx, on.dy);
                    const double x = -on.qx - side * on.dy / speed;
                    const double y = -on.qy + side * on.dx / speed;
                    const double exact = refined(curve, x, y, t);
                    QVERIFY(std::abs(exact - t) * speed < 1e-9);
                    if (std::abs(searchedFoot(p, x, y) - t) * speed > 0.1)
                        continue; // another branch of the curve is nearer
                    const auto missedFrom = [&](double error) {
                        return std::abs(nearerFoot(curve, x, y, t + error / speed, 1.0) - t) * speed;
                    };
                    fromFar += missedFrom(0.4);
                    fromNear += missedFrom(0.2);
                    QVERIFY(missedFrom(0.2) < 2e-3);
                }
        }
        qInfo("mean miss %.2g px from 0.4 px, %.2g px from 0.2 px", fromFar / 720, fromNear / 720);
        QVERIFY(fromFar > 7 * fromNear);
    }

    void slopeIsTheDifferenceOfTheCoverage_data() {
        QTest::addColumn<double>("radius");
        QTest::newRow("as in CLIPasso") << 1.5;
        QTest::newRow("both outlines in one pixel") << 0.4;
    }

    void slopeIsTheDifferenceOfTheCoverage() {
        QFETCH(double, radius);
        const double h = 1e-6;
        int compared = 0;
        const auto sketch = test::windingSketch<double>(40, 4);
        for (int stroke = 0; stroke < 40; ++stroke) {
            Points p;
            std::copy_n(sketch.begin() + 8 * stroke, 8, p.begin());
            const CubicTerms<double> curve = cubicTerms(p.data());
            for (int i = 0; i < 30; ++i) {
                const double x = p[2 * (i % 4)] + 3.1 * std::sin(7.0 * i);
                const double y = p[2 * (i % 4) + 1] + 3.1 * std::cos(5.0 * i + stroke);
                const double start = searchedFoot(p, x, y);
                const double t = refined(curve, x, y, start);
                const Foot<double> f = footAt(curve, x, y, t);
                const auto c = radius >= kWideRadius<double> ? coverageOf<true>(f, radius, 1.0)
                                                             : coverageOf<false>(f, radius, 1.0);
                if (c.byDistance == 0 || c.inverseDistance > 3 ||
                    turnDenominator(f) < 0.3 * (f.dx * f.dx + f.dy * f.dy))
                    continue;
                const CoverageSlope<double> slope = slopeOf(c, f, t);
                const double u = 1 - t;
                const std::array<double, 4> place{u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t};
                const std::array<double, 4> direction{-3 * u * u, 3 * u * (u - 2 * t), 3 * t * (2 * u - t), 3 * t * t};
                for (int k = 0; k < 8; ++k) {
                    Points up = p;
                    Points down = p;
                    up[k] += h;
                    down[k] -= h;
                    const double difference =
                        (coverageAt(up, x, y, t, radius) - coverageAt(down, x, y, t, radius)) / (2 * h);
                    const double analytic = k % 2 == 0
                                                ? place[k / 2] * slope.placeX + direction[k / 2] * slope.directionX
                                                : place[k / 2] * slope.placeY + direction[k / 2] * slope.directionY;
                    QVERIFY2(std::abs(analytic - difference) < 1e-4,
                             qPrintable(QString("stroke %1, sample %2, number %3: %4 for %5")
                                            .arg(stroke)
                                            .arg(i)
                                            .arg(k)
                                            .arg(analytic)
                                            .arg(difference)));
                    ++compared;
                }
            }
        }
        QVERIFY(compared > 200);
    }
};

QTEST_APPLESS_MAIN(StrokeCoverageTest)
#include "stroke_coverage_test.moc"
