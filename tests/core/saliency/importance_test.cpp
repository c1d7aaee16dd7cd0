// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/importance.hpp"

#include <QTest>

using namespace croquis;
using image::Plane;

namespace {

saliency::PhotoMaps onePixel(float silhouette, float interior, float fine, float dark, float occlusion) {
    const auto plane = [](float value) { return Plane(1, 1, 1, value); };
    saliency::PhotoMaps maps;
    maps.silhouette = plane(silhouette);
    maps.interior = plane(interior);
    maps.fineInterior = plane(fine);
    maps.broadInterior = plane(0.8F);
    maps.darkSpots = plane(dark);
    maps.occlusion = plane(occlusion);
    return maps;
}

bool near(const Plane& plane, double value) {
    return std::abs(plane.values[0] - value) < 1e-5;
}

} // namespace

class ImportanceTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void followsTheRecipe() {
        const auto maps = onePixel(0.3F, 0.5F, 0.6F, 0.4F, 0.2F);
        const auto importance = saliency::importance(maps, 0);
        const double mixed = 0.4 * 0.6 + 0.6 * 0.5, interior = mixed * (0.25 + 1.25 * 0.2) * (1 + 1.5 * 0.4);
        QVERIFY(near(importance.candidates, mixed));
        QVERIFY(near(importance.fineCandidates, 0.6 * (0.4 + 0.6 * 0.4)));
        QVERIFY(near(importance.full, interior));
        QVERIFY(near(importance.first, interior));
        QVERIFY(near(importance.interiorShare, 1));
    }

    void theOutlineCountsMoreWhereItIsNoticed() {
        const auto importance = saliency::importance(onePixel(0.9F, 0, 0, 0, 0.5F), 0);
        QVERIFY(near(importance.full, 0.9 * 0.85));
        QVERIFY(near(importance.interiorShare, 0));
    }

    void firstIsCappedAndFullIsNot() {
        const auto importance = saliency::importance(onePixel(0, 1, 1, 1, 1), 0);
        QVERIFY(near(importance.first, 1));
        QVERIFY(near(importance.full, 3));
    }

    void broadEdgesStandInForFineOnes() {
        const auto maps = onePixel(0, 0.5F, 0.6F, 0, 0);
        QVERIFY(near(saliency::importance(maps, 1).candidates, 0.8));
        QVERIFY(near(saliency::importance(maps, 0.5F).candidates, 0.5 * (0.54 + 0.8)));
    }

    /// models.md: O := max(.6 O, Fp); edges where features are expected count although they show at one scale only.
    void aFaceDrawsAttentionToItsFeatures() {
        auto maps = onePixel(0, 0, 0.5F, 0, 0.5F);
        maps.faces = {Plane(1, 1, 1, 0.8F), 40};
        QVERIFY(near(saliency::attention(maps), 0.8));
        const auto importance = saliency::importance(maps, 0);
        QVERIFY(near(importance.full, 0.4 * (0.25 + 1.25 * 0.8) * (1 + 2.5 * 0.8)));
        QVERIFY(near(importance.candidates, 0.4));
        maps.faces.features.values[0] = 0.1F;
        QVERIFY(near(saliency::attention(maps), 0.3));
    }

    /// An animal's nose and mouth count double and are traced though they show at one scale only; what lies far from
    /// the head counts about half.
    void anAnimalsFaceCountsMore() {
        auto maps = onePixel(0, 0, 0.5F, 0, 0.2F);
        const auto plain = saliency::importance(maps, 0);
        maps.muzzle = saliency::Muzzle{{}, {}, {}, Plane(1, 1, 1, 1.F), Plane(1, 1, 1, 1.F)};
        const auto muzzle = saliency::importance(maps, 0);
        QVERIFY(near(muzzle.full, 0.5 * (0.25 + 1.25 * 0.2) * 2));
        QVERIFY(near(muzzle.candidates, 0.5));
        QVERIFY(near(muzzle.fineCandidates, 0.5));
        QVERIFY(muzzle.full.values[0] > 4 * plain.full.values[0]);
        QCOMPARE(saliency::importance(maps, 0, false).full.values, plain.full.values);

        auto outline = onePixel(0.8F, 0, 0, 0, 1);
        outline.muzzle = saliency::Muzzle{{}, {}, {}, Plane(1, 1), Plane(1, 1)};
        QVERIFY(near(saliency::importance(outline, 0).full, 0.8 * 0.55));
        outline.muzzle->head.values[0] = 1;
        QVERIFY(near(saliency::importance(outline, 0).full, 0.8));
    }

    void withoutOcclusionEveryPlaceIsHalfNoticed() {
        auto maps = onePixel(0.2F, 0.5F, 0.6F, 0, 0.5F);
        const auto with = saliency::importance(maps, 0);
        maps.occlusion = {};
        QCOMPARE(saliency::importance(maps, 0).full.values, with.full.values);
    }
};

QTEST_GUILESS_MAIN(ImportanceTest)
#include "importance_test.moc"
