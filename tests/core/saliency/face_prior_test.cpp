// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/face_prior.hpp"

#include <QTest>

#include <cmath>
#include <vector>

using namespace croquis;

class FacePriorTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void withoutAFaceItIsEmpty() {
        const auto prior = saliency::facePrior({}, {});
        QVERIFY(prior.features.empty());
        QCOMPARE(prior.width, 0.0);
    }

    /// A face of 100 x 100 photo pixels at (200, 100), at half size and moved by (-50, 10): (50, 60) to (100, 110).
    void eyesNoseAndMouthAreWhereTheBoxSays() {
        const std::vector<image::Face> faces{{200, 100, 100, 100}};
        const auto prior = saliency::facePrior(faces, geometry::Affine::scaleThenTranslate(0.5, {-50, 10}));
        QCOMPARE(prior.width, 50.0);
        const auto at = [&](double x, double y) {
            return prior.features.at(static_cast<int>(50 + 50 * x), static_cast<int>(60 + 50 * y));
        };
        for (const auto& [x, y, height] :
             {std::tuple{0.3, 0.38, 1.0}, {0.7, 0.38, 1.0}, {0.5, 0.78, 1.0}, {0.5, 0.6, 0.6}})
            QVERIFY2(std::abs(at(x, y) - height) < 0.05, qPrintable(QString("%1 %2").arg(x).arg(at(x, y))));
        QVERIFY(at(0.05, 0.9) < 0.1);
        QVERIFY(prior.features.at(150, 30) < 1e-4F);
    }

    void theLargestFaceGivesTheWidth() {
        const std::vector<image::Face> faces{{0, 0, 60, 60}, {120, 0, 30, 30}};
        QCOMPARE(saliency::facePrior(faces, {}).width, 60.0);
    }
};

QTEST_GUILESS_MAIN(FacePriorTest)
#include "face_prior_test.moc"
