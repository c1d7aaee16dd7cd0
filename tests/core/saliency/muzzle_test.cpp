// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/muzzle.hpp"

#include "image/canvas_target.hpp"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace croquis;
using geometry::Point;
using image::Plane;
using saliency::DarkPatch;
using saliency::FeatureSpot;

namespace {

constexpr int kSide = image::kCanvasSide;
const Plane kNoticed(kSide, kSide, 1, 0.8F);

FeatureSpot spotAt(Point p, float strength = 0.08F) {
    return {p, {1, 0}, 3, strength};
}

DarkPatch patchAt(Point p) {
    DarkPatch patch;
    patch.centre = p;
    patch.contrast = 0.3F;
    return patch;
}

const std::vector<FeatureSpot> kFace = {spotAt({90, 80}), spotAt({134, 84}), spotAt({110, 118})};

} // namespace

class MuzzleTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void threeDarkPlacesMakeAFace() {
        std::vector<FeatureSpot> spots = kFace;
        spots.push_back(spotAt({30, 30}));
        spots.push_back(spotAt({190, 160}));
        const auto muzzle = saliency::findMuzzle(spots, {}, kNoticed);
        QVERIFY(muzzle.has_value());
        QCOMPARE(muzzle->leftEye, kFace[0].centre);
        QCOMPARE(muzzle->rightEye, kFace[1].centre);
        QCOMPARE(muzzle->nose, kFace[2].centre);
    }

    void patchesCountAsWell() {
        const std::vector<DarkPatch> patches = {patchAt({90, 80}), patchAt({134, 84})};
        const std::vector<FeatureSpot> nose = {kFace[2]};
        const auto muzzle = saliency::findMuzzle(nose, patches, kNoticed);
        QVERIFY(muzzle.has_value());
        QCOMPARE(muzzle->rightEye, patches[1].centre);
    }

    void itsWeightsLieOnNoseMouthAndHead() {
        const auto muzzle = saliency::findMuzzle(kFace, {}, kNoticed);
        QVERIFY(muzzle.has_value());
        QVERIFY(muzzle->features.at(110, 118) > 0.95F);
        QVERIFY2(muzzle->features.at(109, 129) > 0.8F, "the mouth");
        QVERIFY2(muzzle->features.at(90, 80) < 0.1F, "eyes are no muzzle");
        QVERIFY(muzzle->features.at(30, 200) < 0.01F);
        QVERIFY(muzzle->head.at(112, 100) > 0.95F);
        QVERIFY(muzzle->head.at(90, 80) > 0.8F);
        QVERIFY(muzzle->head.at(10, 210) < 0.2F);
        QCOMPARE(*std::max_element(muzzle->features.values.begin(), muzzle->features.values.end()) <= 1, true);
    }

    void whatIsNoFaceIsNone_data() {
        QTest::addColumn<std::vector<Point>>("places");
        QTest::newRow("none") << std::vector<Point>{};
        QTest::newRow("two") << std::vector<Point>{{90, 80}, {134, 80}};
        QTest::newRow("in a row") << std::vector<Point>{{70, 80}, {110, 80}, {150, 80}};
        QTest::newRow("the nose above") << std::vector<Point>{{90, 80}, {134, 80}, {112, 45}};
        QTest::newRow("the nose beside") << std::vector<Point>{{90, 80}, {134, 80}, {150, 115}};
        QTest::newRow("the nose far below") << std::vector<Point>{{90, 80}, {134, 80}, {112, 180}};
        QTest::newRow("steep") << std::vector<Point>{{100, 60}, {112, 110}, {60, 100}};
        QTest::newRow("too large") << std::vector<Point>{{60, 80}, {156, 80}, {108, 155}};
        QTest::newRow("too small") << std::vector<Point>{{100, 80}, {110, 80}, {105, 88}};
    }

    void whatIsNoFaceIsNone() {
        QFETCH(std::vector<Point>, places);
        std::vector<FeatureSpot> spots;
        for (const Point p : places)
            spots.push_back(spotAt(p));
        QVERIFY(!saliency::findMuzzle(spots, {}, kNoticed).has_value());
    }

    void whatIsNotNoticedOrFaintIsNone() {
        const Plane unnoticed(kSide, kSide, 1, 0.3F);
        QVERIFY(!saliency::findMuzzle(kFace, {}, unnoticed).has_value());
        std::vector<FeatureSpot> faint;
        for (const FeatureSpot& spot : kFace)
            faint.push_back(spotAt(spot.centre, 0.01F));
        QVERIFY(!saliency::findMuzzle(faint, {}, kNoticed).has_value());
        faint.clear();
        for (const FeatureSpot& spot : kFace)
            faint.push_back(spotAt(spot.centre, 0.04F));
        const Plane hardly(kSide, kSide, 1, 0.55F);
        QVERIFY2(!saliency::findMuzzle(faint, {}, hardly).has_value(), "neither dark nor much noticed");
        QVERIFY(saliency::findMuzzle(kFace, {}, kNoticed).has_value());
    }

    void theMoreNoticedIsTaken() {
        std::vector<FeatureSpot> two = kFace;
        for (const FeatureSpot& spot : kFace)
            two.push_back(spotAt(spot.centre + Point{0, 90}));
        Plane attention = kNoticed;
        for (int y = 150; y < kSide; ++y)
            for (int x = 0; x < kSide; ++x)
                attention.at(x, y) = 1;
        const auto muzzle = saliency::findMuzzle(two, {}, attention);
        QVERIFY(muzzle.has_value());
        QVERIFY(muzzle->nose.y > 150);
    }
};

QTEST_GUILESS_MAIN(MuzzleTest)
#include "muzzle_test.moc"
