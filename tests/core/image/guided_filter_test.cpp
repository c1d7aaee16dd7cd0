// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/guided_filter.hpp"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

using namespace croquis;
using image::Plane;
using image::Raster;

namespace {

constexpr double kEpsilon = 2e-3;

/// Grey fur on leaves as dark as it is, which only colour tells apart: their border at x = 32.
Raster<std::uint8_t> furOnLeaves(int side) {
    Raster<std::uint8_t> guide(side, side, 3);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const int grain = (7 * x + 13 * y) % 16;
            const std::array<int, 3> colour = x < 32 ? std::array{110, 110, 110} : std::array{70, 140, 60};
            for (int c = 0; c < 3; ++c)
                guide.at(x, y, c) = static_cast<std::uint8_t>(colour[static_cast<std::size_t>(c)] + grain);
        }
    return guide;
}

/// 1 left of `border`, 0 right of it, over 4 px between.
Plane ramp(int side, double border) {
    Plane plane(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            plane.at(x, y) = static_cast<float>(std::clamp((border - x - 0.5) / 4 + 0.5, 0.0, 1.0));
    return plane;
}

int borderIn(const Plane& plane, int row) {
    int x = 0;
    while (x < plane.width && plane.at(x, row) > 0.5F)
        ++x;
    return x;
}

/// Least squares in every window and the mean of them, as the paper has it, by elimination.
double filteredAt(const Raster<std::uint8_t>& guide, const Plane& plane, int radius, double epsilon, int px, int py) {
    double mean = 0;
    int windows = 0;
    for (int wy = py - radius; wy <= py + radius; ++wy)
        for (int wx = px - radius; wx <= px + radius; ++wx) {
            // Unknowns: three slopes and an offset; rows: sum of (I, 1)(I, 1)^T + n epsilon on the slopes.
            std::array<std::array<double, 5>, 4> rows{};
            int count = 0;
            for (int y = wy - radius; y <= wy + radius; ++y)
                for (int x = wx - radius; x <= wx + radius; ++x, ++count) {
                    const std::array<double, 4> terms = {guide.at(x, y, 0) / 255.0, guide.at(x, y, 1) / 255.0,
                                                         guide.at(x, y, 2) / 255.0, 1};
                    for (std::size_t r = 0; r < 4; ++r) {
                        for (std::size_t c = 0; c < 4; ++c)
                            rows[r][c] += terms[r] * terms[c];
                        rows[r][4] += terms[r] * plane.at(x, y);
                    }
                }
            for (std::size_t r = 0; r < 3; ++r)
                rows[r][r] += count * epsilon;
            for (std::size_t pivot = 0; pivot < 4; ++pivot)
                for (std::size_t r = 0; r < 4; ++r) {
                    if (r == pivot)
                        continue;
                    const double share = rows[r][pivot] / rows[pivot][pivot];
                    for (std::size_t c = pivot; c < 5; ++c)
                        rows[r][c] -= share * rows[pivot][c];
                }
            mean += rows[3][4] / rows[3][3];
            for (std::size_t c = 0; c < 3; ++c)
                mean += rows[c][4] / rows[c][c] * guide.at(px, py, static_cast<int>(c)) / 255;
            ++windows;
        }
    return mean / windows;
}

} // namespace

class GuidedFilterTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void itIsTheMeanOfLeastSquaresInWindows() {
        const auto guide = furOnLeaves(64);
        const Plane plane = ramp(64, 27);
        const Plane filtered = image::guidedFilter(guide, plane, 4, kEpsilon);
        for (const auto& [x, y] : {std::pair{30, 20}, {32, 32}, {26, 40}, {44, 12}}) {
            const double expected = filteredAt(guide, plane, 4, kEpsilon, x, y);
            QVERIFY2(std::abs(filtered.at(x, y) - expected) < 1e-4,
                     qPrintable(QString("%1 for %2").arg(filtered.at(x, y)).arg(expected)));
        }
    }

    void aBorderMovesToTheGuides_data() {
        QTest::addColumn<double>("border");
        for (const double border : {26., 29., 32., 37.})
            QTest::addRow("%g", border) << border;
    }
    void aBorderMovesToTheGuides() {
        QFETCH(double, border);
        const Plane filtered = image::guidedFilter(furOnLeaves(64), ramp(64, border), 16, kEpsilon);
        for (int y = 0; y < 64; ++y)
            QVERIFY2(std::abs(borderIn(filtered, y) - 32) <= 1, qPrintable(QString::number(borderIn(filtered, y))));
    }

    void whereTheGuideIsEvenItStays() {
        const Raster<std::uint8_t> even(64, 64, 3, 90);
        const Plane filtered = image::guidedFilter(even, ramp(64, 24), 8, kEpsilon);
        QVERIFY(std::abs(borderIn(filtered, 32) - 24) <= 1);
        const Plane none = image::guidedFilter(furOnLeaves(64), Plane(64, 64), 8, kEpsilon);
        QVERIFY(std::ranges::all_of(none.values, [](float v) { return v == 0; }));
    }

    void picturesSmallerThanAWindowAreFiltered() {
        for (const int side : {1, 2, 5}) {
            const Plane filtered = image::guidedFilter(furOnLeaves(side), Plane(side, side, 1, 1.F), 16, kEpsilon);
            QVERIFY(std::ranges::all_of(filtered.values, [](float v) { return std::abs(v - 1) < 1e-4F; }));
        }
    }
};

QTEST_GUILESS_MAIN(GuidedFilterTest)
#include "guided_filter_test.moc"
