// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/photo_maps.hpp"

#include "base/error.hpp"
#include "core/saliency/drawn_targets.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace croquis;
using image::Plane;
using test::discTarget;
using test::fromCentre;
using test::softly;

namespace {

constexpr int kSide = image::kCanvasSide;

} // namespace

class PhotoMapsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void silhouetteOfADiscIsARing() {
        const saliency::PhotoMaps maps = saliency::photoMaps(discTarget());
        for (int y = 0; y < kSide; ++y) {
            for (int x = 0; x < kSide; ++x) {
                const double off = std::abs(fromCentre(x + 0.5, y + 0.5) - 80);
                if (off < 0.5)
                    QVERIFY(maps.silhouette.at(x, y) > 0.8F);
                if (off > 4)
                    QCOMPARE(maps.silhouette.at(x, y), 0.F);
            }
        }
    }

    void tangentRunsAlongStripesAndTheOutline() {
        const double angle = 0.4;
        const auto stripes = [&](double x, double y) {
            return static_cast<float>(0.5 + 0.4 * std::sin((x * std::sin(angle) - y * std::cos(angle)) / 4));
        };
        const auto maps = saliency::photoMaps(
            test::drawnTarget(stripes, [](double x, double y) { return softly(fromCentre(x, y) - 80); }));
        const double along =
            maps.tangentX.at(112, 112) * std::cos(angle) + maps.tangentY.at(112, 112) * std::sin(angle);
        QVERIFY(std::abs(along) > 0.999);
        QVERIFY(std::abs(maps.tangentY.at(192, 112)) > 0.98F);
        QVERIFY(std::abs(maps.tangentX.at(112, 192)) > 0.98F);
    }

    void darkSpotIsFound() {
        const saliency::PhotoMaps maps = saliency::photoMaps(discTarget());
        QCOMPARE(maps.darkSpots.at(90, 100), 1.F);
        for (int y = 0; y < kSide; ++y)
            for (int x = 0; x < kSide; ++x)
                if (std::hypot(x - 89.5, y - 99.5) > 16)
                    QVERIFY(maps.darkSpots.at(x, y) < 0.6F);
        QVERIFY(maps.shade.at(90, 100) > 0.9F);
        QCOMPARE(maps.shade.at(2, 2), 0.F);
    }

    /// A pole beyond what a bare bar takes in of its surroundings; none where the bar is all there is to draw.
    void whatStandsRoundABareBarIsSeen() {
        const auto bar = [](double x, double y) {
            return softly(std::max(std::abs(x - 112) - 5, std::abs(y - 112) - 80));
        };
        auto target = test::drawnTarget(
            [&](double x, double y) {
                const float pole = softly(std::max(std::abs(x - 190) - 3, std::abs(y - 112) - 60));
                return 0.2F + 0.6F * std::max(bar(x, y), pole);
            },
            bar);
        QVERIFY(saliency::photoMaps(target).surroundings.empty());
        for (int y = 0; y < kSide; ++y)
            for (int x = 0; x < kSide; ++x)
                target.subject.at(x, y) = std::abs(x - 111.5) < 40 ? 1.F : 0.F;
        const saliency::PhotoMaps maps = saliency::photoMaps(target);
        QVERIFY(maps.surroundings.at(186, 112) > 0.5F && maps.surroundings.at(193, 112) > 0.5F);
        QVERIFY(std::abs(maps.surroundingTangentY.at(186, 112)) > 0.95F);
        for (int y = 0; y < kSide; ++y)
            for (int x = 74; x < 150; ++x)
                QCOMPARE(maps.surroundings.at(x, y), 0.F);
    }

    void broadEdgesAreLinesOnTheShape() {
        const auto grey = [](double x, double y) { return 0.2F + 0.6F * softly(fromCentre(x, y) - 40); };
        const auto maps = saliency::photoMaps(
            test::drawnTarget(grey, [](double x, double y) { return softly(fromCentre(x, y) - 90); }));
        QVERIFY(maps.broadInterior.at(152, 112) > 0.3F);
        QVERIFY(maps.broadInterior.at(112, 71) > 0.3F);
        QCOMPARE(maps.broadInterior.at(146, 112), 0.F);
        QCOMPARE(maps.broadInterior.at(112, 112), 0.F);
    }

    void aCutLeavesNoOutlineButATipDoes() {
        const auto box = [](double halfWidth) {
            return [halfWidth](double x, double y) { return softly(std::max(std::abs(x - 112) - halfWidth, 60 - y)); };
        };
        const auto flat = [](double, double) { return 0.5F; };
        image::CanvasTarget cut = test::drawnTarget(flat, box(60)), tip = test::drawnTarget(flat, box(8));
        for (auto* target : {&cut, &tip})
            for (int y = 0; y < 60; ++y)
                for (int x = 0; x < kSide; ++x)
                    target->photoArea.at(x, y) = 0;
        const auto largest = [](const Plane& plane) {
            float value = 0;
            for (int y = 58; y < 62; ++y)
                value = std::max(value, plane.at(112, y));
            return value;
        };
        QCOMPARE(largest(saliency::photoMaps(cut).silhouette), 0.F);
        QVERIFY(largest(saliency::photoMaps(tip).silhouette) > 0.3F);
    }

    void theWhiteBeyondTheBorderLeavesNoEdgeInside() {
        constexpr int kFirst = 40;
        const auto grey = [](double x, double) {
            const double stripes = x > 100 ? 0.2 + 0.15 * std::sin(x / 3) : 0.06;
            return static_cast<float>(x < kFirst ? 1 : x < kFirst + 1 ? 0.16 : x < kFirst + 2 ? 0.1 : stripes);
        };
        const auto area = [](double x, double) { return x < kFirst ? 0.F : 1.F; };
        image::CanvasTarget target = test::drawnTarget(grey, area);
        target.photoArea = target.subject;
        const auto maps = saliency::photoMaps(target);
        for (const Plane* plane : {&maps.silhouette, &maps.interior, &maps.fineInterior, &maps.broadInterior})
            for (int x = 0; x < kFirst + 10; ++x)
                QVERIFY(plane->at(x, 112) < 0.12F);
    }

    void flatPhotoAndEmptyMaskGiveFiniteMaps() {
        const auto flat = [](double, double) { return 0.5F; };
        for (const float mask : {0.F, 1.F}) {
            const auto maps = saliency::photoMaps(test::drawnTarget(flat, [&](double, double) { return mask; }));
            for (const Plane* plane :
                 {&maps.silhouette, &maps.interior, &maps.fineInterior, &maps.broadInterior, &maps.darkSpots})
                for (const float value : plane->values)
                    QVERIFY(value < 1e-3F && value >= 0);
            for (std::size_t i = 0; i < maps.tangentX.values.size(); ++i)
                QVERIFY(std::abs(std::hypot(maps.tangentX.values[i], maps.tangentY.values[i]) - 1) < 1e-3);
        }
    }

    void wrongSizesAreNamed() {
        image::CanvasTarget target = discTarget();
        target.photoArea = Plane(10, 10);
        try {
            saliency::photoMaps(target);
            QFAIL("no exception");
        } catch (const InvalidArgument& error) {
            QVERIFY(QString(error.what()).contains("photoArea"));
        }
    }
};

QTEST_GUILESS_MAIN(PhotoMapsTest)
#include "photo_maps_test.moc"
