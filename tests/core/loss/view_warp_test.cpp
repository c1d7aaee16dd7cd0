// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "loss/view_warp.hpp"

#include <QTest>

#include <algorithm>
#include <array>
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

/// Where a view shows a position of the picture: the inverse of source().
std::pair<double, double> viewed(const ViewWarp& warp, double x, double y) {
    const auto& h = warp.source_from_view;
    const std::array<double, 9> inverse{
        h[4] * h[8] - h[5] * h[7], h[2] * h[7] - h[1] * h[8], h[1] * h[5] - h[2] * h[4],
        h[5] * h[6] - h[3] * h[8], h[0] * h[8] - h[2] * h[6], h[2] * h[3] - h[0] * h[5],
        h[3] * h[7] - h[4] * h[6], h[1] * h[6] - h[0] * h[7], h[0] * h[4] - h[1] * h[3]}; // but for a factor
    return source({inverse, {}}, x, y);
}

/// From a position in the perspective view (before the crop) to one in the cropped view.
double cropped(double position, double offset) {
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

    /// Apart, perspective and crop are the same draws: one after the other they are the composed map.
    void apartTheyAreTheSameMap() {
        loss::WarpOptions apart;
        apart.twice = true;
        const auto composed = loss::drawWarps(5, 20), split = loss::drawWarps(5, 20, apart);
        for (std::size_t k = 0; k < split.size(); ++k) {
            QVERIFY(composed[k].crop == loss::ViewCrop{} && split[k].crop.side == 200 && !split[k].isIdentity());
            const auto [x, y] = source(composed[k], 70.5, 150.5);
            const auto [u, v] =
                source(split[k], split[k].crop.left + 70.5 * 200 / 224, split[k].crop.top + 150.5 * 200 / 224);
            QVERIFY(std::abs(x - u) < 1e-9 && std::abs(y - v) < 1e-9);
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

    /// method.md 1.11: each corner moves inward by 0..56 pixels, the crop of 200 begins at 0..24; all of them alike.
    void drawnWarpsFillTheirRanges() {
        constexpr int kWarps = 4000;
        constexpr double kLast = 223, kInward = 56, kSlack = 24;
        for (const auto& [corner, axis] : {std::pair(0, 0), {0, 1}, {1, 0}, {1, 1}, {2, 0}, {2, 1}, {3, 0}, {3, 1}}) {
            const std::array<double, 2> of{corner == 1 || corner == 2 ? kLast : 0, corner >= 2 ? kLast : 0};
            const bool far = of[static_cast<std::size_t>(axis)] > 0;
            double lowest = 1e9, highest = -1e9, sum = 0;
            for (const auto& warp : loss::drawWarps(3, kWarps)) {
                const auto place = viewed(warp, of[0], of[1]);
                const double value = axis == 0 ? place.first : place.second;
                lowest = std::min(lowest, value);
                highest = std::max(highest, value);
                sum += value / kWarps;
            }
            const double first = far ? kLast - kInward : 0, last = far ? kLast : kInward;
            const double least = cropped(first, kSlack), most = cropped(last, 0);
            QVERIFY(lowest >= least - 1e-6 && lowest < least + 4 && highest <= most + 1e-6 && highest > most - 4);
            QVERIFY(std::abs(sum - cropped((first + last) / 2, kSlack / 2)) < 1.5);
        }
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
