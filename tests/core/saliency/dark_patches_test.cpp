// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/dark_patches.hpp"
#include "saliency/patch_strokes.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

using namespace croquis;
using geometry::Point;
using image::Plane;

namespace {

constexpr int kWidth = 120, kHeight = 100;
const Plane kEverywhere(kWidth, kHeight, 1, 1.F);

Plane drawn(const std::function<bool(double, double)>& isDark, float dark = 0.1F) {
    Plane plane(kWidth, kHeight);
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x)
            plane.at(x, y) = isDark(x + 0.5, y + 0.5) ? dark : 0.8F;
    return plane;
}

/// Inside an ellipse at (60, 50), turned by 30 degrees.
bool inEllipse(double x, double y, double longHalf, double shortHalf) {
    const double c = std::cos(0.5236), s = std::sin(0.5236);
    const double u = ((x - 60) * c + (y - 50) * s) / longHalf, v = ((y - 50) * c - (x - 60) * s) / shortHalf;
    return u * u + v * v < 1;
}

Plane ellipse(double longHalf, double shortHalf, float dark = 0.1F) {
    return drawn([=](double x, double y) { return inEllipse(x, y, longHalf, shortHalf); }, dark);
}

/// How much of a patch lies under a pen of 3 px along the strokes.
double shareFilled(const saliency::DarkPatch& patch, const std::vector<geometry::CubicBezier>& strokes) {
    std::vector<Point> points;
    for (const auto& stroke : strokes)
        for (int i = 0; i <= 400; ++i)
            points.push_back(stroke.at(i / 400.0));
    const auto filled = std::count_if(patch.pixels.begin(), patch.pixels.end(), [&](std::uint32_t pixel) {
        const Point centre{pixel % kWidth + 0.5, pixel / kWidth + 0.5};
        return std::any_of(points.begin(), points.end(), [&](Point p) { return geometry::length(p - centre) < 1.5; });
    });
    return static_cast<double>(filled) / static_cast<double>(patch.pixels.size());
}

} // namespace

class DarkPatchesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aPatchIsFilledAndNotLeft_data() {
        QTest::addColumn<double>("longHalf");
        QTest::addColumn<double>("shortHalf");
        QTest::addColumn<std::size_t>("strokes");
        QTest::newRow("a nose") << 6.0 << 4.5 << std::size_t{2};
        QTest::newRow("a raccoon's eye") << 12.0 << 8.0 << std::size_t{3};
        QTest::newRow("round") << 8.0 << 8.0 << std::size_t{3};
    }

    void aPatchIsFilledAndNotLeft() {
        QFETCH(double, longHalf);
        QFETCH(double, shortHalf);
        QFETCH(std::size_t, strokes);
        const auto patches = saliency::darkPatches(ellipse(longHalf, shortHalf), kEverywhere);
        QCOMPARE(patches.size(), std::size_t{1});
        QVERIFY(geometry::length(patches[0].centre - Point{60, 50}) < 0.5);
        QVERIFY(patches[0].contrast > 0.2F && patches[0].contrast < 0.7F);
        auto all = saliency::patchStrokes(patches[0].pixels, kWidth, {3, 3});
        QCOMPARE(all.size(), strokes);
        const double share = shareFilled(patches[0], all);
        QVERIFY2(share > 0.85, qPrintable(QString::number(share)));
        const auto dense = saliency::patchStrokes(patches[0].pixels, kWidth, {4, 2.25});
        const double solid = shareFilled(patches[0], dense);
        QVERIFY2(solid > 0.93 && solid >= share, qPrintable(QString::number(solid)));
        all.insert(all.end(), dense.begin(), dense.end());
        for (const auto& stroke : all) {
            QVERIFY(stroke.fills());
            for (int i = 0; i <= 100; ++i) {
                const Point p = stroke.at(i / 100.0);
                QVERIFY2(inEllipse(p.x, p.y, longHalf + 3, shortHalf + 3), "it stays in the patch");
            }
        }
    }

    /// A mask comes to a point at one end: an ellipse about it would be blunt there and bare of it.
    void aPatchIsDrawnInItsOwnShape() {
        const auto inDrop = [](double x, double y, double more) {
            const double along = (x - 44) / 30; // from the round end to the point
            return along > -more / 30 && along < 1 + more / 30 &&
                   std::abs(y - 50) < 9 * std::sqrt(std::max(along + 0.1, 0.)) * (1 - along) * 1.9 + more;
        };
        const auto patches =
            saliency::darkPatches(drawn([&](double x, double y) { return inDrop(x, y, 0); }), kEverywhere);
        QCOMPARE(patches.size(), std::size_t{1});
        const auto strokes = saliency::patchStrokes(patches[0].pixels, kWidth, {4, 2.25});
        QVERIFY(strokes.front().isClosed());
        QVERIFY(shareFilled(patches[0], strokes) > 0.9);
        for (const auto& stroke : strokes)
            for (int i = 0; i <= 100; ++i) {
                const Point p = stroke.at(i / 100.0);
                QVERIFY2(inDrop(p.x, p.y, 2), qPrintable(QString("%1 %2").arg(p.x).arg(p.y)));
            }
    }

    /// A cat's pupil hangs on the lid's rim, which is dark as well, if less.
    void aPupilIsParted() {
        Plane luma = drawn([](double x, double y) { return std::hypot((x - 60) / 5, (y - 50) / 10) < 1; });
        for (int y = 37; y < 43; ++y)
            for (int x = 30; x < 90; ++x)
                luma.at(x, y) = std::min(luma.at(x, y), 0.4F);
        const auto patches = saliency::darkPatches(luma, kEverywhere);
        QCOMPARE(patches.size(), std::size_t{1});
        for (const std::uint32_t pixel : patches[0].pixels)
            QVERIFY(std::hypot((pixel % kWidth - 59.5) / 8, (pixel / kWidth - 49.5) / 13) < 1);
    }

    void whatIsNoPatchIsNone_data() {
        QTest::addColumn<Plane>("luma");
        QTest::newRow("uniform") << drawn([](double, double) { return false; });
        QTest::newRow("faint") << ellipse(12, 8, 0.72F);
        QTest::newRow("a pupil, which is a spot") << ellipse(2.5, 2.5);
        QTest::newRow("too large") << ellipse(32, 30);
        QTest::newRow("a line") << drawn([](double, double y) { return std::abs(y - 50) < 3; });
        QTest::newRow("an edge") << drawn([](double x, double) { return x < 60; });
        QTest::newRow("bright") << drawn([](double x, double y) { return !inEllipse(x, y, 12, 8); });
    }

    void whatIsNoPatchIsNone() {
        QFETCH(Plane, luma);
        QVERIFY(saliency::darkPatches(luma, kEverywhere).empty());
    }

    void nothingIsFoundAtTheOutline() {
        Plane wellInside = kEverywhere;
        std::fill(wellInside.values.begin(), wellInside.values.end(), 0.F);
        QVERIFY(saliency::darkPatches(ellipse(12, 8), wellInside).empty());
    }

    void theStrongestComesFirst() {
        const auto patches = saliency::darkPatches(
            drawn([](double x, double y) { return std::hypot(x - 30, y - 30) < 5 || std::hypot(x - 90, y - 70) < 8; }),
            kEverywhere);
        QCOMPARE(patches.size(), std::size_t{2});
        QVERIFY(patches[0].contrast > patches[1].contrast);
    }
};

QTEST_GUILESS_MAIN(DarkPatchesTest)
#include "dark_patches_test.moc"
