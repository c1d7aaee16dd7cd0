// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/head_outline.hpp"

#include "core/saliency/drawn_targets.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace croquis;
using geometry::Point;
using image::Plane;

namespace {

constexpr double kHead = 45; // px, its radius about (112, 112)

/// A head as bright as half of the body that surrounds it, with two eyes and a nose much darker than both.
saliency::PhotoMaps headOnBody() {
    const auto grey = [](double x, double y) {
        double value = 0.5 + 0.2 * test::softly((test::fromCentre(x, y) - kHead) / 6);
        for (const Point dark : {Point{95, 102}, Point{129, 102}, Point{112, 130}})
            value -= 0.5 * test::softly(std::hypot(x - dark.x, y - dark.y) - 7);
        return static_cast<float>(value);
    };
    saliency::PhotoMaps maps = saliency::photoMaps(test::drawnTarget(grey));
    maps.muzzle.emplace();
    maps.muzzle->leftEye = {95, 102};
    maps.muzzle->rightEye = {129, 102};
    maps.muzzle->nose = {112, 130};
    return maps;
}

} // namespace

class HeadOutlineTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void itRunsRoundTheHead() {
        const saliency::HeadOutline outline = saliency::headOutline(headOnBody());
        QVERIFY(outline.points.size() > 250 && outline.points.size() == outline.support.size());
        for (std::size_t i = 0; i < outline.points.size(); ++i) {
            const Point p = outline.points[i], next = outline.points[(i + 1) % outline.points.size()];
            QVERIFY2(std::abs(test::fromCentre(p.x, p.y) - kHead) < 4, qPrintable(QString("%1 %2").arg(p.x).arg(p.y)));
            QVERIFY(geometry::length(next - p) < 2.5);
            QVERIFY(outline.support[i] >= 0 && outline.support[i] <= 1);
        }
        const double sum = std::accumulate(outline.support.begin(), outline.support.end(), 0.0);
        const double mean = sum / static_cast<double>(outline.support.size());
        QVERIFY2(mean > 0.4, qPrintable(QString::number(mean)));
    }

    void thePieceThatNoStrokeShowsIsMissing() {
        const saliency::HeadOutline outline = saliency::headOutline(headOnBody());
        Plane unexplained(224, 224, 1, 1.F);
        for (int y = 0; y < 224; ++y)
            for (int x = 0; x < 224; ++x)
                if (x > 92)
                    unexplained.at(x, y) = 0;
        const auto piece = outline.longestMissing(unexplained, 60);
        QVERIFY(piece);
        QVERIFY(piece->path.size() >= 40 && piece->path.size() <= 60);
        for (const Point p : piece->path)
            QVERIFY(p.x < 95);
        for (int i = 0; i <= 20; ++i) {
            const Point p = piece->curve.at(i / 20.0);
            QVERIFY(std::abs(test::fromCentre(p.x, p.y) - kHead) < 5);
        }
        QVERIFY(!outline.longestMissing(Plane(224, 224), 60));
    }

    void whatThePhotoDoesNotSupportIsNotDrawn() {
        saliency::PhotoMaps maps = headOnBody();
        std::fill(maps.softEdges.values.begin(), maps.softEdges.values.end(), 0.F);
        std::fill(maps.silhouette.values.begin(), maps.silhouette.values.end(), 0.F);
        QVERIFY(!saliency::headOutline(maps).longestMissing(Plane(224, 224, 1, 1.F), 60));
    }
};

QTEST_GUILESS_MAIN(HeadOutlineTest)
#include "head_outline_test.moc"
