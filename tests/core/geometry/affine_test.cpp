// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "geometry/affine.hpp"

#include "base/error.hpp"

#include <QTest>

#include <limits>
#include <random>

using namespace croquis;
using namespace croquis::geometry;

namespace {

Affine randomAffine(std::mt19937& generator) {
    std::uniform_real_distribution<double> value(-3, 3);
    Affine m;
    do {
        m = {value(generator), value(generator),      value(generator),
             value(generator), 50 * value(generator), 50 * value(generator)};
    } while (std::abs(m.determinant()) < 0.1);
    return m;
}

double distance(Point a, Point b) {
    return length(a - b);
}

} // namespace

class AffineTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void followsTheOrderOfSvg() {
        const Affine m{1, 2, 3, 4, 5, 6};
        QCOMPARE(m(Point{10, 100}), (Point{1 * 10 + 3 * 100 + 5, 2 * 10 + 4 * 100 + 6}));
        QCOMPARE(Affine::scaleThenTranslate(2, {7, 8})(Point{1, 1}), (Point{9, 10}));
    }

    void composes() {
        std::mt19937 generator(1);
        for (int i = 0; i < 200; ++i) {
            const Affine m = randomAffine(generator);
            const Affine n = randomAffine(generator);
            const Point p{double(i), 17.0 - i};
            QVERIFY(distance((m * n)(p), m(n(p))) < 1e-9);
        }
    }

    void inverseUndoes() {
        std::mt19937 generator(2);
        for (int i = 0; i < 200; ++i) {
            const Affine m = randomAffine(generator);
            const Point p{double(i), -3.0 * i};
            QVERIFY(distance(m.inverse()(m(p)), p) < 1e-8);
            QVERIFY(distance(m(m.inverse()(p)), p) < 1e-8);
        }
    }

    void movesACurvePointByPoint() {
        std::mt19937 generator(3);
        const CubicBezier curve{{Point{0, 0}, Point{10, 3}, Point{-4, 8}, Point{20, 20}}};
        const Affine m = randomAffine(generator);
        for (const double t : {0.0, 0.2, 0.7, 1.0})
            QVERIFY(distance(m(curve).at(t), m(curve.at(t))) < 1e-10);
    }

    void refusesToInvertAFlatTransform() {
        QVERIFY_EXCEPTION_THROWN((Affine{1, 2, 2, 4, 0, 0}.inverse()), InvalidArgument);
        QVERIFY_EXCEPTION_THROWN((Affine{0, 0, 0, 0, 0, 0}.inverse()), InvalidArgument);
        QVERIFY_EXCEPTION_THROWN((Affine{1, 0, 0, std::numeric_limits<double>::quiet_NaN(), 0, 0}.inverse()),
                                 InvalidArgument);
        QVERIFY_EXCEPTION_THROWN((Affine{1e-160, 0, 0, 1e-160, 0, 0}.inverse()), InvalidArgument);
    }
};

QTEST_APPLESS_MAIN(AffineTest)
#include "affine_test.moc"
