// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "optimise/adam.hpp"

#include <QTest>

#include <cmath>
#include <vector>

using namespace croquis;

class AdamTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theFirstStepIsTheLearningRate() {
        optimise::Adam adam(1);
        std::vector<float> points(8, 100.0f);
        const std::vector<float> gradient{1e-3f, -5, 0, 1, 1, 1, 1, 1};
        adam.step(points, gradient, 0.5);
        QVERIFY(std::abs(points[0] - 99.5f) < 1e-3f);
        QVERIFY(std::abs(points[1] - 100.5f) < 1e-3f);
        QCOMPARE(points[2], 100.0f);
    }

    /// Kingma & Ba's update, written out in double for one coordinate.
    void agreesWithTheUpdateWrittenOut() {
        optimise::Adam adam(1);
        std::vector<float> points(8, 0.0f);
        double m = 0, v = 0, p = 0;
        for (int t = 1; t <= 50; ++t) {
            const double g = std::sin(0.7 * t) + 0.2;
            adam.step(points, std::vector<float>(8, static_cast<float>(g)), 0.3);
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            p -= 0.3 * (m / (1 - std::pow(0.9, t))) / (std::sqrt(v / (1 - std::pow(0.999, t))) + 1e-8);
            QVERIFY2(std::abs(points[3] - p) < 1e-4, qPrintable(QString::number(t)));
        }
    }

    void aForgottenStrokeStartsAfresh() {
        optimise::Adam adam(2), fresh(1);
        std::vector<float> points(16, 0.0f);
        for (int t = 0; t < 10; ++t)
            adam.step(points, std::vector<float>(16, 1.0f), 0.1);
        adam.forget(1);
        std::vector<float> alone(points.begin() + 8, points.end());
        std::vector<float> gradient(16, -2.0f);
        adam.step(points, gradient, 0.1);
        fresh.step(alone, std::vector<float>(8, -2.0f), 0.1);
        QCOMPARE(points[8], alone[0]);
        QVERIFY(points[0] - alone[0] < 0); // the other still carries its momentum
        QVERIFY_THROWS_EXCEPTION(ShapeMismatch, adam.step(points, alone, 0.1));
    }

    void aFurtherStrokeLeavesTheOthersTheirMemory() {
        optimise::Adam two(2), three(2);
        std::vector<float> points(16, 0.0f);
        std::vector<float> gradient(8, 1.0f);
        gradient.resize(16, -3.0f);
        two.step(points, gradient, 0.1);
        points.assign(16, 0.0f);
        three.step(points, gradient, 0.1);
        three.add(1);
        std::vector<float> pair(16, 0.0f), triple(24, 0.0f), next(8, 0.5f);
        next.resize(16, 2.0f);
        two.step(pair, next, 0.1);
        next.insert(next.begin() + 8, 8, 2.0f);
        three.step(triple, next, 0.1);
        QCOMPARE(triple[0], pair[0]);
        QCOMPARE(triple[16], pair[8]);
        QVERIFY(triple[8] != pair[8]); // it has none yet
    }
};

QTEST_APPLESS_MAIN(AdamTest)
#include "adam_test.moc"
