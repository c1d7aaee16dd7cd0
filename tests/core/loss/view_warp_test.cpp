// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "loss/view_warp.hpp"

#include <QTest>

#include <cmath>
#include <utility>

using namespace croquis;
using loss::ViewWarp;

namespace {

std::pair<double, double> source(const ViewWarp& warp, double x, double y) {
    const auto& h = warp.source_from_view;
    const double w = h[6] * x + h[7] * y + h[8];
    return {(h[0] * x + h[1] * y + h[2]) / w, (h[3] * x + h[4] * y + h[5]) / w};
}

/// From a position in the perspective view (before the crop) to one in the cropped view.
double cropped(double position, int offset) {
    return (position - offset) * 224.0 / 200.0;
}

} // namespace

class ViewWarpTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// method.md 1.11: the four corner pixels of the picture land where the corners say, seen through a crop of 200 px.
    void cornersOfThePictureLandOnTheGivenCorners() {
        const std::array<std::array<double, 2>, 4> corners{{{12, 40}, {190, 3}, {223, 200}, {30, 180}}};
        const ViewWarp warp = loss::warpFromCorners(corners, 7, 19, {});
        const std::array<std::array<double, 2>, 4> expected{{{0, 0}, {223, 0}, {223, 223}, {0, 223}}};
        for (std::size_t k = 0; k < 4; ++k) {
            const auto [x, y] = source(warp, cropped(corners[k][0], 7), cropped(corners[k][1], 19));
            QVERIFY2(std::abs(x - expected[k][0]) < 1e-9 && std::abs(y - expected[k][1]) < 1e-9,
                     qPrintable(QString("corner %1").arg(k)));
        }
    }

    void undistortedCornersLeaveTheCropAlone() {
        const ViewWarp warp = loss::warpFromCorners({{{0, 0}, {223, 0}, {223, 223}, {0, 223}}}, 10, 20, {});
        const auto [x, y] = source(warp, 112, 56);
        QVERIFY(std::abs(x - (10 + 100)) < 1e-9);
        QVERIFY(std::abs(y - (20 + 50)) < 1e-9);
        QVERIFY(!warp.isIdentity());
        QVERIFY(ViewWarp{}.isIdentity());
    }

    /// Corners only move inward by at most a quarter of the side; the crop offset lies in 0..24.
    void drawnWarpsStayInTheirRanges() {
        double lowest = 1e9, highest = -1e9;
        for (const auto& warp : loss::drawWarps(3, 500)) {
            // The picture's own centre must be seen by every view.
            bool seen = false;
            for (int i = 0; i <= 224 && !seen; ++i)
                for (int j = 0; j <= 224 && !seen; ++j) {
                    const auto [x, y] = source(warp, j, i);
                    seen = std::abs(x - 112) < 2 && std::abs(y - 112) < 2;
                }
            QVERIFY(seen);
            const auto [x, y] = source(warp, 112, 112);
            lowest = std::min({lowest, x, y});
            highest = std::max({highest, x, y});
        }
        QVERIFY(lowest > 0 && highest < 224);
        QVERIFY2(highest - lowest > 40, "the warps are not all alike");
    }

    void aBankCanBeExtended() {
        const auto few = loss::drawWarps(5, 3), many = loss::drawWarps(5, 10), other = loss::drawWarps(6, 3);
        for (std::size_t k = 0; k < 3; ++k) {
            QCOMPARE(few[k].source_from_view, many[k].source_from_view);
            QVERIFY(few[k].source_from_view != other[k].source_from_view);
        }
    }

    void collapsedCornersAreRefused() {
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, loss::warpFromCorners({{{5, 5}, {5, 5}, {5, 5}, {5, 5}}}, 0, 0, {}));
    }
};

QTEST_APPLESS_MAIN(ViewWarpTest)
#include "view_warp_test.moc"
